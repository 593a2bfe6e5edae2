"""What people can do: each act one function and one transaction."""

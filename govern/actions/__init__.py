"""The application's commands: each act of a person is one function and one transaction."""

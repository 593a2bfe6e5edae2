"""Names of roles, methods, accounts and other terms."""

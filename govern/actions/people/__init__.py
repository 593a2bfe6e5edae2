"""Accounts and people's private data: names, passwords, invitations, keys and access keys."""

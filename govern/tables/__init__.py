"""Reading of people's files: bank statements, ledgers and lists, in the dialects of banks and offices."""

from govern.tables.reading import read

__all__ = ["read"]

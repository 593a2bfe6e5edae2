"""Readers of people's files: bank statements, ledgers and lists, in the formats of banks and spreadsheets."""

from govern.tables.reading import read

__all__ = ["read"]

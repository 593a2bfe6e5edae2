"""Rows of private tables, which are never in the record."""

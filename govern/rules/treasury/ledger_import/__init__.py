"""Ledgers kept before the record: read from a table as people have them, and planned as entries to be imported."""

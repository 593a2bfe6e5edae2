"""Import of ledgers that predate the log: read from a table, and planned as entries."""

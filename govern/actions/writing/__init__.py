"""Intake of statements: limits, batches, and the one writer of the record."""

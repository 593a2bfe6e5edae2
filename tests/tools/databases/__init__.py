"""Databases for tests: PostgreSQL, full disks, lost connections."""

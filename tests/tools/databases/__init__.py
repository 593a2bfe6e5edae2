"""Databases for tests: PostgreSQL servers, full disks and lost connections."""

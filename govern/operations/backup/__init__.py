"""Backups: the database, the keys, the settings and the uploaded files in one folder, verified after writing.

A backup is complete when it has a `backup.json`, which is written last and lists every file with its SHA-256.
"""

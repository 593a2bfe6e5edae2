"""Queries for pages: rows of several tables joined, looked up by indexes."""

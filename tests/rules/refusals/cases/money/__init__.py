"""Refusals about money."""

"""Browsers for tests."""

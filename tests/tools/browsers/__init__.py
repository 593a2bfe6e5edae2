"""Browsers and JavaScript engines for tests."""

"""Counting a vote and the conditions of its outcome."""

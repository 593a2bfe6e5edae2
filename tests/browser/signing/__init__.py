"""Tests of signing and of unsent input in a real browser."""

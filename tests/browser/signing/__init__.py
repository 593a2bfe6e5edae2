"""Tests of signing and of what was typed, in a real browser."""

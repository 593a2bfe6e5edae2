"""Tests of single scripts in a real browser."""

"""Tests of pages and scripts in a real browser."""

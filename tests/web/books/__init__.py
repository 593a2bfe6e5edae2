"""Tests of pages: books."""

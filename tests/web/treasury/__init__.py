"""Tests of pages: treasury."""

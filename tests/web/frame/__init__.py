"""Tests of pages: frame."""

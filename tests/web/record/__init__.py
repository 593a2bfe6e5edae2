"""Tests of pages: record."""

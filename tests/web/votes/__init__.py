"""Tests of pages: votes."""

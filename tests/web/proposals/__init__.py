"""Tests of pages: proposals."""

"""Tests of the look of pages."""

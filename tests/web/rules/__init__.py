"""Tests of pages: rules."""

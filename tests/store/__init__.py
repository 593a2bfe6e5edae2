"""Tests of rows and queries."""

"""Tests of the pages about the record."""

"""Tests of the pages about votes."""

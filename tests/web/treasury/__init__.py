"""Tests of the pages of the treasury."""

"""Tests of the pages about proposals."""

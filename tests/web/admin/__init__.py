"""Tests of the pages of administration."""

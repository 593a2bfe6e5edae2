"""Tests of how statements are taken and written."""

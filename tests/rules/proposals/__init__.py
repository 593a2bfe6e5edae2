"""Tests of the rules about proposals."""

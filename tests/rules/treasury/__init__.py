"""Tests of the rules about money."""

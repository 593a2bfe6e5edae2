"""Tests of the rules about votes."""

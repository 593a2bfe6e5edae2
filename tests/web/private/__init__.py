"""Tests of private data: only its owner may change it."""

"""Tests of the record's formats."""

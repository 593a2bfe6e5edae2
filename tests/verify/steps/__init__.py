"""Tests of checks of a whole record after its replay."""

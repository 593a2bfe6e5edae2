"""Tally methods over many options: one small module each, exact and independent of any order."""

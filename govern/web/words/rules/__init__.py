"""Rulebooks as sentences."""

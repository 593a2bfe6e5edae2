"""Tests of the rules about rulebooks."""

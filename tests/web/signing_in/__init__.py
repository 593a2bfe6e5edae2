"""Tests of pages: signing in."""

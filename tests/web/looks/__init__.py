"""Tests of pages: looks."""

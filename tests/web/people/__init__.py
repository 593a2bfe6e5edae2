"""Tests of pages: people."""

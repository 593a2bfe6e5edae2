"""Tests of pages and the interface for programs."""

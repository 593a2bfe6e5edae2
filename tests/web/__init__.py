"""Tests of pages and of the API."""

"""Tests of pages: routes."""

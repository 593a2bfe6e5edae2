"""Tests of all routes."""

"""Tests of pages: serving."""

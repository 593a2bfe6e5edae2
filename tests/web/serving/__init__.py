"""Tests of the server under HTTP."""

"""Tests of the verifier's report."""

"""Counting ballots over many options: each way of counting is one small file, exact and independent of any order."""

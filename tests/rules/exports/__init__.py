"""Ballots as files for other programs that count."""

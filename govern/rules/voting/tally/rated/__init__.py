"""Counts of ballots that grade or score options."""

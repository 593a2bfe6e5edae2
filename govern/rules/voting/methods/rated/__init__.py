"""Voting methods whose ballots grade or score options."""

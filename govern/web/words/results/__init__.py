"""Results of votes in words and pictures."""

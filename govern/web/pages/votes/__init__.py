"""Pages of votes: ballots, candidates, rolls and ballot files."""

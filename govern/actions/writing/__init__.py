"""Taking statements in: what stands before the rules."""

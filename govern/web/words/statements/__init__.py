"""One sentence for each statement."""

"""Pages of the record: leaves, log, feeds and how to check."""

"""The demonstration's proposals, grouped by their course."""

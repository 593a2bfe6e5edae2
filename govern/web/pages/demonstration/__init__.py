"""The demonstration's own pages."""

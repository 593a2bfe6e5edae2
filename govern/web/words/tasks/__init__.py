"""Tasks of members in words."""

"""Tasks that wait for a member."""

"""Pages about becoming a member."""

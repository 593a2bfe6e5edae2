"""Pages and words of mail."""

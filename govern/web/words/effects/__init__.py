"""Effects of proposals in words."""

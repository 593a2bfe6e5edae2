"""Names in pages: what was removed from a typed one, and which of them look alike."""

"""Drafts of proposals and rulebooks: kept as typed, read as what will be signed."""

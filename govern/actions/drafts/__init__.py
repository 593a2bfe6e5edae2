"""Drafts of proposals and rulebooks: stored as typed, read into the effects to be signed."""

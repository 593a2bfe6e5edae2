"""Pages of rulebooks and of their drafts."""

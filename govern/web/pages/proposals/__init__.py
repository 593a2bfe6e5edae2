"""Pages of proposals, their drafts and their discussion."""

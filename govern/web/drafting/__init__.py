"""Drafts of proposals and rulebooks as pages keep them."""

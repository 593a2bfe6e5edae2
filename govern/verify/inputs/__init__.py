"""Readers of a bundle (file, folder or address) and of evidence from outside."""

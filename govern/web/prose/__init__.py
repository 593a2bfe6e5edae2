"""Markdown texts of members as safe HTML: bounded in time and size, and cached."""

"""Renders members' Markdown texts as safe HTML, limited in time and size, and cached."""

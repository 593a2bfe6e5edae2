"""Scenes about money."""

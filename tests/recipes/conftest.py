"""Fixtures of pages, for the recipes that look at their result."""

from tests.web.conftest import site

__all__ = ["site"]

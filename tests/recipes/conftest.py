"""The fixtures of pages, for the recipes that show what they added."""

from tests.web.conftest import site

__all__ = ["site"]

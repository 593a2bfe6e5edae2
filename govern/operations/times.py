"""Moments as operators read them."""

from datetime import UTC, datetime


def minute(moment: int) -> str:
    """A moment in milliseconds since 1970, to the minute, in UTC."""
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M")

"""Formats times for operators."""

from datetime import UTC, datetime


def minute(moment: int) -> str:
    """A time in milliseconds since 1970, formatted to the minute in UTC."""
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M")

"""Times of the record in words: UTC, the same in every language."""

from datetime import UTC, datetime

from govern.protocol.units import DAY, HOUR, MINUTE


def utc(at: int) -> str:
    """A time (milliseconds since 1970) such as `2026-11-28 14:03:05 UTC`; beyond the year 9999 the number itself."""
    try:
        return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return f"{at} ms"


def duration(ms: int) -> str:
    """A length of time such as `3 d 04:05`: days, hours and minutes."""
    days, rest = divmod(max(ms, 0), DAY)
    clock = f"{rest // HOUR:02}:{rest % HOUR // MINUTE:02}"
    return f"{days} d {clock}" if days else clock

"""Days of entries (ISO 8601, UTC): the day of a time, and the latest permitted day."""

import datetime
from typing import Final

_DAY: Final = datetime.timedelta(days=1)


def day_of(at: int) -> str:
    """The day (UTC) of a time in milliseconds since 1970."""
    return _date(at).isoformat()


def latest_day(at: int) -> str:
    """The day after a time's: in time zones ahead of UTC, by up to 14 hours, it has begun."""
    return (_date(at) + _DAY).isoformat()


def _date(at: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC).date()

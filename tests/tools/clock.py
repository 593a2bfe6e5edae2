"""A clock that tests set."""

import threading

START = 1_767_603_600_000  # Monday 5 January 2026, 09:00 UTC


class Clock:
    """Called, it tells the time in milliseconds since 1970 (UTC); it moves only when told to. Safe among threads."""

    def __init__(self, start: int = START) -> None:
        self._now = start
        self._lock = threading.Lock()

    def __call__(self) -> int:
        with self._lock:
            return self._now

    def advance(self, ms: int = 0, *, minutes: int = 0, hours: int = 0, days: int = 0) -> int:
        """Moves the clock forward and returns the new time."""
        with self._lock:
            self._now += ms + 60_000 * (minutes + 60 * (hours + 24 * days))
            return self._now

    def set(self, now: int) -> None:
        """Sets the clock to `now`, which may lie in the past."""
        with self._lock:
            self._now = now

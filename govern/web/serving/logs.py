"""What a server writes to its log: one line for a failure that repeats, then how often it came.

The first failure of a kind is written in full, with its traceback unless the database is away. What follows within a
minute is counted; the minute ends with one line. As long as a kind keeps coming, it stays at one line a minute.
"""

import logging
import sys
import threading
from dataclasses import dataclass
from typing import Final, TextIO

from govern.store.outages import is_database_outage

SECONDS: Final = 60.0
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MOST_KINDS: Final = 1_000
Kind = tuple[str, str, str]


@dataclass
class _Counted:
    """A kind of failure: since when it is counted, how often it came, and what is said of it."""

    since: float
    times: int
    record: logging.LogRecord


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes warnings and errors once, and then how often they came."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.setFormatter(logging.Formatter(FORMAT))
        self._kinds: dict[Kind, _Counted] = {}
        self._lock_kinds = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record, or counts it."""
        with self._lock_kinds:
            self._tell(record.created - SECONDS)
            if self._is_new(record):
                super().emit(_shortened(record))

    def close(self) -> None:
        """Tells what was counted."""
        with self._lock_kinds:
            self._tell(float("inf"))
            self._kinds.clear()
        super().close()

    def _is_new(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        kind = _kind(record)
        if kind in self._kinds:
            self._kinds[kind].times += 1
            return False
        if len(self._kinds) < MOST_KINDS:
            self._kinds[kind] = _Counted(record.created, 0, record)
        return True

    def _tell(self, until: float) -> None:
        """Writes the counts that began before a moment; what did not come again is forgotten."""
        for kind, counted in list(self._kinds.items()):
            if counted.since >= until:
                continue
            if not counted.times:
                del self._kinds[kind]
                continue
            super().emit(_repeated(counted))
            counted.since, counted.times = counted.since + SECONDS, 0


def set_up() -> CountingHandler:
    """Writes the log of this process to its standard error."""
    handler = CountingHandler(sys.stderr)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait for a moment is no news
    return handler


def _kind(record: logging.LogRecord) -> Kind:
    """Failures are alike if their errors are, wherever they came up; other messages if they read the same."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return record.name, record.levelname, record.getMessage()
    return record.name, type(error).__name__, _first_line(error)


def _shortened(record: logging.LogRecord) -> logging.LogRecord:
    """A record without its traceback, where the database is away: the place in the program says nothing then."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or not is_database_outage(error):
        return record
    return _written_like(record, f"{record.getMessage()}: {_first_line(error)}")


def _repeated(counted: _Counted) -> logging.LogRecord:
    record = counted.record
    error = record.exc_info[1] if record.exc_info else None
    what = record.getMessage() if error is None else f"{type(error).__name__}: {_first_line(error)}"
    return _written_like(record, f"{counted.times} times more: {what}")


def _written_like(record: logging.LogRecord, message: str) -> logging.LogRecord:
    return logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, message, None, None)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]

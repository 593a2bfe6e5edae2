"""The server's log: a repeated failure is written once, then counted.

The first failure of a kind is written in full, with its traceback except in a database outage. Repetitions within a
minute are counted and written as one line; as long as a kind continues, it stays at one line a minute.
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
class _RepeatedFailure:
    """A kind of failure: the start of its count, the number of repetitions, and its record."""

    since: float
    times: int
    record: logging.LogRecord


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes warnings and errors once, then their counts."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.setFormatter(logging.Formatter(FORMAT))
        self._kinds: dict[Kind, _RepeatedFailure] = {}
        self._lock_kinds = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or count it."""
        with self._lock_kinds:
            self._tell(record.created - SECONDS)
            if self._is_new(record):
                super().emit(_shortened(record))

    def close(self) -> None:
        """Write the pending counts."""
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
            self._kinds[kind] = _RepeatedFailure(record.created, 0, record)
        return True

    def _tell(self, until: float) -> None:
        """Write the counts that began before a time, and drop kinds without repetition."""
        for kind, counted in list(self._kinds.items()):
            if counted.since >= until:
                continue
            if not counted.times:
                del self._kinds[kind]
                continue
            super().emit(_repeated(counted))
            counted.since, counted.times = counted.since + SECONDS, 0


def set_up() -> CountingHandler:
    """Set up the log of this process on standard error."""
    handler = CountingHandler(sys.stderr)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # short waits of requests are normal
    return handler


def _kind(record: logging.LogRecord) -> Kind:
    """The kind of a record: failures by their error, other messages by their text."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return record.name, record.levelname, record.getMessage()
    return record.name, type(error).__name__, _first_line(error)


def _shortened(record: logging.LogRecord) -> logging.LogRecord:
    """A record without its traceback in a database outage, where the traceback is useless."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or not is_database_outage(error):
        return record
    return _written_like(record, f"{record.getMessage()}: {_first_line(error)}")


def _repeated(counted: _RepeatedFailure) -> logging.LogRecord:
    record = counted.record
    error = record.exc_info[1] if record.exc_info else None
    what = record.getMessage() if error is None else f"{type(error).__name__}: {_first_line(error)}"
    return _written_like(record, f"{counted.times} times more: {what}")


def _written_like(record: logging.LogRecord, message: str) -> logging.LogRecord:
    return logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, message, None, None)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]

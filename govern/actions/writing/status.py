"""Health status of the server's parts: which fail, since when, and how often."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from govern.store.outages import is_outage

logger = logging.getLogger("govern")
PARTS: Final = ("writer", "ticker", "mail", "guard", "clerk", "clock", "database", "disk")
# A thread that works on one task for longer is reported as stalled; mail may wait repeatedly for a slow server.
STALLED_SECONDS: Final = {"writer": 120.0, "ticker": 120.0, "mail": 1800.0}


@dataclass(frozen=True)
class PartFailure:
    """A failing part: a stable code, the first and the last failure (milliseconds since 1970, UTC)."""

    part: str
    code: str
    since: int
    last: int
    times: int
    details: tuple[str, ...] = ()  # for administrators alone

    @property
    def is_of_thread(self) -> bool:
        """Whether the part's thread has ended or is stalled."""
        return self.code in ("thread_ended", "stalled")


class Status:
    """The failures of one process. Every part reports here; `/readyz` and the administrators' page read it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._troubles: dict[str, PartFailure] = {}
        self._logged: Counter[tuple[str, str, str]] = Counter()
        self._told: set[str] = set()  # parts whose failure was logged
        self._threads: dict[str, threading.Thread] = {}
        self._busy: dict[str, float] = {}

    def failed(self, part: str, code: str, error: BaseException | None = None, details: tuple[str, ...] = ()) -> None:
        """Record a failure. The first of a kind is logged, then only the 10th, the 100th and so on.

        Outages are logged in one line, because disk or database are the cause; other errors with a traceback.

        A part has one failure at a time: the latest code; `since` stays until the part works again.
        """
        now = time.time_ns() // 1_000_000
        with self._lock:
            before = self._troubles.get(part) or PartFailure(part, code, now, now, 0)
            self._troubles[part] = replace(before, code=code, last=now, times=before.times + 1, details=details)
        self._log(part, code, error, details)

    def _log(self, part: str, code: str, error: BaseException | None, details: tuple[str, ...]) -> None:
        kind = part, code, type(error).__name__
        self._logged[kind] += 1
        times = self._logged[kind]
        if times == 1:
            self._told.add(part)
            shown = None if is_outage(error) else error
            logger.error("%s: %s%s%s", part, code, _listed(details), "" if shown else _cause(error), exc_info=shown)
        elif str(times).rstrip("0") == "1":
            self._told.add(part)
            logger.error("%s: %s, %d times by now%s", part, code, times, _cause(error))

    def works(self, part: str) -> None:
        """Record that a part works; nearly free if it did before."""
        if part not in self._troubles:
            return
        with self._lock:
            ended = self._troubles.pop(part, None)
        if ended is not None and part in self._told:
            self._told.discard(part)
            logger.warning("%s: works again, after %s failed %d times", part, ended.code, ended.times)

    def watch(self, part: str, thread: threading.Thread) -> None:
        """Register the thread of a part; its end counts as a failure."""
        self._threads[part] = thread

    def unwatch(self, part: str) -> None:
        """Unregister a thread that is about to end normally."""
        self._threads.pop(part, None)

    @contextmanager
    def working(self, part: str) -> Iterator[None]:
        """Mark a part's thread as busy with one task; a task that takes too long is reported as stalled."""
        self._busy[part] = time.monotonic()
        try:
            yield
        finally:
            self._busy.pop(part, None)

    def is_working(self, part: str) -> bool:
        """Whether the thread of a part is busy."""
        return part in self._busy

    def failing(self, part: str) -> bool:
        """Whether a part failed and has not worked since."""
        return part in self._troubles

    def troubles(self) -> list[PartFailure]:
        """All failures, in the order of PARTS."""
        with self._lock:
            found = dict(self._troubles)
        now = time.time_ns() // 1_000_000
        for part, began in list(self._busy.items()):
            seconds = time.monotonic() - began
            if seconds > STALLED_SECONDS[part]:
                found[part] = PartFailure(part, "stalled", now - int(seconds * 1000), now, 1)
        for part, thread in list(self._threads.items()):
            if not thread.is_alive():
                since = found[part].since if part in found else now
                found[part] = PartFailure(part, "thread_ended", since, now, 1)
        return [found[part] for part in PARTS if part in found]


def _listed(details: tuple[str, ...]) -> str:
    return f" ({'; '.join(details)})" if details else ""


def _cause(error: BaseException | None) -> str:
    return f" ({type(error).__name__}: {str(error).partition(chr(10))[0]})" if error is not None else ""

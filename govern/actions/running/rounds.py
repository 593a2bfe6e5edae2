"""Threads that repeat the same work and report whether it succeeds."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Final

from govern.actions.writing.status import Status

SECONDS: Final = 1.0  # between rounds


class Rounds(AbstractContextManager["Rounds"]):
    """A thread that runs a round every second until it is stopped; exceptions are reported and do not end it."""

    def __init__(self, part: str, status: Status, work: Callable[[], int]) -> None:
        self._part, self._status, self._carry_out = part, status, work
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name=part, daemon=True)

    def __enter__(self) -> "Rounds":
        self._thread.start()
        self._status.watch(self._part, self._thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._status.unwatch(self._part)
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopped.wait(SECONDS):
            with self._status.working(self._part):
                try:
                    self._carry_out()
                except BaseException as error:  # noqa: BLE001 - the next second tries again, whatever it was
                    self._status.failed(self._part, "round_failed", error)
                else:
                    self._status.works(self._part)

"""Separate threads for requests that must not wait for others, and for slow ones that must not delay others.

A health check is answered while every other thread is busy; audit bundles, made one at a time behind a file lock, only
block their own threads.
"""

from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher

LANES: Final = ((("/healthz", "/readyz"), 1), (("/check/bundle.zip",), 2))  # paths, threads
THREADS: Final = sum(threads for _paths, threads in LANES)


class Lanes:
    """The dispatchers of such paths."""

    def __init__(self) -> None:
        self._by_path: dict[str, ThreadedTaskDispatcher] = {}
        self._all: list[ThreadedTaskDispatcher] = []
        for paths, threads in LANES:
            lane = ThreadedTaskDispatcher()
            lane.set_thread_count(threads)
            self._all.append(lane)
            self._by_path |= dict.fromkeys(paths, lane)

    def take(self, channel: Any) -> bool:
        """Accept a channel whose next request belongs to a lane."""
        request = channel.requests[0]
        lane = None if request.error else self._by_path.get(request.path)
        if lane is None:
            return False
        lane.add_task(channel)
        return True

    def shutdown(self, cancel_pending: bool, timeout: int) -> None:
        """Stop their threads after the current tasks."""
        for lane in self._all:
            lane.shutdown(cancel_pending, timeout)

"""Threads of their own for requests that must not wait for the others, and for those that the others must not wait for.

A look at the server's health is answered while every other thread is at work; audit bundles, which are made one at a
time behind a file lock, cannot keep more than their own threads waiting for it.
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
        """Takes a channel whose next request belongs to one of the lanes."""
        request = channel.requests[0]
        lane = None if request.error else self._by_path.get(request.path)
        if lane is None:
            return False
        lane.add_task(channel)
        return True

    def shutdown(self, cancel_pending: bool, timeout: int) -> None:
        """Stops their threads, after what they are at."""
        for lane in self._all:
            lane.shutdown(cancel_pending, timeout)

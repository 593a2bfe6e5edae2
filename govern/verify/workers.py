"""Reading entry bundles on several cores, in order and with a bounded number of them on their way."""

import marshal
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from govern.verify.leaves import Reader, Row

AHEAD = 12  # bundles on their way for each process

Rows = tuple[list[Row], bool]


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(bundles: Iterable[bytes], keys: Mapping[str, bytes], jobs: int) -> Iterator[Rows]:
    """What the leaves of each bundle say, bundle by bundle; one job reads in this process, which is always one of them.

    Whoever asks for the rows has work of their own to do with them: so they read only what the others have not begun.
    """
    reader = Reader(keys)
    if jobs <= 1:
        yield from map(reader.read, bundles)
        return
    with ProcessPoolExecutor(jobs - 1, _context(), _begin, (keys,)) as pool:
        yield from _in_order(pool, bundles, reader, AHEAD * jobs)


class _Task:
    """A bundle on its way."""

    def __init__(self, pool: ProcessPoolExecutor, data: bytes) -> None:
        self._data = data
        self._there: Future[bytes] = pool.submit(_read, data)
        self._here: Rows | None = None

    @property
    def is_done(self) -> bool:
        """Whether nobody needs to wait for its rows."""
        return self._here is not None or self._there.done()

    def read_here(self, reader: Reader) -> bool:
        """Reads it in this process, unless it was read here already or begun elsewhere; whether it was now."""
        if self._here is not None or not self._there.cancel():
            return False
        self._here = reader.read(self._data)
        return True

    def rows(self) -> Rows:
        """What the leaves say, once it is known."""
        if self._here is None:
            self._here = marshal.loads(self._there.result())  # noqa: S302 # nosec B302 - by a process of our own
        return self._here


def _in_order(pool: ProcessPoolExecutor, bundles: Iterable[bytes], reader: Reader, most: int) -> Iterator[Rows]:
    coming = iter(bundles)
    waiting = deque(_Task(pool, data) for data in islice(coming, most))
    while waiting:
        first = waiting.popleft()
        while not first.is_done and any(task.read_here(reader) for task in (*reversed(waiting), first)):
            pass  # the last, which would be begun last
        yield first.rows()
        waiting.extend(_Task(pool, data) for data in islice(coming, 1))


def _context() -> multiprocessing.context.BaseContext:
    # Forking is quickest but unsafe beside other threads (and deprecated there since Python 3.12).
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if alone else "spawn")


_reader = Reader({})


def _begin(keys: Mapping[str, bytes]) -> None:
    global _reader
    _reader = Reader(keys)


def _read(data: bytes) -> bytes:
    return marshal.dumps(_reader.read(data))  # half the cost of pickling for plain values

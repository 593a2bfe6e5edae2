"""Reads entry bundles on several cores, in order, with a bounded number in progress."""

import marshal
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Final

from govern.rules.statements import KINDS_OF_STATEMENT
from govern.verify.leaves import Reader, Row

AHEAD = 12  # bundles on their way for each process

Rows = tuple[list[Row], bool]


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(bundles: Iterable[bytes], keys: Mapping[str, bytes], jobs: int) -> Iterator[Rows]:
    """The rows of each bundle, in order; with one job everything runs in this process.

    The caller has work of its own with the rows, so this process reads only bundles that no worker has begun.
    """
    reader = Reader(keys)
    if jobs <= 1:
        yield from map(reader.read, bundles)
        return
    with ProcessPoolExecutor(jobs - 1, _context(), _begin, (keys,)) as pool:
        yield from _in_order(pool, bundles, reader, AHEAD * jobs)


class _Task:
    """A bundle in progress."""

    def __init__(self, pool: ProcessPoolExecutor, data: bytes) -> None:
        self._data = data
        self._there: Future[bytes] = pool.submit(_read, data)
        self._here: Rows | None = None

    @property
    def is_done(self) -> bool:
        """Whether the rows are ready."""
        return self._here is not None or self._there.done()

    def read_here(self, reader: Reader) -> bool:
        """Read the bundle in this process unless a worker began it or it was read here; True if it was read now."""
        if self._here is not None or not self._there.cancel():
            return False
        self._here = reader.read(self._data)
        return True

    def rows(self) -> Rows:
        """The rows, after waiting for them if necessary."""
        if self._here is None:
            self._here = _unpacked(self._there.result())
        return self._here


def _in_order(pool: ProcessPoolExecutor, bundles: Iterable[bytes], reader: Reader, most: int) -> Iterator[Rows]:
    coming = iter(bundles)
    waiting = deque(_Task(pool, data) for data in islice(coming, most))
    while waiting:
        first = waiting.popleft()
        while not first.is_done and any(task.read_here(reader) for task in (*reversed(waiting), first)):
            pass  # read_here tries first the bundle that a worker would begin last
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
    """The rows of a bundle as plain values, which marshal writes at half the cost of pickling."""
    rows, whole = _reader.read(data)
    plain = [(*row[:_PAYLOAD], row[_PAYLOAD] and row[_PAYLOAD].values(), row[-1]) for row in rows]
    return marshal.dumps((plain, whole))


def _unpacked(data: bytes) -> Rows:
    plain, whole = marshal.loads(data)  # noqa: S302 # nosec B302 - by a process of our own
    return [(*row[:_PAYLOAD], row[_PAYLOAD] and _CLASSES[row[3]](*row[_PAYLOAD]), row[-1]) for row in plain], whole


_PAYLOAD: Final = 5  # its place in a row; its type is named at 3
_CLASSES: Final = {kind.key: kind.payload for kind in KINDS_OF_STATEMENT.values()}

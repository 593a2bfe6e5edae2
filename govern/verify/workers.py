"""Reading entry bundles on several cores, in order and with a bounded number of them on their way."""

import marshal
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor

from govern.verify.leaves import Reader, Row

AHEAD = 12  # bundles on their way for each process

Rows = tuple[list[Row], bool]


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(bundles: Iterable[bytes], keys: Mapping[str, bytes], jobs: int) -> Iterator[Rows]:
    """What the leaves of each bundle say, bundle by bundle; one job reads in this process."""
    if jobs <= 1:
        yield from map(Reader(keys).read, bundles)
        return
    with ProcessPoolExecutor(jobs, _context(), _begin, (keys,)) as pool:
        yield from _in_order(pool, bundles, AHEAD * jobs)


def _in_order(pool: ProcessPoolExecutor, bundles: Iterable[bytes], most: int) -> Iterator[Rows]:
    waiting: deque[Future[bytes]] = deque()
    for data in bundles:
        waiting.append(pool.submit(_read, data))
        if len(waiting) > most:
            yield _unpacked(waiting.popleft())
    while waiting:
        yield _unpacked(waiting.popleft())


def _unpacked(read: Future[bytes]) -> Rows:
    rows: Rows = marshal.loads(read.result())  # noqa: S302 # nosec B302 - written by a process of our own
    return rows


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

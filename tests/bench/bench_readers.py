"""64 readers at once, alone and while 2,000 ballots arrive, on SQLite and PostgreSQL.

`python -m tests.bench.bench_readers [--pages N] [--ballots N] [--database sqlite|postgresql]`
"""

import argparse
import http.client
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Final

from tests.bench.bench_accept import SERVER, prepare, send
from tests.tools.databases.postgres import postgres
from tests.tools.server import free_port

READERS = 64
ADDRESSES = ("/proposals", "/log/checkpoint", "/", "/members")


@contextmanager
def _sqlite() -> Iterator[str]:
    """A file in the instance's folder, durable as always."""
    yield ""


@contextmanager
def _postgresql() -> Iterator[str]:
    """A new database on a server that writes durably, as one does that keeps a community's record."""
    with postgres(durable=True) as server:
        name = server.create()
        try:
            yield server.url(name)
        finally:
            server.drop(name)


DATABASES: Final[dict[str, Callable[[], AbstractContextManager[str]]]] = {"sqlite": _sqlite, "postgresql": _postgresql}


def main() -> None:
    """Prints how long pages and looks at /healthz take, on each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=640, help="pages read in each measurement")
    parser.add_argument("--ballots", type=int, default=2_000, help="ballots that arrive meanwhile")
    parser.add_argument("--database", choices=DATABASES, action="append", help="default: both")
    asked = parser.parse_args()
    print(
        f"cores: {os.cpu_count()}; load: {os.getloadavg()[0]:.1f}; readers: {READERS}; pages: {asked.pages}", flush=True
    )
    for name in asked.database or DATABASES:
        print(name, flush=True)
        with DATABASES[name]() as url, tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "instance", url, asked.pages, asked.ballots)


def measure(instance: Path, database_url: str, pages: int, ballots: int) -> None:
    """Founds a community on one database, serves it, and prints what its readers see."""
    bodies, port = prepare(instance, ballots, database_url), free_port()
    command = [sys.executable, "-c", SERVER, str(instance), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        _tell(f"{READERS} readers at once", *_read_apart(port, pages))
        with ThreadPoolExecutor(1) as sender:
            arriving = sender.submit(send, port, bodies)
            _tell(f"readers while {ballots} ballots arrive", *_read_apart(port, pages))
            print(f"    {ballots / arriving.result():.0f} ballots/s meanwhile", flush=True)
        server.terminate()
        server.wait()


def _read_apart(port: int, pages: int) -> tuple[list[float], list[float]]:
    """The readers share a process of their own, so that they do not slow down the sender of ballots."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read, (port, pages))


def _read(port: int, pages: int) -> tuple[list[float], list[float]]:
    addresses = [ADDRESSES[number % len(ADDRESSES)] for number in range(pages)]
    health: list[float] = []
    with ThreadPoolExecutor(READERS) as readers:
        asked = [readers.submit(_seconds, port, address) for address in addresses]
        while not all(page.done() for page in asked):
            health.append(_seconds(port, "/healthz"))
    return [page.result() for page in asked], health


def _seconds(port: int, address: str) -> float:
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address} was answered {answer.status}")
    return time.perf_counter() - began


def _tell(what: str, pages: list[float], health: list[float]) -> None:
    for name, took in (("pages", pages), ("/healthz", health)):
        parts = quantiles(took, n=100) if len(took) > 1 else took * 99
        print(f"  {what}, {name}: p50 {parts[49] * 1e3:.0f} ms, p99 {parts[98] * 1e3:.0f} ms", flush=True)


if __name__ == "__main__":
    main()

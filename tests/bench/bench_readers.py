"""64 readers at once, alone and while 2,000 ballots arrive, on SQLite: `python -m tests.bench.bench_readers`."""

import http.client
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

from tests.bench.bench_accept import SERVER, _free_port, prepare, send

READERS = 64
PAGES = 640
BALLOTS = 2_000
ADDRESSES = ("/proposals", "/log/checkpoint", "/", "/members")


def main() -> None:
    """Prints how long pages and looks at /healthz take."""
    print(f"cores: {os.cpu_count()}; load: {os.getloadavg()[0]:.1f}; readers: {READERS}; pages: {PAGES}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        bodies, port = prepare(instance, BALLOTS), _free_port()
        command = [sys.executable, "-c", SERVER, str(instance), str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            server.stdout.readline()
            _tell(f"{READERS} readers at once", *_read_apart(port))
            with ThreadPoolExecutor(1) as sender:
                ballots = sender.submit(send, port, bodies)
                _tell(f"readers while {BALLOTS} ballots arrive", *_read_apart(port))
                print(f"  {BALLOTS / ballots.result():.0f} ballots/s meanwhile", flush=True)
            server.terminate()
            server.wait()


def _read_apart(port: int) -> tuple[list[float], list[float]]:
    """The readers share a process of their own, so that they do not slow down the sender of ballots."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read, (port,))


def _read(port: int) -> tuple[list[float], list[float]]:
    addresses = [ADDRESSES[number % len(ADDRESSES)] for number in range(PAGES)]
    health: list[float] = []
    with ThreadPoolExecutor(READERS) as readers:
        pages = [readers.submit(_seconds, port, address) for address in addresses]
        while not all(page.done() for page in pages):
            health.append(_seconds(port, "/healthz"))
    return [page.result() for page in pages], health


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
        print(f"{what}, {name}: p50 {parts[49] * 1e3:.0f} ms, p99 {parts[98] * 1e3:.0f} ms", flush=True)


if __name__ == "__main__":
    main()

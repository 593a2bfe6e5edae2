"""Web servers and commands for tests: waitress in a thread, `govern` in a process."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore

from govern.web.serving import server as govern_server
from tests.tools.browsers.slow import DELAY, slowed
from tests.tools.clock import Clock

__all__ = ["Clock", "ServedApplication", "free_port", "run_govern", "serve"]

THREADS = 8


@dataclass(frozen=True)
class ServedApplication:
    """A running server: `url` has no slash at its end, `connections` counts those that are open.

    Its `dispatcher` hands requests to threads.
    """

    url: str
    port: int
    connections: Callable[[], int]
    dispatcher: Any


@contextmanager
def serve(app: Callable[..., Iterable[bytes]], **options: Any) -> Iterator[ServedApplication]:
    """Serves a WSGI app at `http://localhost:<free port>` until the block ends; `options` go to waitress.

    Our own application is served as `govern serve` does. The name is `localhost`, because browsers offer WebCrypto
    only in secure contexts, and that name counts as one.
    """
    ours = isinstance(app, Flask) and "govern" in app.extensions
    create = govern_server.create_server if ours else create_server
    server = create(app, host="127.0.0.1", port=0, **{"threads": THREADS, **options})
    if DELAY:
        server.application = slowed(server.application)
        server.adj.send_bytes = 1  # each part leaves at once
    thread = threading.Thread(target=server.run, name="waitress")
    thread.start()
    try:
        url = f"http://localhost:{server.effective_port}"
        yield ServedApplication(url, server.effective_port, lambda: len(server.active_channels), server.task_dispatcher)
    finally:
        server.task_dispatcher.shutdown()  # requests already begun are answered first
        pulled = threading.Event()

        def close() -> None:
            pulled.wait()  # the loop may wake by itself and close the trigger before it is pulled
            wasyncore.close_all(server._map)

        server.trigger.pull_trigger(close)
        pulled.set()
        thread.join()


def free_port() -> int:
    """A free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def run_govern(
    *args: str, env: Mapping[str, str] | None = None, input: str | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Runs the `govern` command as a process of its own, with `env` added to the environment, and waits for its end."""
    return subprocess.run(
        [sys.executable, "-m", "govern.cli", *args],
        env={**os.environ, "GOVERN_LANG": "en", **(env or {})},
        input=input,
        stdin=subprocess.DEVNULL if input is None else None,
        capture_output=True,
        text=True,
        timeout=timeout,
    )

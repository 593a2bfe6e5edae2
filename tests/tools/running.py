"""A running `govern serve` in its own process, as an operator starts it."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools.server import free_port


@dataclass(frozen=True)
class RunningServer:
    """A server that listens on 127.0.0.1; `log` holds what it wrote to its standard error."""

    port: int
    log: Path
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """Stops the server as a service manager does, and waits for its end."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


@dataclass(frozen=True)
class Answer:
    """The answer of a server."""

    status: int
    headers: Mapping[str, str]
    body: str


def ask(port: int, address: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Asks a server on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, address, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
    finally:
        connection.close()


@contextmanager
def govern_serve(folder: Path, *options: str) -> Iterator[RunningServer]:
    """Serves the instance of a folder until the block ends, then stops it as a service manager does."""
    port, log = free_port(), folder.parent / f"serve-{folder.name}.log"
    command = [sys.executable, "-m", "govern.cli", "serve", "--port", str(port), *options]
    env = {**os.environ, "GOVERN_INSTANCE": str(folder), "GOVERN_LANG": "en"}
    with (
        log.open("w") as errors,
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        running = RunningServer(port, log, process)
        try:
            assert process.stdout is not None
            assert f":{port}" in process.stdout.readline(), log.read_text()
            yield running
        finally:
            running.stop()

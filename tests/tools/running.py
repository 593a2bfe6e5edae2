"""A running `govern serve`, as an operator starts it, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools.server import free_port


@dataclass(frozen=True)
class Running:
    """A server that listens on 127.0.0.1; `log` holds what it wrote to its standard error."""

    port: int
    log: Path
    process: "subprocess.Popen[str]"


@contextmanager
def govern_serve(folder: Path, *options: str) -> Iterator[Running]:
    """Serves the instance of a folder until the block ends, then stops it as a service manager does."""
    port, log = free_port(), folder.parent / f"serve-{folder.name}.log"
    command = [sys.executable, "-m", "govern.cli", "serve", "--port", str(port), *options]
    env = {**os.environ, "GOVERN_INSTANCE": str(folder), "GOVERN_LANG": "en"}
    with (
        log.open("w") as errors,
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            assert f":{port}" in process.stdout.readline(), log.read_text()
            yield Running(port, log, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

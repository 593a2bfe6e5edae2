"""The demonstration at a fixed time: made once for each run of the tests, and copied for tests that change it."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask

from govern import demo
from govern.config import Instance
from govern.web import create_app
from tests.tools.clock import Clock
from tests.tools.prepared import copy_instance

NOW: Final = 1_795_000_000_000  # Wednesday 18 November 2026, 11:06:40 UTC


def demonstration_in(folder: Path) -> Instance:
    """A copy of the demonstration in a new folder."""
    return copy_instance(_seeded(), folder)


@contextmanager
def demonstration_app(folder: Path) -> Iterator[Flask]:
    """The application of a copy in a new folder, whose clock stands at NOW until it is moved."""
    app = create_app(demonstration_in(folder), Clock(NOW), demo=True)
    try:
        yield app
    finally:
        app.extensions["govern"].engine.dispose()


@cache
def _seeded() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="govern-demonstration-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return demo.seed(folder / "instance", NOW).folder

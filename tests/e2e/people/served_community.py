"""A community founded by the real commands and served by a real server; the test moves its clock."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govern import config
from govern.config import Instance
from govern.web import create_app
from govern.web.frame.services import Services
from tests.tools.clock import Clock
from tests.tools.server import run_govern, serve

NAME = "Linden Lake"


@dataclass(frozen=True)
class ServedCommunity:
    """A running community: `invitation` is the path of the founder's link, `key` the founder's key file."""

    url: str
    instance: Instance
    services: Services
    clock: Clock
    invitation: str
    key: Path

    def pass_time(self, *, days: int) -> int:
        """Days go by, and the clerk does what has become due; the number of statements."""
        self.clock.advance(days=days)
        return self.services.recorder.tick()

    def govern(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        """The output of a command, which must succeed."""
        return _govern(self.instance.folder, *arguments, env=env)


def _govern(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    done = run_govern(*arguments, env={"GOVERN_INSTANCE": str(folder), **(env or {})})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def founded_community(folder: Path, database_url: str, clock: Clock) -> Iterator[ServedCommunity]:
    """Founds a community by `govern keygen` and `govern init` and serves it; an empty URL means SQLite."""
    key, home = folder / "founder.key", folder / "community"
    database = ("--database", database_url) if database_url else ()
    _govern(home, "keygen", str(key))
    result = _govern(home, "init", "--name", NAME, "--founder-key", str(key), *database)
    link = re.search(r"https?://\S+?(/join/\S+)", result)
    assert link is not None, result
    clock.set(time.time_ns() // 1_000_000)  # the founding took the time from the machine
    app = create_app(config.load(home), clock)
    services: Services = app.extensions["govern"]
    with serve(app) as server:
        yield ServedCommunity(server.url, services.instance, services, clock, link[1], key)
    services.engine.dispose()

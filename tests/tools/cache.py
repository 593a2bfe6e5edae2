"""The cache folder for what the tests fetch or unpack; it is kept between runs."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/govern-tests`, else `~/.cache/govern-tests`; made if missing."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "govern-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` in the cache, filled by `make(folder)` once, however many test runs ask at the same time.

    It appears under its name only when it is complete; an interrupted run leaves nothing under that name.
    """
    target = cache_folder() / name
    if target.exists():
        return target
    with _only_one(name):
        if not target.exists():
            _make_whole(target, make)
    return target


def _make_whole(target: Path, make: Callable[[Path], None]) -> None:
    draft = Path(tempfile.mkdtemp(prefix=f"{target.name}-", dir=target.parent))
    try:
        make(draft)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _only_one(name: str) -> Iterator[None]:
    with (cache_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""Applies one mutant at a time to a copy of the code and says which of them no test noticed.

    python -m tests.mutants [--jobs N] [WORD ...]

Only rows that contain one of the words are tried, or all of them.
"""

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue

from tests.mutants.row import Mutant
from tests.mutants.rows import ROWS

ROOT = Path(__file__).parents[2]
COPIED = ("govern", "templates", "tests", "pyproject.toml", "README.md")
PASSED, FAILED = 0, 1  # what pytest ends with


@contextmanager
def copy() -> Iterator[Path]:
    """A copy of the code to break; compiled so that every change is noticed, however soon it follows another."""
    with tempfile.TemporaryDirectory(prefix="govern-mutants-") as folder:
        for name in COPIED:
            here, there = ROOT / name, Path(folder) / name
            if here.is_dir():
                shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(here, there)
        compileall.compile_dir(folder, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        yield Path(folder)


def run(folder: Path, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """pytest on tests of a copy."""
    alone = ("-q", "-x", "-o", "addopts=", "-p", "no:cacheprovider")  # in one process
    command = [sys.executable, "-m", "pytest", *alone, *(f"tests/{one}" for one in tests)]
    env = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def verdict(folder: Path, one: Mutant) -> str:
    """Whether the test notices: "caught" or "missed"; anything else is a mistake in the row itself."""
    file = folder / "govern" / one.file
    before = file.read_text()
    if before.count(one.old) != 1:
        return f"stands {before.count(one.old)} times"
    file.write_text(before.replace(one.old, one.new))
    try:
        done = run(folder, [one.test])
    finally:
        file.write_text(before)
    return {PASSED: "missed", FAILED: "caught"}.get(done.returncode, f"pytest ended with {done.returncode}")


def main() -> int:
    """The command; its exit status is 1 if anything was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("words", nargs="*")
    asked = parser.parse_args()
    chosen = [row for row in ROWS if not asked.words or any(word in row.rule for word in asked.words)]
    mutants = [(row.rule, one) for row in chosen for one in row.mutants]
    with ExitStack() as stack:
        copies: SimpleQueue[Path] = SimpleQueue()
        for _ in range(asked.jobs):
            copies.put(stack.enter_context(copy()))
        whole = copies.get()
        sound = run(whole, sorted({one.test for _, one in mutants}))
        copies.put(whole)
        if sound.returncode != PASSED:
            print(sound.stdout)
            return 2

        def attempt(one: Mutant) -> str:
            folder = copies.get()
            try:
                return verdict(folder, one)
            finally:
                copies.put(folder)

        caught = 0
        with ThreadPoolExecutor(asked.jobs) as pool:
            for (rule, one), found in zip(mutants, pool.map(attempt, (one for _, one in mutants)), strict=True):
                caught += found == "caught"
                change = f"{one.file}: {one.old.strip()} -> {one.new.strip()}"
                print(f"{found:8} {rule}\n         {change}\n         {one.test}", flush=True)
    print(f"{len(chosen)} rules, {len(mutants)} mutants, {caught} caught")
    return int(caught < len(mutants))


if __name__ == "__main__":
    sys.exit(main())

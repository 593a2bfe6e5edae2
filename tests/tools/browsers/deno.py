"""Runs Deno from PyPI: the TypeScript compiler and a linter for the site's scripts, without network access."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from deno import find_deno_bin

CONFIG: Final = Path(__file__).with_name("deno.jsonc")


def type_errors(scripts: Iterable[Path], cache: Path) -> str:
    """The type errors in scripts and their imports, by TypeScript's compiler (`tsc --checkJs`); empty for none."""
    return _complaints("check", "--no-remote", "--no-npm", scripts=scripts, cache=cache)


def lint_errors(scripts: Iterable[Path], cache: Path) -> str:
    """The linter's findings in scripts; empty for none."""
    return _complaints("lint", scripts=scripts, cache=cache)


def _complaints(*words: str, scripts: Iterable[Path], cache: Path) -> str:
    done = subprocess.run(
        [find_deno_bin(), *words, "--quiet", "--config", str(CONFIG), *map(str, scripts)],
        env=os.environ | {"DENO_DIR": str(cache), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    output = done.stdout + done.stderr
    if done.returncode and not output:
        raise RuntimeError(f"deno {words[0]} ended with {done.returncode}")
    return output if done.returncode else ""

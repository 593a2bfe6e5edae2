"""Runs the `govern` command inside the test process, which is much faster than a process of its own."""

import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from govern import cli


@dataclass(frozen=True)
class CommandResult:
    """The exit status and the output of a command."""

    returncode: int
    stdout: str
    stderr: str


def govern_here(*arguments: str, env: Mapping[str, str] | None = None) -> CommandResult:
    """Runs the command with `env` added to the environment; see `tests.tools.server.run_govern` for a real process."""
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, {"GOVERN_LANG": "en", **(env or {})}), redirect_stdout(out), redirect_stderr(err):
        try:
            status = cli.main(arguments)
        except SystemExit as end:  # of argparse, for help and for what it cannot read
            status = end.code if isinstance(end.code, int) else 1
    return CommandResult(status, out.getvalue(), err.getvalue())

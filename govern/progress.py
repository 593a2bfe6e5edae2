"""The progress bar of long commands."""

import sys
from collections.abc import Callable
from typing import Final

from govern.cli_i18n import _

WIDTH: Final = 30
Progress = Callable[[int, int], None]  # statements done, total statements


def shown() -> Progress | None:
    """The progress bar on a terminal; None if the output is redirected."""
    return bar if sys.stderr.isatty() else None


def bar(done: int, total: int) -> None:
    """Draw the bar over the previous one."""
    width = WIDTH * done // max(total, 1)
    end = "\n" if done >= total else ""
    message = _("%(done)s of %(total)s statements", done=done, total=total)
    sys.stderr.write(f"\r[{'#' * width}{'.' * (WIDTH - width)}] {message}{end}")
    sys.stderr.flush()

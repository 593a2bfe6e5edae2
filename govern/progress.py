"""The progress bar of commands that take long."""

import sys
from collections.abc import Callable
from typing import Final

from govern.cli_i18n import _

WIDTH: Final = 30
Progress = Callable[[int, int], None]  # statements done, statements in all


def shown() -> Progress | None:
    """The bar where somebody watches; None where the output goes into a file."""
    return bar if sys.stderr.isatty() else None


def bar(done: int, total: int) -> None:
    """Draws the bar over the last one."""
    width = WIDTH * done // max(total, 1)
    end = "\n" if done >= total else ""
    told = _("%(done)s of %(total)s statements", done=done, total=total)
    sys.stderr.write(f"\r[{'#' * width}{'.' * (WIDTH - width)}] {told}{end}")
    sys.stderr.flush()

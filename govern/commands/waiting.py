"""Waits for a server's rate limit, with visible progress."""

import sys
import time
from typing import Final

from govern.cli_i18n import ngettext

WIDTH: Final = 30


def wait_in_sight(seconds: int) -> None:
    """Wait; shows a progress bar on a terminal, otherwise prints one line."""
    if not sys.stderr.isatty():
        print(_remaining(seconds), file=sys.stderr, flush=True)
        time.sleep(seconds)
        return
    for passed in range(seconds):
        bar = "#" * (WIDTH * passed // seconds)
        print(f"\r\x1b[K[{bar:.<{WIDTH}}] {_remaining(seconds - passed)}", end="", file=sys.stderr, flush=True)
        time.sleep(1)
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _remaining(seconds: int) -> str:
    return ngettext(
        "The server takes no more just now. Waiting: it goes on by itself in %(num)s second.",
        "The server takes no more just now. Waiting: it goes on by itself in %(num)s seconds.",
        seconds,
    )

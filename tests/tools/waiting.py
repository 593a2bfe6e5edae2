"""Waits until a condition holds, up to a deadline."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 60  # seconds


def wait_until(holds: Callable[[], bool], pause: float = 0.005) -> None:
    """Returns as soon as `holds()` is true; fails the test if it never is."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(pause)

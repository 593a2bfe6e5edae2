"""Garbage collection in a run of tests: seldom, and never of what collecting the tests made, which stays to the end."""

import gc
from typing import Final

THRESHOLD: Final = 20_000  # objects; Python's own is 700, for which it goes through all test modules again and again


def keep_collected_tests() -> None:
    """From now on the collector passes over what there is, and runs less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(THRESHOLD)

"""Delays every answer of a test server, to find tests that do not wait: set `GOVERN_TEST_DELAY` (seconds).

What a test asks of a page before that page is whole then fails at once, instead of now and then on a busy machine.
"""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

DELAY: Final = float(os.environ.get("GOVERN_TEST_DELAY", "0"))  # seconds at most, before each of the two parts

App = Callable[..., Iterable[bytes]]


def slowed(app: App) -> App:
    """The same application with answers that are late, and cut somewhere."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        time.sleep(random.uniform(0, DELAY))
        return _in_parts(app(environ, start_response))

    return answer


def _in_parts(body: Iterable[bytes]) -> Iterator[bytes]:
    try:
        for piece in body:
            cut = random.randint(0, len(piece))
            yield piece[:cut]
            time.sleep(random.uniform(0, DELAY))
            yield piece[cut:]
    finally:
        if hasattr(body, "close"):
            body.close()

"""An LRU cache of rendered texts, limited by size."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

LARGEST: Final = 32 * 1024 * 1024  # characters of HTML in one process
ENTRY: Final = 500  # overhead of an entry

Key = tuple[str, ...]


class RenderedTexts:
    """HTML by key; thread-safe. Two threads that miss the same text both render it."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._held = 0
        self._html: OrderedDict[Key, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, render: Callable[[], str]) -> str:
        """The HTML of a key, rendered if it is not cached."""
        with self._lock:
            found = self._html.get(key)
            if found is not None:
                self._html.move_to_end(key)
                return found
        made = render()
        with self._lock:
            if key not in self._html:
                self._html[key] = made
                self._held += len(made) + ENTRY
            while self._held > self._largest:
                _, dropped = self._html.popitem(last=False)
                self._held -= len(dropped) + ENTRY
        return made

    @property
    def held(self) -> int:
        """The size of the cache's content."""
        return self._held

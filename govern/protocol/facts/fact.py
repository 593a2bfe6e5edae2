"""The base class of facts: a value with a key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

Json = Any


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with a key; a later fact replaces an earlier one of the same type and key.

    Times are in milliseconds since 1970 (UTC).
    """

    KEY: ClassVar[tuple[str, ...]]
    FOUND_BY: ClassVar[tuple[str, ...]] = ()  # fields that State.where can search

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of the key's fields."""
        return _reader(self.KEY)(self)


@cache
def _reader(names: tuple[str, ...]) -> Callable[[Fact], tuple[Any, ...]]:
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda one: (read(one),)

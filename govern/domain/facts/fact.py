"""What every fact is: a value with a key."""

from dataclasses import dataclass
from typing import Any, ClassVar

Json = Any


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with a key; the latest fact of a type and key stands. Times are milliseconds since 1970 (UTC)."""

    KEY: ClassVar[tuple[str, ...]]
    FOUND_BY: ClassVar[tuple[str, ...]] = ()  # fields by which State.where looks facts up

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of the key's fields."""
        return tuple(getattr(self, name) for name in self.KEY)

"""The form of one kind of proposal: its fields, and how it converts them to effects."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_rows import Rows
from govern.protocol.effect import Effect

E = TypeVar("E", bound=Effect)


class KindForm(ABC, Generic[E]):
    """The form of a kind.

    `fields` are its single fields with their initial values, `rows` its lists by name. Kinds with forms on the same
    page share a field that both name.
    """

    id: ClassVar[str]
    fields: ClassVar[Mapping[str, str]] = {}
    rows: ClassVar[Mapping[str, Rows]] = {}

    def listed(self, reading: DraftReading, name: str) -> list[tuple[str, Mapping[str, str]]]:
        """The rows of one of its lists, each with its name prefix in the form."""
        shown = self.rows[name].shown(reading.draft[name])
        return [(f"{name}.{number}", row) for number, row in enumerate(shown)]

    @abstractmethod
    def read(self, reading: DraftReading) -> list[E]:
        """The effects of a draft; errors go to `reading.errors`."""

    def costs(self, reading: DraftReading) -> tuple[int, int] | None:
        """The sum that its rows compete for and their total cost, as far as readable; None without a common sum."""
        del reading
        return None

    def fill(self, effects: Sequence[E], text: TextOf) -> dict[str, Any]:
        """The values of its fields and rows for a new version of a proposal with these effects."""
        del effects, text
        return {}

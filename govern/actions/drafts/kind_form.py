"""The form of one kind of proposal: its fields, and how what was typed into them becomes effects."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from govern.actions.drafts.draft_reading import DraftReading, Effect
from govern.actions.drafts.draft_rows import Rows


class KindForm(ABC):
    """The form of a kind. `fields` are its single fields as they stand in a new draft, `rows` its lists by name.

    Kinds whose forms stand on one page share a field that both of them name.
    """

    id: ClassVar[str]
    fields: ClassVar[Mapping[str, str]] = {}
    rows: ClassVar[Mapping[str, Rows]] = {}

    def listed(self, reading: DraftReading, name: str) -> list[tuple[str, Mapping[str, str]]]:
        """The rows of one of its lists, each with its place in the form."""
        shown = self.rows[name].shown(reading.draft[name])
        return [(f"{name}.{number}", row) for number, row in enumerate(shown)]

    @abstractmethod
    def read(self, reading: DraftReading) -> list[Effect]:
        """The effects of a draft; what is wrong is noted in `reading.errors`."""

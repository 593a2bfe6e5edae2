"""The form of one kind of proposal: its fields, and how it converts them to effects."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from govern.actions.drafts.draft_reading import DraftReading, Effect
from govern.actions.drafts.draft_rows import Rows


class KindForm(ABC):
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
    def read(self, reading: DraftReading) -> list[Effect]:
        """The effects of a draft; errors go to `reading.errors`."""

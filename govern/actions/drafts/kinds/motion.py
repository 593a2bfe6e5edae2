"""The form of a motion: title and text only."""

from typing import Final

from govern.actions.drafts.draft_reading import DraftReading, Effect
from govern.actions.drafts.kind_form import KindForm


class MotionForm(KindForm):
    """The form of a motion."""

    id = "motion"

    def read(self, reading: DraftReading) -> list[Effect]:
        """Only the entry in the register of resolutions."""
        del reading
        return [{"effect": "record-resolution"}]


FORM: Final = MotionForm()

"""The form of a motion: title and text only."""

from typing import Final

from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.motion import RecordResolution


class MotionForm(KindForm[RecordResolution]):
    """The form of a motion."""

    id = "motion"

    def read(self, reading: DraftReading) -> list[RecordResolution]:
        """Only the entry in the register of resolutions."""
        del reading
        return [RecordResolution()]


FORM: Final = MotionForm()

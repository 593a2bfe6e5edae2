"""Motions in words."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.motion import RecordResolution
from govern.web.frame.gettext import _
from govern.web.words.effects.sentence import Sentence
from govern.web.words.kind import KindWords


class MotionWords(KindWords[RecordResolution]):
    """Motion."""

    id = "motion"
    place = 10
    you_submit = N_("You submit the motion “%(title)s”.")
    lines = {
        "record-resolution": (Sentence("The decision is entered in the register of resolutions. No money moves."),)
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Motion")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("A decision is taken. No money moves.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Motions")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for motions")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s submitted the motion “%(title)s”.", member=member, title=title)


WORDS: Final = MotionWords()

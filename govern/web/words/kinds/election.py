"""Elections in words: the office, its seats and terms."""

from typing import Final

from govern.web.frame.gettext import _
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.terms import seat_words


class ElectionWords(KindWords):
    """Election."""

    id = "election"
    place = 30

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Election")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("Members are elected to an office for a term.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Elections")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for elections")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s called an election: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The office and its terms")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """Seats and terms."""
        del scope, look
        return seat_words.filled(effect)


WORDS: Final = ElectionWords()

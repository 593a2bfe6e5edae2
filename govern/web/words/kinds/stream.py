"""Pools for streams in words: the hourly sum."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.stream import OpenPool
from govern.web.frame.gettext import _
from govern.web.words.effects.mandate_words import OF_PROGRAMME
from govern.web.words.effects.places import amount, days
from govern.web.words.effects.sentence import Sentence
from govern.web.words.inputs import Amount, Choices, Input, Number, ProgrammeInput
from govern.web.words.kind import KindWords


class StreamWords(KindWords[OpenPool]):
    """Streams."""

    id = "stream"
    place = 80
    you_submit = N_("You propose a pool for streams: “%(title)s”.")
    lines = {
        "open-pool": (
            Sentence(
                "%(hourly)s an hour are paid out for %(days)s, to whom members support most.",
                {"hourly": amount("hourly"), "days": days("days")},
            ),
            OF_PROGRAMME,
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Streams")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("Applications with standing support are paid by the hour.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Pools for streams")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for streams")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed a pool for streams: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The pool")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The hourly amount, the duration and the budget."""
        del draft, programmes
        return (
            Amount("hourly", _("How much an hour?")),
            Number("pool_days", _("For how many days?")),
            ProgrammeInput("programme", _("Out of which programme’s budget?")),
        )


WORDS: Final = StreamWords()

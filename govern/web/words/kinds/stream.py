"""Pools for streams in words: what is paid by the hour."""

from typing import Final

from govern.protocol.units import DAY
from govern.web.frame.gettext import _
from govern.web.prose.texts import money
from govern.web.words.effects.mandate_words import of_programme
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.rules.rule_words import duration


class StreamWords(KindWords):
    """Streams."""

    id = "stream"
    place = 80

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Streams")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("Applications with standing support are paid by the hour.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Pools for streams")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for streams")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed a pool for streams: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The pool")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """What is paid an hour, for how long, and out of which budget."""
        del scope, look
        return [
            _(
                "%(hourly)s an hour are paid out for %(days)s, to whom members support most.",
                hourly=money(effect["hourly"], effect["currency"]),
                days=duration(effect["days"] * DAY),
            ),
            *of_programme(effect),
        ]


WORDS: Final = StreamWords()

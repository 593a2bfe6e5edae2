"""Amendments in words: the rulebook to adopt or ratify."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.amendment import AdoptRulebook, RatifyRulebook
from govern.web.frame.gettext import _
from govern.web.words.effects.places import number
from govern.web.words.effects.sentence import Sentence
from govern.web.words.kind import KindWords


class AmendmentWords(KindWords[AdoptRulebook | RatifyRulebook]):
    """Amendment."""

    id = "amendment"
    place = 100
    you_submit = N_("You propose to change the rules: “%(title)s”.")
    lines = {
        "adopt-rulebook": (
            Sentence(
                "Rulebook no. %(n)s is adopted; it counts after the rules' delay.", {"n": number("rulebook.number")}
            ),
        ),
        "ratify-rulebook": (
            Sentence(
                "Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", {"n": number("number")}
            ),
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Amendment")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("The rules themselves change.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Changes of the rules")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for changing rules")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed to change the rules: “%(title)s”.", member=member, title=title)

    def applied(self, title: str) -> str:
        """The sentence that the rules changed."""
        return _("The change of the rules by “%(title)s” was carried out.", title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """Amendments that touch certain rules."""
        del amounts
        sentence = _("A change that concerns one of these also needs: %(places)s.", places=touched)
        return _("Changes of the rules that need more"), sentence


WORDS: Final = AmendmentWords()

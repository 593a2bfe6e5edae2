"""Amendments in words: the rulebook that is adopted, or ratified."""

from typing import Final

from govern.web.frame.gettext import _
from govern.web.words.kind import Effect, KindWords, Look


class AmendmentWords(KindWords):
    """Amendment."""

    id = "amendment"
    place = 100

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Amendment")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("The rules themselves change.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Changes of the rules")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for changing rules")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed to change the rules: “%(title)s”.", member=member, title=title)

    def applied(self, title: str) -> str:
        """That the rules were changed."""
        return _("The change of the rules by “%(title)s” was carried out.", title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """Amendments that touch certain rules."""
        del amounts
        told = _("A change that concerns one of these also needs: %(places)s.", places=touched)
        return _("Changes of the rules that need more"), told

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """The number of the rulebook."""
        del scope, look
        if effect["effect"] == "ratify-rulebook":
            return [
                _("Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", n=effect["number"])
            ]
        return [_("Rulebook no. %(n)s is adopted; it counts after the rules' delay.", n=effect["rulebook"]["number"])]


WORDS: Final = AmendmentWords()

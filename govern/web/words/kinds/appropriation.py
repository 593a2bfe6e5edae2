"""Appropriations in words: the sums of programmes."""

from typing import Final

from govern.web.frame.gettext import _
from govern.web.prose.texts import money
from govern.web.words.effects.mandate_words import programme_name
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.rules.rule_words import moment_words


class AppropriationWords(KindWords):
    """Appropriation."""

    id = "appropriation"
    place = 50

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Appropriation")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("Programmes get sums that they may spend within a time.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Appropriations to programmes")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for appropriations")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed a budget: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The programmes and their sums")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """The sum of a programme, from when until when."""
        del scope, look
        about = {
            "amount": money(effect["amount"], effect["currency"]),
            "programme": programme_name(effect["programme"]),
            "ends": moment_words(effect["ends"]),
        }
        if effect["starts"]:
            about["starts"] = moment_words(effect["starts"])
            return [_("%(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s.", **about)]
        return [_("%(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.", **about)]


WORDS: Final = AppropriationWords()

"""Spending proposals in words: the mandates."""

from collections.abc import Iterable
from typing import Final

from govern.web.frame.gettext import _
from govern.web.words.effects import mandate_words
from govern.web.words.kind import Effect, KindWords, Look


class SpendingWords(KindWords):
    """Spending."""

    id = "spending"
    place = 40

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Spending")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("The treasury may pay someone up to an amount.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Spending proposals")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for spending")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s submitted the spending proposal “%(title)s”.", member=member, title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """Spending proposals above a sum."""
        del touched
        lead = _("A spending proposal above %(amounts)s in all needs this instead:", amounts=amounts)
        return _("Large spending proposals"), lead

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The money")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """The mandate with its terms."""
        del scope
        return [mandate_words.mandate(effect, look), *mandate_words.terms(effect, look)]

    def text_places(self, effect: Effect) -> Iterable[tuple[str, str]]:
        """The texts of the mandate."""
        return mandate_words.text_places(effect)

    def people(self, effect: Effect) -> Iterable[str]:
        """The payee."""
        return mandate_words.people(effect)


WORDS: Final = SpendingWords()

"""Spending proposals in words: the mandates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.spending import GrantMandate
from govern.web.frame.gettext import _
from govern.web.words.effects import mandate_words
from govern.web.words.inputs import Amount, Choices, Input, MandateInput, RowsInput
from govern.web.words.kind import KindWords


class SpendingWords(KindWords[GrantMandate]):
    """Spending."""

    id = "spending"
    place = 40
    you_submit = N_("You submit the spending proposal “%(title)s”.")
    lines = {"grant-mandate": (mandate_words.MANDATE, *mandate_words.TERMS)}

    def label(self) -> str:
        """The name of the kind."""
        return _("Spending")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("The treasury may pay someone up to an amount.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Spending proposals")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for spending")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s submitted the spending proposal “%(title)s”.", member=member, title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """Spending proposals above a sum."""
        del touched
        lead = _("A spending proposal above %(amounts)s in all needs this instead:", amounts=amounts)
        return _("Large spending proposals"), lead

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The money")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The mandates."""
        del draft, programmes
        return (
            RowsInput(
                "mandates",
                legend=lambda n: _("Mandate %(n)s", n=n),
                add=_("Add another mandate"),
                remove=lambda n: _("Remove mandate %(n)s", n=n),
                inputs=lambda _n: (
                    MandateInput("payee"),
                    Amount("cap", _("At most")),
                    MandateInput("terms"),
                    MandateInput("parts_of"),
                ),
            ),
        )

    def text_places(self, effect: GrantMandate) -> Iterable[tuple[str, str]]:
        """The texts of the mandate."""
        return mandate_words.text_places(effect)

    def people(self, effect: GrantMandate) -> Iterable[str]:
        """The payee."""
        return mandate_words.people(effect)


WORDS: Final = SpendingWords()

"""Budgets in words: the sum, and the projects it is shared out among."""

from collections.abc import Iterable
from typing import Final

from govern.web.frame.gettext import _
from govern.web.prose.texts import money
from govern.web.words.effects import mandate_words
from govern.web.words.kind import Effect, KindWords, Look, Project


class BudgetWords(KindWords):
    """Budget."""

    id = "budget"
    place = 60

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Budget")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("A sum is shared out among projects, by what members want.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Budgets")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for budgets")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed to share out a budget: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The money and the projects")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """The sum that is shared out; projects stand in a table of their own."""
        del scope, look
        if effect["effect"] == "fund-project":
            return []
        return [
            _(
                "Up to %(sum)s is shared out among these projects. "
                "Each one that wins gets a mandate for what it costs.",
                sum=money(effect["sum"], effect["currency"]),
            )
        ]

    def project(self, effect: Effect, look: Look) -> Project | None:
        """A project with its mandate."""
        if effect["effect"] != "fund-project":
            return None
        withheld = _("(text withheld)")
        return Project(
            name=look(effect["name"]) or withheld,
            purpose=look(effect["purpose"]) or withheld,
            payee=mandate_words.payee(effect, look) or withheld,
            cap=effect["cap"],
            currency=effect["currency"],
            days=effect["expires_days"],
            terms=mandate_words.terms(effect, look),
        )

    def option_sentences(self, effect: Effect, look: Look) -> list[str]:
        """A project in one sentence."""
        if effect["effect"] != "fund-project":
            return []
        name = look(effect["name"]) or _("(text withheld)")
        return [_("If “%(name)s” wins: %(mandate)s", name=name, mandate=mandate_words.mandate(effect, look))]

    def text_places(self, effect: Effect) -> Iterable[tuple[str, str]]:
        """The name of a project, and the texts of its mandate."""
        if effect["effect"] == "fund-project":
            yield "name", effect["name"]
            yield from mandate_words.text_places(effect)

    def people(self, effect: Effect) -> Iterable[str]:
        """The payee."""
        return mandate_words.people(effect) if effect["effect"] == "fund-project" else ()


WORDS: Final = BudgetWords()

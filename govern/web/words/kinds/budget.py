"""Budgets in words: the sum, and the projects."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.budget import FundProject, ShareOut
from govern.web.frame.access.people import remember_names
from govern.web.frame.gettext import _
from govern.web.prose.texts import money, remember_texts, text_of
from govern.web.words.effects import mandate_words
from govern.web.words.effects.places import SentenceSubject, amount, text
from govern.web.words.effects.sentence import Sentence, say, whole
from govern.web.words.inputs import Amount, Choices, Cost, Costs, Input, MandateInput, RowsInput, Sum, Text
from govern.web.words.kind import KindWords, Look, Project


class BudgetWords(KindWords[ShareOut | FundProject]):
    """Budget."""

    id = "budget"
    place = 60
    you_submit = N_("You propose to share out a budget: “%(title)s”.")
    lines = {
        "share-out": (
            Sentence(
                "Up to %(sum)s is shared out among these projects. "
                "Each one that wins gets a mandate for what it costs.",
                {"sum": amount("sum")},
            ),
        ),
        "fund-project": (),
    }
    option_lines = {
        "fund-project": (
            Sentence(
                "If “%(name)s” wins: %(mandate)s", {"name": text("name"), "mandate": whole(mandate_words.MANDATE)}
            ),
            *mandate_words.TERMS,
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Budget")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("A sum is shared out among projects, by what members want.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Budgets")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for budgets")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed to share out a budget: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The money and the projects")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The sum and the projects."""
        del draft, programmes
        return (
            Amount("sum", _("The sum that is shared out")),
            Costs(),
            RowsInput(
                "projects",
                legend=lambda n: _("Project %(n)s", n=n),
                add=_("Add another project"),
                remove=lambda n: _("Remove project %(n)s", n=n),
                inputs=lambda _n: (
                    Text("name", _("Name of the project"), _("Under this name it stands on the ballot.")),
                    Cost("cap", _("What it costs"), _("In the currency of the sum, and not more than it.")),
                    MandateInput("payee"),
                    MandateInput("terms"),
                    MandateInput("parts_of"),
                ),
            ),
            Sum(_("Add up the costs")),
        )

    def project(self, effect: ShareOut | FundProject, look: Look) -> Project | None:
        """A project with its mandate."""
        if isinstance(effect, ShareOut):
            return None
        withheld = _("(text withheld)")
        return Project(
            name=look(effect.name) or withheld,
            purpose=look(effect.purpose) or withheld,
            payee=mandate_words.payee_name(effect, look) or withheld,
            cap=effect.cap,
            currency=effect.currency,
            days=effect.expires_days,
            terms=say(mandate_words.TERMS, SentenceSubject(effect.to_dict(), "", look)),
        )

    def about_options(self, effects: Sequence[ShareOut | FundProject]) -> Mapping[str, tuple[str, ...]]:
        """Each project's cost, payee and purpose."""
        remember_texts(text for one in effects for _path, text in self.text_places(one))
        remember_names(person for one in effects for person in self.people(one))
        return {one.option: _on_ballot(one) for one in effects if isinstance(one, FundProject)}

    def text_places(self, effect: ShareOut | FundProject) -> Iterable[tuple[str, str]]:
        """The name of a project, and the texts of its mandate."""
        if isinstance(effect, FundProject):
            yield "name", effect.name
            yield from mandate_words.text_places(effect)

    def people(self, effect: ShareOut | FundProject) -> Iterable[str]:
        """The payee."""
        return mandate_words.people(effect) if isinstance(effect, FundProject) else ()


def _on_ballot(effect: FundProject) -> tuple[str, str]:
    withheld = _("(text withheld)")
    purpose, payee = text_of(effect.purpose), mandate_words.payee_name(effect, text_of)
    paid = _("%(purpose)s, paid to %(payee)s", purpose=purpose or withheld, payee=payee or withheld)
    return money(effect.cap, effect.currency), paid


WORDS: Final = BudgetWords()

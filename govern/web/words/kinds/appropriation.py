"""Appropriations in words: the sums of programmes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.appropriation import Appropriate
from govern.web.frame.gettext import _
from govern.web.words.effects.places import amount, moment, programme
from govern.web.words.effects.sentence import Sentence, given, lacking
from govern.web.words.inputs import Amount, Choices, Day, FormHint, FormNotice, Input, RowsInput, Selection
from govern.web.words.kind import KindWords


class AppropriationWords(KindWords[Appropriate]):
    """Appropriation."""

    id = "appropriation"
    place = 50
    you_submit = N_("You propose a budget: “%(title)s”.")
    lines = {
        "appropriate": (
            Sentence(
                "%(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.",
                {"amount": amount("amount"), "programme": programme("programme"), "ends": moment("ends")},
                when=lacking("starts"),
            ),
            Sentence(
                "%(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s.",
                {
                    "amount": amount("amount"),
                    "programme": programme("programme"),
                    "starts": moment("starts"),
                    "ends": moment("ends"),
                },
                when=given("starts"),
            ),
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Appropriation")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("Programmes get sums that they may spend within a time.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Appropriations to programmes")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for appropriations")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed a budget: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The programmes and their sums")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The programmes, their sums and the time."""
        del draft
        notice = FormNotice(_("There is no programme yet. A treasurer names one in the treasury first."))
        return (
            FormHint(
                _(
                    "A programme may be spent on up to its sum, from the first day to the last. What is neither spent "
                    "nor promised by then lapses."
                )
            ),
            *([notice] if len(programmes) == 1 else []),
            RowsInput(
                "lines",
                legend=lambda n: _("Line %(n)s", n=n),
                add=_("Add another line"),
                remove=lambda n: _("Remove line %(n)s", n=n),
                inputs=lambda _n: (
                    Selection("programme", _("Programme"), options=programmes),
                    Amount("amount", _("At most")),
                ),
            ),
            Day("from", _("First day"), _("Leave it empty for: once it is carried out."), required=False),
            Day("to", _("Last day")),
        )


WORDS: Final = AppropriationWords()

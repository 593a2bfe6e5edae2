"""Elections in words: the office, its seats and terms."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.actions.drafts.kinds.election import ANOTHER, LONGEST_OFFICE
from govern.protocol.errors import N_
from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from govern.rules.proposals.kinds.election import UNELECTED, FillSeats
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.elections import offices_elected
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.words.effects.places import moment, role, term
from govern.web.words.effects.sentence import PluralSentence, Sentence, given, lacking
from govern.web.words.inputs import (
    Cards,
    Choices,
    ConditionalInputs,
    Day,
    FormHint,
    Input,
    Number,
    Selection,
    Span,
    Text,
)
from govern.web.words.kind import KindWords
from govern.web.words.terms.role_words import role_words

USUAL: Final = ("councillor", "chair", "secretary", "auditor")
MOST_OFFICES: Final = 50


class ElectionWords(KindWords[FillSeats]):
    """Election."""

    id = "election"
    place = 30
    you_submit = N_("You call an election: “%(title)s”.")
    lines = {
        "fill-seats": (
            PluralSentence(
                "One seat of this office is filled: %(office)s.",
                "%(num)s seats of this office are filled: %(office)s.",
                "seats",
                {"office": role("office")},
            ),
            Sentence("The term begins once the standstill is over.", when=lacking("starts")),
            Sentence(
                "The term begins on %(moment)s, or later if it cannot be before.",
                {"moment": moment("starts")},
                when=given("starts"),
            ),
            Sentence("It lasts %(time)s.", {"time": term("term_days")}, when=lacking("until")),
            Sentence(
                "It is a by-election: the term ends on %(moment)s, like the others’.",
                {"moment": moment("until")},
                when=given("until"),
            ),
            Sentence("Anybody may be elected again.", when=lacking("most_terms")),
            PluralSentence(
                "Nobody serves more than %(num)s term.",
                "Nobody serves more than %(num)s terms.",
                "most_terms",
                when=given("most_terms"),
            ),
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Election")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("Members are elected to an office for a term.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Elections")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for elections")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s called an election: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The office and its terms")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The office, its seats and terms."""
        del programmes
        return (
            FormHint(
                _(
                    "Members stand, or are nominated and accept, until the vote is announced. You need not name "
                    "anybody here."
                )
            ),
            Selection(
                "office",
                _("Which office?"),
                _("A role of this site comes with its rights; any other office is a title."),
                options=_offices(draft),
            ),
            ConditionalInputs("office", ANOTHER, _("Another office"), (_other_office(),)),
            Number("seats", _("How many seats?")),
            Cards(
                "by_election",
                _("For how long?"),
                options=(
                    ("no", _("A full term"), _("It counts as a term of whoever is elected.")),
                    (
                        "yes",
                        _("The rest of a term"),
                        _("A by-election, for seats that became vacant. It does not count as a term."),
                    ),
                ),
            ),
            ConditionalInputs("by_election", "no", _("A full term"), (_length(),)),
            ConditionalInputs("by_election", "yes", _("The rest of a term"), (_until(),)),
            Number(
                "most_terms",
                _("How many terms may one person serve?"),
                _("Leave it empty for any number."),
                required=False,
            ),
            Day(
                "starts",
                _("When does the term begin?"),
                _("Leave it empty for: once the standstill is over. A day begins at midnight UTC."),
                required=False,
            ),
        )


def _offices(draft: Mapping[str, Any]) -> Choices:
    roles = COMMUNITY_ROLES if draft["scope"] == COMMUNITY else CLUB_ROLES
    own = draft["office"] if draft["office"] not in ("", ANOTHER) else ""
    known = [*USUAL, *roles, *offices_elected(db.session(), draft["scope"], MOST_OFFICES), own]
    found = [one for one in dict.fromkeys(known) if one and one not in UNELECTED]
    return [("", "–"), *((one, role_words(one)) for one in found), (ANOTHER, _("Another office"))]


def _other_office() -> Text:
    return Text(
        "office_other",
        _("Name of the other office"),
        _("Small Latin letters, such as gardener. It stands in the record like that."),
        longest=LONGEST_OFFICE,
        attributes={"autocapitalize": "none"},
    )


def _length() -> Span:
    return Span("term", _("Length of a term"), unit="term_unit", units=(("years", _("years")), ("days", _("days"))))


def _until() -> Day:
    hint = _("Where other seats of the office end on that day, it ends at the same moment.")
    return Day("until", _("When does the term end?"), hint)


WORDS: Final = ElectionWords()

"""The form of an election: the office, its seats and terms."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts import draft_filling
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import LONGEST_TERM, DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.protocol import fields
from govern.rules.proposals.kinds.election import UNELECTED, FillSeats
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import MOST_OPTIONS
from govern.store.facts.elections import terms_under_way

YEAR: Final = 365  # days
LONGEST_OFFICE: Final = 40
ANOTHER: Final = "-"  # the choice of an office that is not in the list


class ElectionForm(KindForm[FillSeats]):
    """The form of an election."""

    id = "election"
    fields = {
        "office": "",
        "office_other": "",
        "seats": "1",
        "term": "1",
        "term_unit": "years",
        "most_terms": "",
        "starts": "",
        "by_election": "no",
        "until": "",
    }

    def read(self, reading: DraftReading) -> list[FillSeats]:
        """The office, its seats and terms."""
        draft, rules = reading.draft, reading.rules
        office, by_election = _office(reading), draft["by_election"] == "yes"
        seats = reading.number(draft["seats"], "seats", "seats", MOST_OPTIONS - 1)
        if seats > 1 and SEVERAL[rules.of_kind(self.id).method].one_winner:
            reading.errors.setdefault("seats", "one_seat")
        starts = reading.day(draft["starts"], "starts")
        until = _until(reading, office) if by_election else 0
        if until and until <= starts:
            reading.errors.setdefault("until", "until")
        return [
            FillSeats(
                most_terms=reading.number(draft["most_terms"].strip() or "0", "most_terms", "terms", 100, 0),
                office=office,
                seats=seats,
                starts=starts,
                term_days=YEAR if by_election else _term(reading),
                until=until,
            )
        ]

    def fill(self, effects: Sequence[FillSeats], text: TextOf) -> dict[str, Any]:
        """The office, its seats and terms."""
        del text
        effect = effects[0]
        years = effect.term_days % YEAR == 0
        return {
            "office": effect.office,
            "seats": str(effect.seats),
            "term": str(effect.term_days // YEAR if years else effect.term_days),
            "term_unit": "years" if years else "days",
            "most_terms": str(effect.most_terms or ""),
            "starts": draft_filling.day(effect.starts),
            "by_election": "yes" if effect.until else "no",
            "until": draft_filling.day(effect.until),
        }


def _office(reading: DraftReading) -> str:
    another = reading.draft["office"] in ("", ANOTHER)
    name = "office_other" if another else "office"
    if another and not reading.draft["office"]:
        reading.errors["office"] = "choose"
        return ""
    office = "-".join(reading.line(reading.draft, name, name, LONGEST_OFFICE).lower().split())
    if name not in reading.errors and not fields.office(office):
        reading.errors[name] = "office"
    if office in UNELECTED or (office == "convener" and reading.draft["scope"] == COMMUNITY):
        reading.errors[name] = "unelected"
    return office


def _term(reading: DraftReading) -> int:
    """The term in days."""
    unit = YEAR if reading.draft["term_unit"] == "years" else 1
    return unit * reading.number(reading.draft["term"], "term", "term", LONGEST_TERM // unit)


def _until(reading: DraftReading, office: str) -> int:
    """The end of the terms that a by-election fills; the exact time if such terms are running."""
    until = reading.day(reading.draft["until"], "until")
    if not until:
        reading.errors.setdefault("until", "day")
    ends = (one.ends for one in terms_under_way(reading.session, reading.draft["scope"]) if one.office == office)
    return next((one for one in ends if until <= one < until + 86_400_000), until)


FORM: Final = ElectionForm()

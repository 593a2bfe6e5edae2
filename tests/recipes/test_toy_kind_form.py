"""A toy kind of proposal in the browser: its form, its review, its vote and what came of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest
from werkzeug.test import TestResponse

from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.actions.drafts.kinds import forms
from govern.protocol import fields
from govern.protocol.effect import Effect, typed_effect
from govern.protocol.state import State
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rules import Rules
from govern.web.words.effects.sentence import PluralSentence
from govern.web.words.inputs import Choices, Input, Number
from govern.web.words.kind import KindWords
from govern.web.words.kinds import kinds_in_words
from tests.web.conftest import Site, text
from tests.web.proposals.test_proposals import send, sign_as_the_browser_does
from tests.web.reading import page
from tests.web.votes.voting import days_pass, give_tokens, open_vote, proposal_of, vote

DRAFT: Final = {"kind": "pledge", "title": "Mend the fence", "body": "All of us, on Saturday."}


@typed_effect("pledge-hours")
class PledgeHours(Effect):
    """So many hours of work."""

    hours: fields.Positive


class Pledge(ProposalKind[PledgeHours]):
    """Exactly one effect: so many hours of work."""

    id = "pledge"
    effects = (PledgeHours,)

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[PledgeHours]:
        del state, rules, scope
        return (PledgeHours.checked(only(effects)),)


class PledgeForm(KindForm[PledgeHours]):
    id = "pledge"
    fields = {"hours": ""}

    def read(self, reading: DraftReading) -> list[PledgeHours]:
        return [PledgeHours(hours=reading.number(reading.draft["hours"], "hours", "days", 99))]

    def fill(self, effects: Sequence[PledgeHours], text: TextOf) -> dict[str, Any]:
        del text
        return {"hours": str(effects[0].hours)}


class PledgeWords(KindWords[PledgeHours]):
    id = "pledge"
    place = 95
    you_submit = "You ask everybody to lend a hand: “%(title)s”."
    lines = {
        "pledge-hours": (
            PluralSentence("Everybody works for %(num)s hour.", "Everybody works for %(num)s hours.", "hours"),
        )
    }

    def label(self) -> str:
        return "Pledge"

    def purpose(self) -> str:
        return "Everybody lends a hand."

    def heading(self) -> str:
        return "Pledges"

    def its_rules(self) -> str:
        return "the rules for pledges"

    def submitted(self, member: str, title: str) -> str:
        return f"{member} asked everybody to lend a hand: “{title}”."

    def form_legend(self) -> str:
        return "The work"

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        del draft, programmes
        return (Number("hours", "How many hours?", "Between all of us."),)


@pytest.fixture
def pledging(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A community whose second rulebook provides for pledges."""
    monkeypatch.setitem(kinds(), "pledge", Pledge())
    monkeypatch.setitem(forms(), "pledge", PledgeForm())
    monkeypatch.setitem(kinds_in_words(), "pledge", PledgeWords())
    site.say("ada", "rulebook-adopted", scope="community", rulebook=PRESETS["tokens"]() | {"number": 2})
    return site


def review(site: Site, **typed: str) -> TestResponse:
    """The page after “Review what you will sign”: the review, or the form with what is wrong."""
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **DRAFT | typed)
    found: TestResponse = answer if answer.status_code != 302 else mei.get(answer.location)
    return found


def test_the_form_offers_it_with_its_own_part(pledging: Site) -> None:
    said = page(pledging, "/proposals/new", "mei")
    assert "Pledge Everybody lends a hand." in said
    assert "How many hours? Between all of us." in said


def test_each_error_is_beside_its_field_and_no_input_is_lost(pledging: Site) -> None:
    html = review(pledging, hours="many").get_data(as_text=True)
    assert "How many hours?" in html
    assert 'value="many"' in html
    assert "field-error" in html


def test_a_new_version_begins_with_the_last_one(pledging: Site) -> None:
    proposal = sign_as_the_browser_does(pledging, "mei", review(pledging, hours="3").get_data(as_text=True))
    html = pledging.client("mei").get(f"/proposals/{proposal}/revision").get_data(as_text=True)
    assert re.search(r'<input[^>]* name="hours"[^>]* value="3"|<input[^>]* value="3"[^>]* name="hours"', html)


def test_a_proposal_from_the_form_is_voted_on_and_carried_out(pledging: Site) -> None:
    reviewed = review(pledging, hours="3")
    assert "Everybody works for 3 hours." in text(reviewed)
    proposal = sign_as_the_browser_does(pledging, "mei", reviewed.get_data(as_text=True))
    assert proposal_of(pledging, proposal).effects == [{"effect": "pledge-hours", "hours": 3}]
    give_tokens(pledging)
    open_vote(pledging, proposal)
    for name in ("ada", "tao", "tess", "mei"):
        vote(pledging, name, proposal, "yes")
    days_pass(pledging, 8)
    days_pass(pledging, 2)
    assert proposal_of(pledging, proposal).carried_out_at
    said = page(pledging, f"/proposals/{proposal}", "mei")
    assert "Pledge" in said
    assert "Everybody works for 3 hours." in said
    record = page(pledging, "/record", "mei")
    assert "asked everybody to lend a hand: “Mend the fence”" in record
    assert "“Mend the fence” was entered in the register of resolutions." in record

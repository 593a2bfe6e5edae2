"""A toy kind of proposal in the browser: its form, its review, its vote and what came of it."""

from typing import Any, Final

import pytest
from jinja2 import ChoiceLoader, DictLoader
from werkzeug.test import TestResponse

from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_reading import Effect as Typed
from govern.actions.drafts.kind_form import KindForm
from govern.actions.drafts.kinds import forms
from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.proposals.kind import ProposalKind
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rules import Rules
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.kinds import kinds_in_words
from tests.web.conftest import Site, text
from tests.web.proposals.test_proposals import send, sign_as_the_browser_does
from tests.web.reading import page
from tests.web.votes.voting import days_pass, give_tokens, open_vote, proposal_of, vote

PLEDGE: Final[fields.Fields] = {"effect": lambda value: value == "pledge-hours", "hours": fields.positive}
PART: Final = """{% import "parts/forms.html" as forms %}
{{ forms.text("hours", "How many hours?", value=draft.hours, error=errors.hours) }}"""
DRAFT: Final = {"kind": "pledge", "title": "Mend the fence", "body": "All of us, on Saturday."}


class Pledge(ProposalKind):
    """Exactly one effect: so many hours of work."""

    id = "pledge"
    effects = {"pledge-hours": PLEDGE}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        del state, rules, scope
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        fields.check(effects[0], PLEDGE)


class PledgeForm(KindForm):
    id = "pledge"
    fields = {"hours": ""}

    def read(self, reading: DraftReading) -> list[Typed]:
        return [{"effect": "pledge-hours", "hours": reading.number(reading.draft["hours"], "hours", "days", 99)}]


class PledgeWords(KindWords):
    id = "pledge"
    place = 95

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

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        del scope, look
        return [f"Everybody works for {effect['hours']} hours."]


@pytest.fixture
def pledging(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A community whose second rulebook provides for pledges."""
    monkeypatch.setitem(kinds(), "pledge", Pledge())
    monkeypatch.setitem(forms(), "pledge", PledgeForm())
    monkeypatch.setitem(kinds_in_words(), "pledge", PledgeWords())
    loaders = [site.app.jinja_loader, DictLoader({"proposals/kinds/pledge.html": PART})]
    monkeypatch.setattr(site.app, "jinja_loader", ChoiceLoader([one for one in loaders if one is not None]))
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
    assert "How many hours?" in said


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(pledging: Site) -> None:
    html = review(pledging, hours="many").get_data(as_text=True)
    assert "How many hours?" in html
    assert 'value="many"' in html
    assert "field-error" in html


def test_from_the_form_to_the_vote_and_to_what_came_of_it(pledging: Site) -> None:
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

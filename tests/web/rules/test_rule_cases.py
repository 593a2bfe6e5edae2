"""The rulebook form covers every field of a rulebook; stricter cases are built step by step."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from govern.protocol.effect import Effect
from govern.rules.proposals.kinds.appropriation import Appropriate
from govern.rules.proposals.kinds.budget import ShareOut
from govern.rules.proposals.kinds.grants import OpenRound
from govern.rules.proposals.kinds.spending import GrantMandate
from govern.rules.proposals.kinds.stream import OpenPool
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rulebooks import applies
from govern.rules.rulebook.rules import Stricter
from govern.web.pages.rules import kind_form, stricter_rules_form
from govern.web.words.kinds import kinds_in_words
from govern.web.words.rules.rulebook_words import paying
from tests.rules.refusals.effects import GRANT, ROUND
from tests.web.conftest import Site, post
from tests.web.proposals.test_versions import SentForm
from tests.web.rules.rulebooks import form_of, said, signed

SUMS: dict[str, Effect] = {
    "appropriation": Appropriate(amount=600, currency="EUR", ends=1, programme="", starts=0),
    "budget": ShareOut(currency="EUR", sum=600),
    "grants": OpenRound.of(ROUND | {"sum": 600}),
    "spending": GrantMandate.of(GRANT | {"cap": 600}),
    "stream": OpenPool(currency="EUR", days=5, hourly=5, programme=""),
}


def begun(site: Site, preset: str = "tokens") -> str:
    """The address of Ada's new draft of a preset without any case."""
    rules = PRESETS[preset]()
    for kind in rules["kinds"].values():
        kind["stricter"] = []
    location: str = post(site.client("ada"), "/rules/community/draft", step="enter", **form_of(rules)).location
    return location


def shown(client: FlaskClient, draft: str) -> dict[str, str]:
    """The fields that a browser would send from the page of a draft, with the page's default choices."""
    form = SentForm(draft)
    form.feed(client.get(draft).get_data(as_text=True))
    return {name: typed.strip() for name, typed in form.values.items() if name not in ("", "step")}


def press(site: Site, draft: str, name: str, **changes: str) -> TestResponse:
    """Presses a button of the form that the page of a draft shows, with its CSRF token; the answer leads on."""
    client = site.client("ada")
    answer = client.post(draft, data=shown(client, draft) | changes | {"step": name})
    assert answer.status_code == 302, said(answer.get_data(as_text=True))
    return answer


def step(site: Site, draft: str, name: str, **changes: str) -> str:
    """Presses a button of the form; the address that follows."""
    location: str = press(site, draft, name, **changes).location
    return location


def cases(site: Site, draft: str, kind: str) -> list[dict[str, Any]]:
    """The cases of a kind as the review would sign them."""
    answer = press(site, draft, "review")
    page = site.client("ada").get(answer.location).get_data(as_text=True)
    found: list[dict[str, Any]] = signed(page)["rulebook"]["kinds"][kind]["stricter"]
    return found


def test_the_form_has_a_place_for_everything_a_rulebook_says() -> None:
    assert kinds_in_words().keys() == newest().needed_kinds | newest().other_kinds
    parts = {part.split(".")[0] for part in stricter_rules_form.parts()}
    assert parts == newest().rulebook_fields - {"number"}
    assert {f"kinds.{kind}" for kind in kinds_in_words()} < set(stricter_rules_form.parts())


def test_the_kinds_that_have_cases_by_their_sum_are_those_whose_sums_the_rules_add_up() -> None:
    assert set(paying()) == SUMS.keys()
    for kind, effect in SUMS.items():
        assert applies(Stricter({"EUR": 599}, (), {}), kind, [effect], ())
        assert not applies(Stricter({"EUR": 600}, (), {}), kind, [effect], ())


@pytest.mark.parametrize("kind", stricter_rules_form.with_cases())
def test_every_rule_of_a_kind_can_be_put_into_a_case_and_left_out_again(site: Site, kind: str) -> None:
    draft = begun(site)
    step(site, draft, f"add.{kind}")
    at = f"{kind}.stricter.0"
    where = {f"{at}.above": "EUR 5"} if kind in paying() else {f"{at}.touches.money": "1"}
    usual = PRESETS["tokens"]()["kinds"][kind]
    names = [name for name in kind_form.names_of(kind, usual) if name != "points"]
    for name in names:
        step(site, draft, f"change.{kind}.0", **where, **{f"{at}.more": name})
    (case,) = cases(site, draft, kind)
    assert case["change"] == {name: usual[name] for name in names}
    assert (case["above"], case["touches"]) == (({"EUR": 500}, []) if kind in paying() else ({}, ["money"]))
    for name in names[1:]:
        step(site, draft, f"drop.{kind}.0.{name}")
    assert [one["change"].keys() for one in cases(site, draft, kind)] == [{names[0]}]
    step(site, draft, f"remove.{kind}.0")
    assert not [name for name in shown(site.client("ada"), draft) if ".stricter." in name]


def test_of_several_cases_the_one_that_is_taken_out_goes_and_the_others_keep_what_they_say(site: Site) -> None:
    draft = begun(site)
    for number, sponsors in enumerate((5, 7, 9)):
        step(site, draft, "add.spending")
        at = f"spending.stricter.{number}"
        step(site, draft, f"change.spending.{number}", **{f"{at}.above": f"EUR {sponsors}", f"{at}.more": "sponsors"})
        step(site, draft, "save", **{f"{at}.change.sponsors": str(sponsors)})
    step(site, draft, "remove.spending.1")
    found = [(one["above"], one["change"]) for one in cases(site, draft, "spending")]
    assert found == [({"EUR": 500}, {"sponsors": 5}), ({"EUR": 900}, {"sponsors": 9})]


def test_an_amendment_under_review_gets_a_case_in_its_new_version(site: Site) -> None:
    rules = PRESETS["tokens"]() | {"number": 2, "delay_ms": 8 * 86_400_000}
    for kind in rules["kinds"].values():
        kind["stricter"] = []
    texts = {"title": "More time", "body": "A day more."}
    fields = {"effects": [{"effect": "adopt-rulebook", "rulebook": rules}], "kind": "amendment", "topic": ""}
    proposal = site.say("ada", "proposal-submitted", texts, scope="community", **fields).id
    site.say("max", "proposal-sponsored", proposal=proposal, version=1)
    fresh = SentForm("/rules/community/draft")
    fresh.feed(site.client("ada").get(f"/rules/community/draft?proposal={proposal}").get_data(as_text=True))
    sent = {name: typed.strip() for name, typed in fresh.values.items() if name not in ("", "csrf_token", "step")}
    draft = post(site.client("ada"), "/rules/community/draft", step="add.amendment", **sent).location.partition("?")[0]
    at = "amendment.stricter.0"
    touched = {f"{at}.touches.access": "1", f"{at}.touches.kinds.amendment": "1"}
    step(site, draft, "change.amendment.0", **touched, **{f"{at}.more": "head_count"})
    answer = press(site, draft, "review", **{f"{at}.change.head_count": "40"})
    page = site.client("ada").get(answer.location).get_data(as_text=True)
    rulebook = signed(page, "proposal-revised")["effects"][0]["rulebook"]
    case = {"above": {}, "change": {"head_count": 40}, "touches": ["kinds.amendment", "access"]}
    assert rulebook["kinds"]["amendment"]["stricter"] == [case]
    assert rulebook["delay_ms"] == 8 * 86_400_000

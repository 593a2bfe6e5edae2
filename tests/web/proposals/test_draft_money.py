"""Drafts about money: budgets, grant rounds, pools, and mandates from a programme and in tranches."""

from html import unescape
from typing import Any

import pytest

from govern.protocol.facts import Programme
from govern.rules.rulebook.presets import PRESETS
from govern.store.projection import Projection
from govern.web.frame.database import db
from govern.web.pages.proposals.draft_revision import for_revision
from tests.web.conftest import Site
from tests.web.proposals.test_draft_kinds import TITLE, errors, read, submit
from tests.web.proposals.test_proposals import send
from tests.web.reading import page
from tests.web.spending import budget
from tests.web.votes.voting import days_pass, give_tokens

APPROPRIATION = TITLE | {
    "kind": "appropriation",
    "from": "2099-01-01",
    "to": "2099-12-31",
    "lines.0.programme": "youth",
    "lines.0.amount": "1,200.50",
    "lines.0.currency": "EUR",
}
ROUND = TITLE | {
    "kind": "grants",
    "sum": "5,000",
    "currency": "EUR",
    "committee": "arbiter",
    "apply_days": "30",
    "score_days": "14",
    "grant_days": "180",
    "least": "50",
    "programme": "youth",
}
POOL = TITLE | {"kind": "stream", "hourly": "1.50", "currency": "EUR", "pool_days": "90", "programme": ""}
MANDATE = {
    "cap": "1,000",
    "currency": "EUR",
    "purpose": "a pond",
    "payee_name": "The Diggers",
    "payee_type": "outside",
    "expires_days": "90",
    "programme": "youth",
}
SPENDING = TITLE | {"kind": "spending"} | {f"mandates.0.{name}": value for name, value in MANDATE.items()}
PARTS = {
    "mandates.0.part1": "400",
    "mandates.0.part2": "600",
    "mandates.0.when2": "half of it is dug",
}


@pytest.fixture
def site(site: Site) -> Site:
    """The site with a programme of the community."""
    site.say("tao", "programme-opened", {"name": "Youth work"}, programme="youth", scope="community")
    return site


def test_a_budget_is_written_reviewed_and_described_by_its_effects(site: Site) -> None:
    said, proposal = submit(site, APPROPRIATION)
    assert proposal.effects == [
        {
            "amount": 120_050,
            "currency": "EUR",
            "effect": "appropriate",
            "ends": 4_102_444_800_000,  # the first moment of 2100
            "programme": "youth",
            "starts": 4_070_908_800_000,
        }
    ]
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "€1,200.50 are set aside for “Youth work”, from" in who


def test_a_round_is_written_and_described(site: Site) -> None:
    said, proposal = submit(site, ROUND)
    assert (proposal.effects[0]["sum"], proposal.effects[0]["committee"]) == (500_000, "arbiter")
    assert "€5,000.00 are shared out among applications" in said
    assert "Applications are taken for 30 days, then scores for 14 days." in said
    assert "out of the budget of “Youth work”" in said


def test_a_pool_is_written_and_described(site: Site) -> None:
    said, proposal = submit(site, POOL)
    assert (proposal.effects[0]["hourly"], proposal.effects[0]["days"]) == (150, 90)
    assert "€1.50 an hour are paid out for 90 days" in said


def test_a_mandate_in_tranches_of_a_programme_is_written_and_described(site: Site) -> None:
    said, proposal = submit(site, SPENDING | PARTS)
    effect = proposal.effects[0]
    assert effect["programme"] == "youth"
    assert [one["amount"] for one in effect["tranches"]] == [40_000, 60_000]
    assert effect["tranches"][0]["condition"] == ""
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "Tranche 1, €400.00, at once." in who
        assert "Tranche 2, €600.00, once this is met: half of it is dug" in who
        assert "out of the budget of “Youth work”" in who


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (SPENDING | PARTS | {"mandates.0.part2": "500"}, {"mandates.0.part1": "tranches"}),
        (SPENDING | {"mandates.0.part1": "1,000"}, {"mandates.0.part1": "tranches"}),
        (SPENDING | {"mandates.0.when1": "later"}, {"mandates.0.part1": "amount"}),
        (SPENDING | {"mandates.0.programme": "none"}, {"mandates.0.programme": "programme"}),
        (APPROPRIATION | {"lines.0.programme": ""}, {"lines.0.programme": "programme"}),
        (APPROPRIATION | {"to": "2098-12-31"}, {"to": "budget_end"}),
        (APPROPRIATION | {"to": ""}, {"to": "budget_end"}),
        (APPROPRIATION | {"lines.0.amount": "much"}, {"lines.0.amount": "amount"}),
        (APPROPRIATION | {"lines.0.currency": ""}, {"lines.0.amount": "currency"}),
        (ROUND | {"least": "101"}, {"least": "points"}),
        (ROUND | {"apply_days": "0"}, {"apply_days": "days"}),
        (ROUND | {"committee": ""}, {"committee": "choose"}),
        (POOL | {"hourly": ""}, {"hourly": "amount"}),
        (POOL | {"currency": "XXX"}, {"hourly": "currency"}),
    ],
)
def test_each_error_is_shown_beside_its_field(site: Site, form: dict[str, str], wrong: dict[str, str]) -> None:
    assert errors(site, form) == wrong


def test_a_club_spends_on_its_own_programmes_only(site: Site) -> None:
    club = "c_" + "7" * 24
    site.say(
        "ada", "club-opened", {"name": "Choir", "purpose": "To sing"}, club=club, convener=site.people["mei"].member
    )
    assert errors(site, SPENDING | {"scope": club}) == {"mandates.0.programme": "programme"}
    site.say("tao", "programme-opened", {"name": "Songs"}, programme="songs", scope=club)
    own = SPENDING | {"scope": club, "mandates.0.programme": "songs"}
    assert read(site, own).effects[0].programme == "songs"
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Programme, "songs")
    assert found is not None
    assert found.scope == club


def _rows(site: Site, path: str) -> str:
    return unescape(site.client("mei").get(path).get_data(as_text=True))


def test_the_rest_of_a_budget_is_shown_beside_the_requested_sum(site: Site) -> None:
    give_tokens(site)
    budget(site, "youth", 340_000)
    form = _rows(site, "/proposals/new?kind=spending")
    assert '<option value="youth">Youth work (€3,400.00 left)</option>' in form
    said, proposal = submit(site, SPENDING)
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "The budget of “Youth work” has €3,400.00 left now." in who
        assert "less than what this asks for" not in who
    site.say("mei", "proposal-withdrawn", proposal=proposal.id)
    said, proposal = submit(site, SPENDING | {"mandates.0.cap": "3,400.01"})
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "has €3,400.00 left now. That is less than what this asks for." in who
    site.say("mei", "proposal-withdrawn", proposal=proposal.id)
    said, proposal = submit(site, POOL | {"programme": "youth", "hourly": "1.60", "pool_days": "89"})
    assert "That is less than what this asks for." in said  # 3,417.60 in all
    site.say("mei", "proposal-withdrawn", proposal=proposal.id)
    said, _proposal = submit(site, ROUND | {"sum": "3,400"})
    assert "That is less than what this asks for." not in said
    site.clock.advance(days=200)
    said, _proposal = submit(site, SPENDING | {"title": "Later"})
    assert "No budget of “Youth work” is running in EUR now." in said
    assert "left)" not in _rows(site, "/proposals/new?kind=spending")


def test_without_a_budget_nothing_is_said_of_any(site: Site) -> None:
    said, _proposal = submit(site, SPENDING)
    assert "left now" not in said
    assert "is running in" not in said


def test_projects_are_paid_in_tranches_as_well(site: Site) -> None:
    projects = {f"projects.{number}.{name}": value for number in (0, 1) for name, value in MANDATE.items()}
    projects |= {"projects.0.name": "A pond", "projects.1.name": "A bench"}
    del projects["projects.0.currency"], projects["projects.1.currency"]
    parts = {name.replace("mandates", "projects"): value for name, value in PARTS.items()}
    form = TITLE | {"kind": "budget", "currency": "EUR", "sum": "1,500"} | projects | parts
    said, proposal = submit(site, form)
    assert [one["amount"] for one in proposal.effects[1]["tranches"]] == [40_000, 60_000]
    assert proposal.effects[2]["tranches"] == []
    assert "Tranche 2, €600.00, once this is met: half of it is dug" in said
    shown = _rows(site, "/proposals/new?kind=budget")
    assert 'name="projects.0.part1"' in shown
    assert 'name="projects.0.when2"' in shown
    with site.app.test_request_context():
        again = for_revision(proposal)
        db.session.remove()
    assert (again["projects"][0]["part2"], again["projects"][1]["part2"]) == ("600.00", "")


def test_there_is_a_place_for_each_tranche_that_the_rules_allow(site: Site) -> None:
    parts = {f"mandates.0.part{number}": "50" for number in range(1, 21)}
    said, proposal = submit(site, SPENDING | parts)
    assert len(proposal.effects[0]["tranches"]) == 20
    assert "Tranche 20, €50.00, at once." in said
    with site.app.test_request_context():
        again = for_revision(proposal)
        db.session.remove()
    assert again["mandates"][0]["part20"] == "50.00"


def test_another_tranche_is_shown_without_a_script(site: Site) -> None:
    sent = send(site.client("mei"), "/proposals/drafts", step="more", **SPENDING, **PARTS).location
    shown = _rows(site, sent.split("#")[0])
    assert 'name="mandates.0.part3"' in shown
    assert 'name="mandates.0.part4"' not in shown


def test_the_form_asks_for_a_pseudonym_where_the_rulebook_does(site: Site) -> None:
    assert "Name of the payee" in _rows(site, "/proposals/new?kind=spending")
    book = PRESETS["tokens"]() | {"number": 2}
    book["treasury"] = book["treasury"] | {"payees": "pseudonym"}
    site.say("ada", "rulebook-adopted", rulebook=book, scope="community")
    shown = _rows(site, "/proposals/new?kind=spending")
    assert "Pseudonym of the payee" in shown
    assert "their name becomes public" not in shown
    assert "Name of the payee" not in shown


def test_lines_are_added_and_removed(site: Site) -> None:
    mei = site.client("mei")
    added = send(mei, "/proposals/drafts", step="add.lines", **APPROPRIATION).location
    assert added.endswith("#lines-1")
    html = mei.get(added.split("#")[0]).get_data(as_text=True)
    assert 'name="lines.1.amount"' in html
    removed = send(mei, added.split("#")[0], step="remove.lines.0", **APPROPRIATION).location
    assert 'value="1,200.50"' not in mei.get(removed.split("#")[0]).get_data(as_text=True)


@pytest.mark.parametrize("form", [APPROPRIATION, ROUND, POOL, SPENDING | PARTS], ids=lambda one: one["kind"])
def test_the_form_of_a_new_version_says_what_the_last_one_said(site: Site, form: dict[str, Any]) -> None:
    _said, proposal = submit(site, form)
    days_pass(site, 0)
    with site.app.test_request_context():
        again = for_revision(proposal)
        db.session.remove()
    for name, value in form.items():
        if "." in name:
            rows, number, field = name.split(".")
            assert again[rows][int(number)][field].removesuffix(".00") == value.removesuffix(".00"), name
        else:
            assert again[name].removesuffix(".00") == value, name

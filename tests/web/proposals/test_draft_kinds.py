"""Drafts of choices, elections, budgets and votes on membership."""

import re
from html import unescape
from typing import Any

import pytest

from govern.actions.drafts import draft_fields, drafts
from govern.actions.people.accounts import FormError
from govern.protocol.facts import Proposal
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS
from govern.store.private.accounts import ClaimRow
from govern.web.frame.database import db
from govern.web.pages.proposals.draft_revision import for_revision
from govern.web.pages.proposals.effect_forms import is_unchanged, signing_of
from govern.web.prose.fingerprints import fingerprint
from tests.web.conftest import Site, text
from tests.web.proposals.test_proposals import send, sign_as_the_browser_does
from tests.web.reading import page
from tests.web.votes.voting import days_pass, give_tokens, open_vote, proposal_of, vote

RULES = read_rulebook(PRESETS["tokens"]())
TITLE = {"title": "A decision", "body": "As we said."}
CHOICE = TITLE | {"kind": "choice", "options.0.name": "Oaks", "options.1.name": "橡树", "options.2.name": "Oaks!"}
ELECTION = TITLE | {"kind": "election", "office": "councillor", "seats": "3", "term": "2", "term_unit": "years"}
UNTIL = {"by_election": "yes", "until": "2099-05-01"}
MOTION: dict[str, Any] = {
    "effects": [{"effect": "record-resolution"}],
    "kind": "motion",
    "scope": "community",
    "topic": "",
}
BUDGET = TITLE | {
    "kind": "budget",
    "sum": "1,000",
    "currency": "EUR",
    **{
        f"projects.{number}.{name}": value
        for number, (called, cost) in enumerate({"A pond": "600", "A bench": "500.50"}.items())
        for name, value in {
            "name": called,
            "cap": cost,
            "purpose": f"building {called.lower()}",
            "payee_name": "The builders",
            "payee_type": "outside",
            "expires_days": "90",
        }.items()
    },
}


def read(site: Site, form: dict[str, str]) -> Any:
    """A form as what would be signed; raises FormError."""
    with site.app.app_context(), site.session() as session:
        return drafts.read(session, draft_fields.typed(form), RULES)


def errors(site: Site, form: dict[str, str]) -> dict[str, str]:
    """The errors of a form by field."""
    with pytest.raises(FormError) as raised:
        read(site, form)
    return dict(raised.value.errors)


def submit(site: Site, form: dict[str, str], who: str = "mei") -> tuple[str, Proposal]:
    """The review page, and the proposal as recorded once it is signed there."""
    client = site.client(who)
    answer = send(client, "/proposals/drafts", step="review", **form)
    assert answer.status_code == 302, text(answer)
    html = client.get(answer.location)
    said = unescape(text(html))
    return said, proposal_of(site, sign_as_the_browser_does(site, who, html.get_data(as_text=True)))


def test_only_the_kinds_of_the_rulebook_are_offered_each_with_what_it_is_for(site: Site) -> None:
    html = site.client("mei").get("/proposals/new").get_data(as_text=True)
    assert re.findall(r'name="kind" value="(\w+)"', html) == [
        *("motion", "choice", "election", "spending", "appropriation"),
        *("budget", "grants", "stream", "membership"),
    ]
    assert "A sum is shared out among projects" in html
    book = PRESETS["tokens"]() | {"number": 2}
    book["kinds"] = {kind: rules for kind, rules in book["kinds"].items() if kind in ("motion", "amendment", "choice")}
    site.say("ada", "rulebook-adopted", rulebook=book, scope="community")
    html = site.client("mei").get("/proposals/new").get_data(as_text=True)
    assert re.findall(r'name="kind" value="(\w+)"', html) == ["motion", "choice"]
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **BUDGET)
    assert re.search(r'id="f-kind"|data-field="kind"', answer.get_data(as_text=True))
    assert answer.status_code == 422


def test_options_get_ids_from_their_names_and_are_described(site: Site) -> None:
    said, proposal = submit(site, CHOICE)
    assert [one["option"] for one in proposal.effects[0]["options"]] == ["oaks", "o2", "o3"]
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "One of these options, or that nothing changes, is chosen" in who
        assert "橡树" in who


def test_options_are_added_and_removed_and_must_differ(site: Site) -> None:
    mei = site.client("mei")
    added = send(mei, "/proposals/drafts", step="add.options", **CHOICE).location
    assert added.endswith("#options-3")
    removed = send(mei, added.split("#")[0], step="remove.options.0", **CHOICE).location
    html = mei.get(removed.split("#")[0]).get_data(as_text=True)
    assert re.findall(r'value="([^"]*)" id="f-options-\d-name"', html) == ["橡树", "Oaks!"]
    assert errors(site, CHOICE | {"options.1.name": " Oaks "}) == {"options.1.name": "twice"}
    assert errors(site, TITLE | {"kind": "choice"}) == {"options.0.name": "empty", "options.1.name": "empty"}
    many = TITLE | {"kind": "choice"} | {f"options.{n}.name": f"no. {n}" for n in range(60)}
    assert len(read(site, many).effects[0].options) == 39


def test_input_of_another_kind_is_kept(site: Site) -> None:
    mei = site.client("mei")
    kept = send(mei, "/proposals/drafts", step="save", **CHOICE).location
    send(mei, kept, step="save", **ELECTION)
    html = mei.get(kept).get_data(as_text=True)
    assert re.findall(r'value="([^"]*)" id="f-options-\d-name"', html) == ["Oaks", "橡树", "Oaks!"]
    assert 'value="councillor" selected' in html


def test_an_election_is_written_and_described(site: Site) -> None:
    said, proposal = submit(site, ELECTION | {"most_terms": "2", "starts": "2099-05-01"})
    assert proposal.effects == [
        {
            "effect": "fill-seats",
            "most_terms": 2,
            "office": "councillor",
            "seats": 3,
            "starts": 4_081_276_800_000,
            "term_days": 730,
            "until": 0,
        }
    ]
    for sentence in (
        "3 seats of this office are filled: council member.",
        "The term begins on 1 May 2099, 00:00 UTC, or later if it cannot be before.",
        "It lasts 2 years (730 days).",
        "Nobody serves more than 2 terms.",
    ):
        assert sentence in said


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"office": ""}, {"office": "choose"}),
        ({"office": "-", "office_other": "理事"}, {"office_other": "office"}),
        ({"office": "-", "office_other": "Administrator"}, {"office_other": "unelected"}),
        ({"office": "convener"}, {"office": "unelected"}),
        ({"seats": "0"}, {"seats": "seats"}),
        ({"seats": "40"}, {"seats": "seats"}),
        ({"term": "11"}, {"term": "term"}),
        ({"term": "3661", "term_unit": "days"}, {"term": "term"}),
        ({"most_terms": "x"}, {"most_terms": "terms"}),
        ({"starts": "soon"}, {"starts": "day"}),
        ({"starts": "0001-01-01"}, {"starts": "day"}),
        ({"by_election": "yes"}, {"until": "day"}),
        ({"by_election": "yes", "until": "2099-01-01", "starts": "2099-01-02"}, {"until": "until"}),
    ],
)
def test_each_error_of_an_election_is_shown_beside_its_field(
    site: Site, change: dict[str, str], wrong: dict[str, str]
) -> None:
    assert errors(site, ELECTION | change) == wrong


def test_another_office_is_written_in_small_letters(site: Site) -> None:
    ready = read(site, ELECTION | {"office": "-", "office_other": " Night Gardener "})
    assert ready.effects[0].office == "night-gardener"


def test_a_way_of_voting_for_one_seat_allows_no_more(site: Site) -> None:
    book = PRESETS["tokens"]()
    election = book["kinds"]["election"] | {"method": "irv/1"}
    rules = read_rulebook(book | {"kinds": book["kinds"] | {"election": election}})
    with site.app.app_context(), site.session() as session, pytest.raises(FormError) as raised:
        drafts.read(session, draft_fields.typed(ELECTION), rules)
    assert raised.value.errors == {"seats": "one_seat"}


def test_a_budget_is_written_added_up_and_shown_as_a_table(site: Site) -> None:
    mei = site.client("mei")
    added = send(mei, "/proposals/drafts", step="sum", **BUDGET).location
    assert "The projects cost €1,100.50 in all, more than the sum of €1,000.00" in unescape(text(mei.get(added)))
    said, proposal = submit(site, BUDGET)
    assert proposal.effects[0] == {"currency": "EUR", "effect": "share-out", "sum": 100_000}
    assert [(one["option"], one["cap"]) for one in proposal.effects[1:]] == [("a-pond", 60_000), ("a-bench", 50_050)]
    for who in (said, page(site, f"/proposals/{proposal.id}", "max")):
        assert "Up to €1,000.00 is shared out among these projects" in who
        assert "All projects together €1,100.50" in " ".join(who.split())


def test_no_project_costs_more_than_the_whole_sum(site: Site) -> None:
    assert errors(site, BUDGET | {"projects.1.cap": "1,000.01"}) == {"projects.1.cap": "above_sum"}
    assert errors(site, BUDGET | {"currency": ""}) == {"sum": "currency"}
    assert errors(site, BUDGET | {"projects.1.name": "A pond"}) == {"projects.1.name": "twice"}


@pytest.mark.parametrize("form", [CHOICE, ELECTION, ELECTION | UNTIL, BUDGET])
def test_the_form_for_a_new_version_is_filled_with_all_of_the_last_one(site: Site, form: dict[str, str]) -> None:
    _said, proposal = submit(site, form)
    with site.app.test_request_context():
        ready = drafts.read(db.session(), for_revision(proposal), RULES)
        assert is_unchanged(signing_of(ready, proposal), proposal)
    form = form | {"title": "A better one", "proposal": proposal.id}
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **form)
    assert "Review your new version" in text(site.client("mei").get(answer.location))


def waiting(site: Site) -> str:
    """Nell, who is no member, has made a key; her number."""
    site.wait_for_registrar("nell")
    return site.people["nell"].member


def carry(site: Site, proposal: str) -> None:
    """It is voted for by all who have tokens, and carried out."""
    open_vote(site, proposal)
    for name in ("ada", "tao", "tess", "max"):
        vote(site, name, proposal, "yes")
    days_pass(site, 8)
    days_pass(site, 8)


def test_somebody_who_waits_with_a_key_is_admitted_by_vote_and_their_account_is_a_member_s(site: Site) -> None:
    give_tokens(site)
    nell = waiting(site)
    form = TITLE | {"kind": "membership", "change": "admit", "claimant": nell}
    assert "Nell, key " in unescape(site.client("mei").get("/proposals/new?kind=membership").get_data(as_text=True))
    said, proposal = submit(site, form)
    assert "Nell becomes a member of the community." in said
    with site.app.app_context():
        key = db.session.get_one(ClaimRow, nell).public_key
    assert fingerprint(key) in said
    assert site.client("nell").get("/delegations").status_code == 403
    carry(site, proposal.id)
    assert site.client("nell").get("/delegations").status_code == 200
    assert "Nell" in page(site, f"/members/{nell}", "mei")
    assert "Nell" not in page(site, "/admin/people", "ada")
    site.say("nell", "proposal-submitted", TITLE, **MOTION)
    assert errors(site, form) == {"claimant": "claimant"}


def test_only_members_see_who_waits(site: Site) -> None:
    waiting(site)
    assert "Nell, key " not in site.client("nell").get("/proposals/new?kind=membership").get_data(as_text=True)


def test_a_declined_key_is_not_proposed(site: Site) -> None:
    nell = waiting(site)
    send(site.client("ada"), f"/admin/people/{nell}/decline")
    form = TITLE | {"kind": "membership", "change": "admit", "claimant": nell}
    assert errors(site, form) == {"claimant": "claimant"}


def test_a_member_is_excluded_by_vote(site: Site) -> None:
    give_tokens(site)
    said, proposal = submit(site, TITLE | {"kind": "membership", "change": "exclude", "person": "Ivo"})
    assert "Ivo is excluded from the community and loses every role" in said
    carry(site, proposal.id)
    assert site.client("ivo").get("/delegations").status_code == 403


def test_a_club_admits_and_excludes_its_own(site: Site) -> None:
    club, mei = "c_" + "0" * 24, site.people["mei"].member
    site.say("ada", "club-opened", {"name": "Rowers", "purpose": "To row."}, club=club, convener=mei)
    form = TITLE | {"kind": "membership", "scope": club, "change": "admit", "person": "Tao"}
    said, proposal = submit(site, form)
    assert "Tao becomes a member of the club “Rowers”." in said
    assert proposal.effects == [{"admitted": site.people["tao"].member, "claim": {}, "effect": "admit-member"}]
    said, _proposal = submit(site, form | {"change": "exclude", "person": "Mei"})
    assert "Mei is excluded from the club “Rowers”" in said

"""The simulator: past votes of a site recounted under drafts, compared with the record."""

from typing import Any

import pytest

from govern.actions.drafts import simulation
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.simulation import Draft, weigh
from govern.store.views import past_votes
from govern.web.frame.database import db
from govern.web.prose.texts import text_of
from tests.dsl.epochs import token_rules
from tests.web.conftest import Site, post
from tests.web.rules.rulebooks import form_of, said, tokens
from tests.web.spending import open_programme
from tests.web.votes.voting import ask_for_money, days_pass, give_tokens, move, open_vote, proposal_of, vote

NEVER_LATE = {"late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}
EVERYONE = {"den": 1, "num": 1, "strict": False}


@pytest.fixture
def past(site: Site) -> str:
    """A motion that passed by the square root of tokens: yes 10 + 20 + 15, no 20; its id."""
    give_tokens(site)
    bench = move(site)
    open_vote(site, bench)
    for name, choice in (("ada", "yes"), ("tao", "no"), ("tess", "yes"), ("mei", "yes")):
        vote(site, name, bench, choice)
    days_pass(site, 8)
    assert proposal_of(site, bench).outcome == "passed"
    return bench


def replayed(site: Site, rules: dict[str, Any], scope: str = "community", **form: str) -> str:
    """The simulator's page."""
    client = site.client("max")
    draft = post(client, f"/rules/{scope}/draft", step="enter", **form_of(rules)).location
    answer = client.get(f"{draft}/replay", query_string=form)
    assert answer.status_code == 200
    return said(answer.get_data(as_text=True))


def outcomes(site: Site, rules: dict[str, Any]) -> list[tuple[str, str]]:
    with site.app.test_request_context("/"):
        found = simulation.replay_some(db.session(), Draft(rules, read_rules(rules)), "community", None)
    return [(one.comparison.before, one.comparison.after) for one in found.votes if one.comparison]


@pytest.mark.usefixtures("past")
def test_the_rules_of_a_vote_bring_its_own_outcome_again(site: Site) -> None:
    page = replayed(site, PRESETS["tokens"]())
    assert "0 votes would have ended otherwise. 1 would have ended the same." in page
    assert "These are all of them." in page


@pytest.mark.usefixtures("past")
def test_a_vote_that_would_have_ended_otherwise_is_listed_with_the_inequality_that_turned(site: Site) -> None:
    page = replayed(site, tokens(support={"den": 4, "num": 3, "strict": True}))
    assert "1 vote would have ended otherwise. 0 would have ended the same." in page
    assert "A bench Passed Rejected Enough support recorded: 90 > 65 holds draft: 180 > 195 does not hold" in page


@pytest.mark.usefixtures("past")
def test_the_roll_is_recomputed_where_the_draft_changes_weights(site: Site) -> None:
    with_tokens = tokens(weight={"source": "tokens/1"}, participation=EVERYONE)
    page = replayed(site, with_tokens)
    assert "draft: 1,135 ≥ 1,216 does not hold" in page  # Max's 81 did not vote
    site.award("max", 5000)  # what came later changes nothing
    assert "draft: 1,135 ≥ 1,216 does not hold" in replayed(site, with_tokens)
    equal = replayed(site, tokens(weight={"source": "equal/1"}, participation=EVERYONE))
    assert "draft: 4 ≥ 7 does not hold" in equal  # Ivo and Ines had no tokens


def test_an_appropriation_is_recounted_by_its_kinds_rules_and_stricter_cases(
    site: Site,
) -> None:
    give_tokens(site)
    open_programme(site)
    ends = site.clock() + 200 * 86_400_000
    line = {"amount": 600_000, "currency": "EUR", "effect": "appropriate", "ends": ends, "programme": "learning"}
    texts = {"title": "The budget", "body": "For the year."}
    fields = {"kind": "appropriation", "scope": "community", "topic": "", "effects": [line | {"starts": 0}]}
    proposal = site.say("mei", "proposal-submitted", texts, **fields).id
    open_vote(site, proposal)
    for name, choice in (("ada", "yes"), ("tess", "yes"), ("mei", "yes"), ("tao", "no"), ("max", "no")):
        vote(site, name, proposal, choice)  # 10 + 15 + 20 to 20 + 9: more than half, and more than 3 in 5
    days_pass(site, 10)
    assert proposal_of(site, proposal).outcome == "passed"
    rules = PRESETS["tokens"]()
    assert outcomes(site, rules) == [("passed", "passed")]
    harder = {"support": {"den": 4, "num": 3, "strict": True}}
    for above, outcome in ((599_999, "rejected"), (600_000, "passed")):
        stricter = [{"above": {"EUR": above}, "change": harder, "touches": []}]
        drafted = rules["kinds"]["appropriation"] | {"stricter": stricter}
        assert outcomes(site, rules | {"kinds": rules["kinds"] | {"appropriation": drafted}}) == [("passed", outcome)]
    without = {kind: own for kind, own in rules["kinds"].items() if kind != "appropriation"}
    assert outcomes(site, rules | {"kinds": without}) == [("passed", "not-provided")]


def test_a_roll_recomputed_by_the_votes_own_rules_equals_the_published_one(site: Site, past: str) -> None:
    site.person("late")
    site.enrol("late")
    site.award("late", 900)
    site.award("mei", 900)
    site.say("max", "member-left")
    with site.app.test_request_context("/"):
        found = past_votes.page(db.session(), "community", None, 1).items[0]
        assert found.proposal.id == past
        anew = weigh(found.poll.weight, past_votes.tokens_then(db.session(), found.poll, 0))
        assert anew == past_votes.roll(db.session(), found.poll.id)
        assert site.people["max"].member in anew


@pytest.mark.usefixtures("past")
def test_young_tokens_do_not_count_where_the_draft_lets_them_mature(site: Site) -> None:
    rules = tokens(participation={"den": 2, "num": 1, "strict": False})
    assert outcomes(site, rules) == [("passed", "passed")]
    assert outcomes(site, rules | {"tokens": token_rules(9 * 86_400_000)}) == [("passed", "no-quorum")]


@pytest.mark.usefixtures("past")
def test_a_chamber_is_made_of_those_who_held_the_role_then(site: Site) -> None:
    chambers = {"chambers": [{"electors": "role", "id": "wise", "role": "treasurer"}], "concur": 1, "head_count": 0}
    assert outcomes(site, tokens(**chambers)) == [("passed", "rejected")]  # Tao no, Tess yes: a tie
    site.say("ada", "role-ended", holder=site.people["tao"].member, role="treasurer", scope="community")
    assert outcomes(site, tokens(**chambers)) == [("passed", "rejected")]


@pytest.mark.usefixtures("past")
def test_roles_beyond_what_is_read_soon_are_said_not_to_be_known(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "MOST_ROLE_CHANGES", 3)
    chambers = {"chambers": [{"electors": "role", "id": "wise", "role": "treasurer"}], "concur": 1}
    assert "too many changes of roles" in replayed(site, tokens(**chambers))


def test_votes_are_recounted_in_batches(site: Site, past: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("A pond", "A hedge"):
        proposal = move(site, title)
        open_vote(site, proposal)
        for name in ("ada", "tao", "tess"):
            vote(site, name, proposal, "yes")
        days_pass(site, 8)
    monkeypatch.setattr(simulation, "MOST_LINES", 10)
    strict = tokens(head_count=9)
    first = replayed(site, strict)
    assert "A hedge" in first
    assert "A pond" not in first
    assert "Go on with older votes" in first
    second = replayed(site, strict, older=str(_poll_index(site, "A hedge")))
    assert "A pond" in second
    assert "A hedge" not in second
    monkeypatch.setattr(simulation, "MOST_LINES", 10_000)
    assert len(outcomes(site, strict)) == 3
    assert proposal_of(site, past).outcome == "passed"


def _poll_index(site: Site, title: str) -> int:
    with site.app.test_request_context("/"):
        votes = past_votes.page(db.session(), "community", None, 9).items
        return next(one.poll.index for one in votes if text_of(one.proposal.title) == title)


def test_a_kind_that_the_draft_does_not_have_is_said_to_be_impossible(site: Site) -> None:
    give_tokens(site)
    roof = ask_for_money(site)
    open_vote(site, roof)
    for name in ("ada", "tao", "tess"):
        vote(site, name, roof, "yes")
    days_pass(site, 8)
    rules = PRESETS["simple"]()
    del rules["kinds"]["spending"]
    rules["money"] = {}
    assert "The roof Passed Not possible The draft has no proposals of this kind." in replayed(site, rules)


@pytest.mark.parametrize("draft", ["", "{}", "nonsense"])
def test_an_invalid_rulebook_is_not_simulated(site: Site, draft: str) -> None:
    assert post(site.client("max"), "/rules/community/draft", base=draft).status_code == 400


@pytest.mark.usefixtures("past")
def test_other_differences_of_the_draft_are_listed_beside_the_count(site: Site) -> None:
    assert "What else would have been different" not in replayed(site, PRESETS["tokens"]())
    page = replayed(site, tokens(sponsors=2))
    assert "0 votes would have ended otherwise. 1 would have ended the same." in page
    assert "It had 1 sponsor besides its author; the draft asks for 2." in page
    assert "when voting would have been over" not in page  # they came at once


def test_ballots_cast_after_the_drafts_closing_are_listed(site: Site) -> None:
    give_tokens(site)
    bench = move(site)
    open_vote(site, bench)
    vote(site, "ada", bench, "yes")
    days_pass(site, 2)
    for name in ("tess", "mei"):
        vote(site, name, bench, "yes")
    days_pass(site, 8)
    assert "2 ballots were cast when voting would have been over" in replayed(
        site, tokens(voting_ms=86_400_000, **NEVER_LATE)
    )

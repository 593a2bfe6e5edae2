"""Delegations on pages: made, ended, and the chain of one's own vote."""

import json
from html import unescape
from typing import Any

import pytest

from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from tests.web.conftest import Site, text
from tests.web.votes.voting import announce, days_pass, give_tokens, move, proposal_of, vote


def let(site: Site, who: str, whom: str, area: str = "community", days: int = 100, prev: str = "", seq: int = 1) -> str:
    """Someone lets another vote for them, or nobody; the statement's id."""
    delegate = site.people[whom].member if whom else ""
    fields = {"area": area, "delegate": delegate, "ends": site.clock() + days * DAY, "prev": prev, "seq": seq}
    return site.say(who, "delegation-made", **fields).id


def page(site: Site, path: str, who: str) -> str:
    answer = site.client(who).get(path)
    assert answer.status_code == 200, path
    return unescape(text(answer))


def markup(site: Site, path: str, who: str) -> str:
    return str(site.client(who).get(path).get_data(as_text=True))


def fixed(html: str, kind: str) -> dict[str, Any]:
    found = html.split(f'data-statement="{kind}" data-fixed=\'')[1].split("'")[0]
    return dict(json.loads(unescape(found)))


@pytest.fixture
def motion(site: Site) -> str:
    """A motion in a community where five members hold tokens."""
    give_tokens(site)
    return move(site)


def test_a_member_without_delegations_reads_that_none_is_needed(site: Site) -> None:
    assert "You let nobody vote for you" in page(site, "/delegations", "mei")
    assert "Nobody so far" in page(site, "/delegations/to-me", "mei")
    assert site.client("nell").get("/delegations").status_code == 403


def test_the_areas_are_everything_the_topics_and_ones_own_clubs(site: Site) -> None:
    club = "c_" + "2" * 24
    site.say(
        "ada", "club-opened", {"name": "Choir", "purpose": "We sing."}, club=club, convener=site.people["mei"].member
    )
    mine, others = page(site, "/delegations/new", "mei"), page(site, "/delegations/new", "max")
    for words in ("For: everything", "For: the topic “Culture”", "For: the topic “Money”"):
        assert words in mine
        assert words in others
    assert "For: the club “Choir”" in mine
    assert "Choir" not in others


def test_the_form_signs_what_the_rules_accept(site: Site) -> None:
    html = markup(site, "/delegations/new?area=community", "mei")
    assert fixed(html, "delegation-made") == {"area": "community", "prev": "", "seq": 1}
    assert site.people["max"].member in html
    assert f'value="{site.people["mei"].member}"' not in html  # nobody delegates to themselves
    first = let(site, "mei", "max")
    html = markup(site, "/delegations/new?area=community", "mei")
    assert fixed(html, "delegation-made") == {"area": "community", "prev": first, "seq": 2}
    assert "At present Max votes for you here" in page(site, "/delegations/new?area=community", "mei")
    let(site, "mei", "tao", prev=first, seq=2)


def test_refusals_by_the_rules_are_shown_before_the_form(site: Site, motion: str) -> None:
    assert "Let nobody vote for me here" in page(site, f"/delegations/new?area={motion}", "max")
    announce(site, motion)
    late = page(site, f"/delegations/new?area={motion}", "max")
    assert "the delegations for it are fixed" in late
    assert "data-statement" not in markup(site, f"/delegations/new?area={motion}", "max")
    for area in ("topic:nonsense", "c_" + "0" * 24, "0" * 64, "x" * 64):
        assert "There is no such proposal" in page(site, f"/delegations/new?area={area}", "max")


def test_the_list_tells_what_each_covers_and_until_when_and_ends_it(site: Site, motion: str) -> None:
    first = let(site, "mei", "max", motion)
    let(site, "mei", "tao", "topic:money")
    let(site, "mei", "", "topic:rules", days=1)
    site.clock.advance(days=2)
    shown = page(site, "/delegations", "mei")
    for words in ("For: the proposal “A bench”", "Max", "the topic “Money”", "Tao", "nobody votes for you", "Run out"):
        assert words in shown
    assert "Mei" in page(site, "/delegations/to-me", "max")
    html = markup(site, "/delegations", "mei")
    end = fixed(html[html.index("A bench") :], "delegation-ended")
    assert end == {"area": motion, "prev": first, "seq": 2}
    site.say("mei", "delegation-ended", **end)
    assert "Ended" in page(site, "/delegations", "mei")
    assert "Mei" not in page(site, "/delegations/to-me", "max").replace("M Max", "")


def test_before_the_announcement_the_proposal_offers_to_delegate_it_alone(site: Site, motion: str) -> None:
    assert f'href="/delegations/new?area={motion}"' in markup(site, f"/proposals/{motion}", "max")
    assert "/delegations/new" not in markup(site, f"/proposals/{motion}", "")


def chain_of(site: Site, motion: str, who: str) -> list[str]:
    """The reader's delegation chain on the proposal, on the ballot and among their delegations."""
    paths = (f"/proposals/{motion}", f"/proposals/{motion}/ballot", "/delegations", "/delegations/votes")
    return [page(site, path, who) for path in paths]


def everywhere(site: Site, motion: str, who: str, words: str) -> None:
    for shown in chain_of(site, motion, who):
        assert words in shown, shown


def test_the_chain_is_shown_as_it_stands_until_ones_own_ballot_goes_before_it(site: Site, motion: str) -> None:
    let(site, "max", "tao")
    let(site, "tao", "tess")
    announce(site, motion)
    everywhere(site, motion, "max", "the chain ends at Tess, who has not voted so far")
    days_pass(site, 1)
    vote(site, "tess", motion, "no")
    everywhere(site, motion, "max", "Your voice goes to Tess, who has voted: No.")
    first = vote(site, "tao", motion, "yes")
    everywhere(site, motion, "max", "Your voice goes to Tao, who has voted: Yes.")
    vote(site, "tao", motion, "", prev=first, seq=2)
    everywhere(site, motion, "max", "Your voice goes to Tess, who has voted: No.")
    vote(site, "max", motion, "abstain")
    everywhere(site, motion, "max", "You have voted yourself")
    assert "Where your voice goes" not in page(site, f"/proposals/{motion}", "tess")


def test_a_circle_is_said_to_be_one_until_somebody_in_it_votes(site: Site, motion: str) -> None:
    let(site, "max", "tao")
    let(site, "tao", "max")
    announce(site, motion)
    days_pass(site, 1)
    everywhere(site, motion, "max", "the delegations run in a circle")
    vote(site, "tao", motion, "yes")
    everywhere(site, motion, "max", "Your voice goes to Tao, who has voted: Yes.")


def test_a_voice_that_was_not_cast_is_said_to_have_been_lost(site: Site, motion: str) -> None:
    let(site, "max", "tao")
    announce(site, motion)
    days_pass(site, 9)
    assert proposal_of(site, motion).outcome
    assert "It was not cast: the chain ends at Tao" in page(site, f"/proposals/{motion}", "max")


def test_delegations_stand_in_the_record_in_words(site: Site) -> None:
    first = let(site, "mei", "max", "topic:money")
    let(site, "mei", "", "topic:rules")
    site.say("mei", "delegation-ended", area="topic:money", prev=first, seq=2)
    record = page(site, "/record", "ada")
    for words in (
        "Mei lets Max vote for them in: the topic “Money”.",
        "Mei lets nobody vote for them in: the topic “Rules”.",
        "Mei ended the delegation in: the topic “Money”.",
    ):
        assert words in record


def test_a_delegate_without_a_vote_is_marked_before_and_after_signing(site: Site) -> None:
    give_tokens(site)
    new = page(site, "/delegations/new?area=community", "mei")
    assert "Ivo (no vote at present)" in new, "Ivo holds no tokens"
    assert "Tao (no vote at present)" not in new
    assert "where they do not vote, it is lost" in new
    let(site, "mei", "ivo")
    lost = "Ivo has no vote at present and lets nobody else vote."
    assert lost in page(site, "/delegations", "mei")
    let(site, "ivo", "tao")
    assert lost not in page(site, "/delegations", "mei"), "the chain goes on to somebody with a vote"


def test_no_delegate_is_marked_where_everybody_has_a_vote(site: Site) -> None:
    new = page(site, "/delegations/new?area=community", "mei")
    assert "no vote at present" in new, "nobody holds tokens yet"
    site.say("ada", "rulebook-adopted", scope="community", rulebook=equal_votes())
    assert "no vote at present" not in page(site, "/delegations/new?area=community", "mei")


def equal_votes() -> dict[str, Any]:
    """The site's rules, but one member, one vote in every kind."""
    rules = PRESETS["tokens"]() | {"number": 2}
    kinds = {kind: own | {"weight": {"source": "equal/1"}} for kind, own in rules["kinds"].items()}
    return rules | {"kinds": kinds}

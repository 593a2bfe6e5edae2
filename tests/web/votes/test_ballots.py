"""The ballot page: for whom, when, and what it signs."""

import json
import re
from html import unescape
from typing import Any

import pytest

from govern.web.words.terms import secrecy_words
from tests.web.conftest import Site, text
from tests.web.votes.voting import announce, days_pass, give_tokens, move, open_vote, proposal_of, vote


@pytest.fixture
def motion(site: Site) -> str:
    """A motion in a community where five members hold tokens."""
    give_tokens(site)
    return move(site)


def paper(site: Site, proposal: str, who: str) -> str:
    """The ballot page as markup."""
    response = site.client(who).get(f"/proposals/{proposal}/ballot")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def said(site: Site, proposal: str, who: str) -> str:
    """The ballot page's words."""
    return unescape(text(site.client(who).get(f"/proposals/{proposal}/ballot")))


def fixed(html: str) -> list[dict[str, Any]]:
    """The fixed fields of the forms of a page."""
    return [
        json.loads(unescape(found))
        for found in re.findall(r"data-statement=\"ballot-cast\" data-fixed='([^']*)'", html)
    ]


def test_the_first_ballot_names_the_vote_and_no_other_ballot(site: Site, motion: str) -> None:
    open_vote(site, motion)
    html = paper(site, motion, "mei")
    assert fixed(html) == [{"poll": proposal_of(site, motion).poll, "prev": "", "seq": 1}]
    assert re.findall(r'name="choice" value="(\w+)"', html) == ["yes", "no", "abstain"]
    assert " checked" not in html


def test_the_page_says_that_ballots_are_public_for_ever(site: Site, motion: str) -> None:
    open_vote(site, motion)
    words = said(site, motion, "mei")
    assert "Everyone can see how you vote, for ever" in words
    assert "The vote is not secret." in words
    assert "how each member votes is public for ever" in unescape(text(site.client().get("/rules")))


def test_the_notice_is_chosen_by_the_rules_of_the_vote(
    site: Site, motion: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_vote(site, motion)
    notices = {"open": secrecy_words.Notice("Of open ballots", "they are open")}
    monkeypatch.setattr(secrecy_words, "notice", notices.__getitem__)
    assert "Of open ballots they are open" in " ".join(said(site, motion, "mei").split())


def test_a_later_ballot_replaces_the_one_before_and_can_withdraw_it(site: Site, motion: str) -> None:
    open_vote(site, motion)
    first = vote(site, "mei", motion, "no")
    again, withdrawal = fixed(paper(site, motion, "mei"))
    assert (again["prev"], again["seq"], "choice" in again) == (first, 2, False)
    assert withdrawal == again | {"choice": ""}
    assert "You voted: No" in said(site, motion, "mei")
    assert "replaces your earlier ballot" in said(site, motion, "mei")
    vote(site, "mei", motion, "", first, 2)
    assert "You have withdrawn your ballot" in said(site, motion, "mei")
    assert len(fixed(paper(site, motion, "mei"))) == 1


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("ivo", "You held no confirmed tokens when the vote was announced"),
        ("nell", "You are not enrolled as a member yet"),
    ],
)
def test_a_member_off_the_roll_reads_the_reason(site: Site, motion: str, who: str, sentence: str) -> None:
    open_vote(site, motion)
    assert sentence in said(site, motion, who)
    assert not fixed(paper(site, motion, who))


def test_outside_the_voting_time_the_page_links_back_without_a_ballot_paper(site: Site, motion: str) -> None:
    assert "There is no vote on this yet" in said(site, motion, "mei")
    announce(site, motion)
    assert "Voting has not begun" in said(site, motion, "mei")
    assert "Your weight will be 20." in said(site, motion, "mei")
    days_pass(site, 1)
    vote(site, "mei", motion, "abstain")
    days_pass(site, 7)
    assert "Voting is over" in said(site, motion, "mei")
    assert "Your last ballot: Abstain." in said(site, motion, "mei")
    html = paper(site, motion, "mei")
    assert not fixed(html)
    assert f'href="/proposals/{motion}"' in html


def test_a_proposal_that_never_came_to_a_vote_says_so(site: Site, motion: str) -> None:
    site.say("mei", "proposal-withdrawn", proposal=motion)
    assert "did not come to a vote" in said(site, motion, "max")


def test_visitors_are_asked_to_sign_in(site: Site, motion: str) -> None:
    response = site.client().get(f"/proposals/{motion}/ballot")
    assert response.status_code == 302
    assert response.location.startswith("/sign-in")


def test_the_page_says_that_a_ballot_replaces_another_where_there_is_one(site: Site, motion: str) -> None:
    replaces = "What you sign now replaces your earlier ballot."
    open_vote(site, motion)
    assert replaces not in said(site, motion, "mei")
    vote(site, "mei", motion, "yes")
    assert replaces in said(site, motion, "mei")
    assert replaces not in said(site, motion, "max")

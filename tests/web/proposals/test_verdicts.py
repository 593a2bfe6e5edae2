"""Vetoes, cancellations and challenges: forms for those who may act, and afterwards who did what, when and why."""

import re
from html import unescape
from typing import Any

from govern.rules.rulebook.presets import PRESETS
from tests.web.conftest import Site, text
from tests.web.votes.voting import announce, days_pass, give_tokens, move, open_vote, proposal_of, vote


def page(site: Site, proposal: str, who: str = "") -> str:
    """The text of a proposal's page for a person, without its markup."""
    return unescape(text(site.client(who).get(f"/proposals/{proposal}")))


def forms(site: Site, proposal: str, who: str = "") -> set[str]:
    """The acts for which a proposal's page has a form."""
    html = site.client(who).get(f"/proposals/{proposal}").get_data(as_text=True)
    return set(re.findall(r'data-statement="([a-z-]+)"', html))


def grant(site: Site, name: str, role: str) -> None:
    site.say("ada", "role-granted", holder=site.people[name].member, role=role, scope="community")


def adopt(site: Site, **changes: Any) -> None:
    """Ada adopts a rulebook in which motions go otherwise."""
    book = PRESETS["tokens"]() | {"number": 2}
    book["kinds"] = book["kinds"] | {"motion": book["kinds"]["motion"] | changes}
    site.say("ada", "rulebook-adopted", rulebook=book, scope="community")


def passed(site: Site) -> str:
    """A motion that has just passed."""
    give_tokens(site)
    motion = move(site)
    open_vote(site, motion)
    for name in ("ada", "tao", "tess"):
        vote(site, name, motion, "yes")
    days_pass(site, 7)
    return motion


def test_only_who_may_cancel_has_the_form_and_everyone_reads_the_reason(site: Site) -> None:
    grant(site, "max", "moderator")
    motion = move(site)
    assert "proposal-cancelled" in forms(site, motion, "max")
    assert "proposal-cancelled" not in forms(site, motion, "mei") | forms(site, motion, "tao") | forms(site, motion)
    site.say("max", "proposal-cancelled", {"reason": "It names the *wrong* tree."}, proposal=motion)
    said = page(site, motion, "tao")
    assert "Max cancelled it" in said
    assert "It names the wrong tree." in said
    assert "Cancelled (ended here)" in said
    assert not forms(site, motion, "max")
    assert "A bench" in unescape(text(site.client().get("/proposals?stage=dropped")))


def test_a_vote_cancelled_after_its_announcement_has_no_ballot_paper(site: Site) -> None:
    grant(site, "max", "moderator")
    give_tokens(site)
    motion = move(site)
    announce(site, motion)
    site.say("max", "proposal-cancelled", {"reason": "A wrong roll."}, proposal=motion)
    days_pass(site, 1)
    assert "The vote was cancelled before it opened." in page(site, motion)
    paper = unescape(text(site.client("mei").get(f"/proposals/{motion}/ballot")))
    assert "This proposal was cancelled, so there is no vote." in paper


def test_a_roll_is_objected_to_before_the_vote_opens_and_only_once(site: Site) -> None:
    give_tokens(site)
    motion = move(site)
    announce(site, motion)
    assert "Nobody has objected." in page(site, motion)
    assert "roll-objected" in forms(site, motion, "ivo")
    assert "roll-objected" not in forms(site, motion)
    site.say("ivo", "roll-objected", {"grounds": "My tokens are missing."}, poll=proposal_of(site, motion).poll)
    assert "roll-objected" not in forms(site, motion, "ivo")
    days_pass(site, 1)
    said = page(site, motion, "mei")
    assert "Objections to the roll" in said
    assert "My tokens are missing." in said
    assert "Ivo" in said
    assert "roll-objected" not in forms(site, motion, "max")


def test_an_elector_challenges_an_arbiter_rules_and_the_outcome_stands(site: Site) -> None:
    grant(site, "max", "arbiter")
    motion = passed(site)
    assert "outcome-challenged" in forms(site, motion, "tao")
    assert "outcome-challenged" not in forms(site, motion, "ivo")  # is not on the roll
    site.say("tao", "outcome-challenged", {"grounds": "The hall was closed."}, proposal=motion)
    said = page(site, motion, "mei")
    assert "Passed, but challenged" in said
    assert "Tao challenged it" in said
    assert "The hall was closed." in said
    assert "Nothing is carried out before the ruling" in said
    assert "challenge-ruled" in forms(site, motion, "max")
    assert "challenge-ruled" not in forms(site, motion, "tao") | forms(site, motion, "mei")
    site.say("max", "challenge-ruled", {"explanation": "It was open online."}, proposal=motion, ruling="upheld")
    said = page(site, motion, "mei")
    assert "The ruling: the outcome stands" in said
    assert "Max ruled" in said
    assert "It was open online." in said
    days_pass(site, 8)
    assert "Entered in the register of resolutions" in page(site, motion)


def test_a_void_outcome_is_never_carried_out_and_says_why(site: Site) -> None:
    grant(site, "max", "arbiter")
    motion = passed(site)
    site.say("tao", "outcome-challenged", {"grounds": "The hall was closed."}, proposal=motion)
    site.say("max", "challenge-ruled", {"explanation": "So it was."}, proposal=motion, ruling="void")
    days_pass(site, 40)
    said = page(site, motion)
    assert "Void (ended here)" in said
    assert "The ruling: the outcome is void" in said
    assert "register of resolutions %" not in said
    assert "A bench" in unescape(text(site.client().get("/proposals?stage=stopped")))
    assert "A bench" not in unescape(text(site.client().get("/proposals?stage=passed")))


def test_a_challenger_reads_why_they_may_not_rule(site: Site) -> None:
    grant(site, "tao", "arbiter")
    motion = passed(site)
    site.say("tao", "outcome-challenged", {"grounds": "The hall was closed."}, proposal=motion)
    assert "challenge-ruled" not in forms(site, motion, "tao")
    assert "does not rule on it" in page(site, motion, "tao")


def test_without_a_ruling_in_time_the_outcome_stands_and_the_page_says_so(site: Site) -> None:
    motion = passed(site)
    site.say("tao", "outcome-challenged", {"grounds": "The hall was closed."}, proposal=motion)
    days_pass(site, 8)
    said = page(site, motion)
    assert "Nobody ruled on it" in said
    assert "Carried out" in said


def test_a_veto_says_until_when_its_power_lasts_and_ends_with_it(site: Site) -> None:
    grant(site, "max", "guardian")
    ends = site.clock() + 90 * 86_400_000
    adopt(site, veto={"role": "guardian", "ends": ends})
    motion = passed(site)
    said = page(site, motion, "mei")
    assert "holders of this role can veto it: guardian" in said
    assert "The power of veto itself ends" in said
    assert "proposal-vetoed" in forms(site, motion, "max")
    assert "proposal-vetoed" not in forms(site, motion, "mei")
    site.say("max", "proposal-vetoed", {"reason": "It harms the trees."}, proposal=motion)
    said = page(site, motion, "mei")
    assert "Max vetoed it" in said
    assert "It harms the trees." in said
    assert "Veto (ended here)" in said
    assert "A bench" in unescape(text(site.client().get("/proposals?stage=vetoed")))


def test_a_power_of_veto_that_has_ended_is_offered_to_nobody(site: Site) -> None:
    grant(site, "max", "guardian")
    adopt(site, veto={"role": "guardian", "ends": site.clock() + 1})
    motion = passed(site)
    assert "proposal-vetoed" not in forms(site, motion, "max")
    assert "can veto it" not in page(site, motion, "max")


def test_chambers_are_shown_each_with_its_tests_and_how_many_concur(site: Site) -> None:
    grant(site, "max", "expert")
    chambers = [
        {"electors": "members", "id": "residents", "role": ""},
        {"electors": "role", "id": "experts", "role": "expert"},
    ]
    adopt(site, chambers=chambers, concur=2, head_count=0)
    give_tokens(site)
    motion = move(site)
    open_vote(site, motion)
    for name, choice in (("ada", "yes"), ("tao", "yes"), ("tess", "yes"), ("max", "no")):
        vote(site, name, motion, choice)
    days_pass(site, 7)
    said = page(site, motion)
    assert "It was rejected: 1 of 2 chambers concur, and 2 are needed." in said
    assert "Residents concurs" in said
    assert "Experts does not concur" in said
    assert "How Experts voted" in said
    assert "1 ≥ 2" in said  # the chambers
    assert "All electors together" in said
    html = site.client().get(f"/proposals/{motion}").get_data(as_text=True)
    assert html.count('<svg role="img"') == 3
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_carried_and_cyclic_delegations_are_counted_on_the_page(site: Site) -> None:
    give_tokens(site)
    ends = site.clock() + 90 * 86_400_000
    for name, delegate in (("mei", "tao"), ("max", "tess"), ("tess", "max")):
        chosen = site.people[delegate].member
        site.say(name, "delegation-made", area="community", delegate=chosen, ends=ends, prev="", seq=1)
    motion = move(site)
    open_vote(site, motion)
    vote(site, "tao", motion, "yes")
    vote(site, "ada", motion, "no")
    html = site.client().get(f"/proposals/{motion}").get_data(as_text=True)
    found = re.search(r'href="(/log/blob/[0-9a-f]{64})" download="delegations.jsonl"', html)
    assert found is not None
    assert site.client().get(found[1]).get_data().count(b"\n") == 3
    days_pass(site, 7)
    said = page(site, motion)
    assert "1 person voted through others." in said
    assert "2 who delegated were not cast: a cycle." in said


def test_a_vote_extended_by_a_late_turn_says_so(site: Site) -> None:
    give_tokens(site)
    motion = move(site)
    open_vote(site, motion)
    for name in ("ada", "tao", "tess"):
        vote(site, name, motion, "yes")
    site.clock.advance(days=6, hours=20)
    for name in ("mei",):
        vote(site, name, motion, "no")
    tao = site.client("tao").get(f"/proposals/{motion}/ballot").get_data(as_text=True)
    prev = re.search(r'"prev": "([0-9a-f]{64})"', unescape(tao))
    assert prev is not None
    vote(site, "tao", motion, "no", prev[1], 2)
    site.clock.advance(hours=4)
    site.services.recorder.tick()
    said = page(site, motion)
    assert "the vote was extended 1 time" in said
    assert "It ends" in said
    days_pass(site, 1)
    assert "the vote was extended 1 time" in page(site, motion)

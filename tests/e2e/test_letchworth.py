"""Letchworth in numbers: 115 clubs elect eight governors, residents six; and chapters convene in rotation.

The figures are those of the community stories in the design: 115 registered clubs, 14,292 on the roll, 2,642 ballots of
which 31 were invalid; 36 chapters of which none convenes twice before all did.
"""

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.outcome import count_document
from tests.dsl import multi_option
from tests.dsl.people import ADA, person, refusal
from tests.tools.server import run_govern
from tests.verify.forging.forger import Forger

CLUBS, SEATS = 115, 8
ROLL, CAST, INVALID = 14_292, 2_642, 31
CHAPTERS, WEEK = 36, 7
TERM_DAYS = 4 * 365


def delegates(community: Forger) -> tuple[str, list[Person]]:
    """The registered clubs' own club, in which each has one delegate with one key; its id, and they."""
    people = [person(f"delegate {number}") for number in range(CLUBS)]
    community.enrol(*people)
    return community.open_club("Registered clubs", *people), people


def choices(people: list[Person], candidates: list[Person]) -> list[list[list[str]]]:
    """A ranking of three for each: the first candidates are liked best, so that they have more than a quota."""
    order = [one.member for one in candidates]
    first = [number * number % 11 % len(order) for number in range(len(people))]
    return [[[order[at]], [order[(at + 3) % len(order)]], [order[(at + 5) % len(order)]]] for at in first]


@pytest.fixture(scope="module")
def elected() -> tuple[Forger, str, list[Person]]:
    """The clubs' election, counted and carried out; the community, the poll and the candidates."""
    community = Forger(PRESETS["foundation"](), strict=True)
    club, people = delegates(community)
    candidates = people[:12]
    term = {"most_terms": 2, "office": "governor", "seats": SEATS, "term_days": TERM_DAYS}
    proposal = multi_option.election(community, people[20], scope=club, **term)
    multi_option.stand(community, proposal, *candidates)
    poll = community.open_vote(proposal, people[21])
    for one, choice in zip(people, choices(people, candidates), strict=True):
        community.vote(one, poll, choice)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    return community, poll, candidates


def test_115_clubs_fill_eight_seats_with_a_quota_of_13(elected: tuple[Forger, str, list[Person]]) -> None:
    community, poll, candidates = elected
    result = community.state(facts.Result, poll)
    count = count_document.parse(community.blobs[result.count_blob])
    assert (result.ballots, count["quota"]) == (CLUBS, str(CLUBS // (SEATS + 1) + 1)) == (115, "13")
    assert len(result.winners) == SEATS
    assert set(result.winners) <= {one.member for one in candidates}
    assert any(one["act"] == "surplus" for one in count["rounds"])
    assert any(one["act"] == "exclusion" for one in count["rounds"])


def test_each_governor_has_a_seat_for_four_years(elected: tuple[Forger, str, list[Person]]) -> None:
    community, poll, _candidates = elected
    seats = community.every(facts.Seat)
    assert {one.holder for one in seats} == set(community.state(facts.Result, poll).winners)
    assert {one.office for one in seats} == {"governor"}
    assert {one.ends - one.starts for one in seats} == {TERM_DAYS * 24 * 3_600_000}


def test_a_ballot_that_says_no_order_is_refused_when_it_is_cast(elected: tuple[Forger, str, list[Person]]) -> None:
    community, _poll, candidates = elected
    club = community.every(facts.Seat)[0].scope
    proposal = multi_option.election(community, candidates[0], "auditor", club)
    multi_option.stand(community, proposal, *candidates[:2])
    poll = community.open_vote(proposal, candidates[1])
    one, other = sorted(each.member for each in candidates[:2])
    for wrong in ([[one], [one]], [[one, other]], [[ADA.member]], [[]], "yes"):
        with refusal("choice_invalid"):
            community.vote(candidates[2], poll, wrong)
    community.vote(candidates[2], poll, [[one], [other]])


def test_2611_valid_ballots_of_residents_fill_six_seats_with_a_quota_of_374(tmp_path: Path) -> None:
    names = [f"resident {letter}" for letter in "abcdefghij"]
    rows = Counter(">".join(_turned(names, number)) for number in range(CAST - INVALID))
    file = tmp_path / "residents.csv"
    file.write_text("weight,ranking\n" + "".join(f"{weight},{ranking}\n" for ranking, weight in rows.items()))
    result = run_govern("tally", str(file), "--method", "stv", "--seats", "6", "--json")
    assert result.returncode == 0, result.stderr
    count = json.loads(result.stdout)
    assert count["quota"] == (CAST - INVALID) // 7 + 1 == 374
    assert len(count["winners"]) == 6


def _turned(names: list[str], number: int) -> list[str]:
    start = number * number % 13 % len(names)
    return [names[(start + step) % len(names)] for step in (0, 1, 3, 6)]


def test_a_quorum_of_a_fifth_would_have_voided_the_residents_election() -> None:
    assert round(Fraction(CAST - INVALID, ROLL) * 10_000) == 1_827
    assert round(Fraction(CAST, ROLL) * 10_000) == 1_849  # the turnout of 18.49 % counts the invalid ones too
    assert Fraction(1, 5) * ROLL > CAST
    assert PRESETS["foundation"]()["kinds"]["election"]["participation"]["num"] == 0  # so the preset has none


def test_no_chapter_convenes_twice_before_all_did() -> None:
    community = Forger(PRESETS["simple"](), strict=True)
    community.enrol(*(person(f"chapter {number}") for number in range(CHAPTERS - 1)))  # and Ada's
    turns: Counter[str] = Counter()
    for week in range(52):
        fields = {"count": 1, "draws_at": community.clock() + 3_600_000, "role": "", "rotation": "convener"}
        draw = community.say(ADA, "draw-called", {"purpose": "Who convenes"}, scope="community", **fields)
        community.pass_time(days=WEEK)
        turns.update(community.state(facts.Draw, draw.id).drawn)
        assert max(turns.values()) == week // CHAPTERS + 1
        assert community.state(facts.Rotation, "community", "convener").round == week // CHAPTERS + 1
    assert sum(turns.values()) == 52
    assert len(turns) == CHAPTERS

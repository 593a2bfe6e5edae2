"""Ways of voting, from the proposal to what comes about: choices, elections, budgets, membership, consent."""

import base64
import json
from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import envelope
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.methods import SEVERAL, fitting
from govern.rules.voting.outcome import count_document
from govern.rules.voting.polls import closing
from govern.rules.voting.tally import lots
from tests.dsl import ways
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, HAN, refusal
from tests.rules.hall import InMemoryCommunity


def hall_with(kind: str = "motion", **changes: Any) -> InMemoryCommunity:
    """A community of seven equals under the simplest rules, one kind's changed."""
    rules = PRESETS["simple"]()
    every = {"head_count": 0, "sponsors": 0, "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}
    hall = InMemoryCommunity(ways.rulebook_with(rules, **{kind: every | changes}))
    hall.enrol(BO, CHEN, DI, EVA, FAY, GIL)
    for treasurer in (DI, EVA, FAY):
        hall.grant(treasurer, "treasurer")
    return hall


def counted(hall: InMemoryCommunity, poll: str) -> dict[str, Any]:
    """The document on how a vote was counted."""
    return count_document.parse(hall.blobs[hall.state(facts.Result, poll).count_blob])


CHOICES: dict[str, tuple[Any, Any, Any]] = {  # for oaks, for limes, blank
    "names": (["oaks"], ["limes"], []),
    "points": (ways.points(oaks=3, limes=1), ways.points(limes=2), []),
    "ranking": ([["oaks"], ["limes"], ["status-quo"]], [["limes"], ["oaks"], ["status-quo"]], []),
}


@pytest.mark.parametrize("method", fitting("choice"))
def test_a_choice_is_decided_by_each_method(method: str) -> None:
    hall = hall_with("choice", method=method, points=10)
    proposal = ways.choice(hall, GIL, "oaks", "limes")
    poll = hall.open_vote(proposal)
    assert hall.state(facts.Poll, poll).options == ["limes", "oaks", "status-quo"]
    oaks, limes, blank = CHOICES[SEVERAL[method].form]
    for one in (ADA, BO, CHEN):
        hall.vote(one, poll, oaks)
    hall.vote(DI, poll, limes)
    hall.vote(EVA, poll, blank)
    assert hall.close_vote(poll) == "passed"
    result = hall.state(facts.Result, poll)
    assert (result.winners, result.tally, result.ballots) == (["oaks"], {"blank": 1, "valid": 4}, 5)
    assert counted(hall, poll)["winners"] == [1]
    hall.carry_out(proposal)
    [resolution] = [one for one in hall.memory.all(facts.Resolution) if one.proposal == proposal]
    assert resolution.option == "oaks"


def test_the_status_quo_wins_its_ties() -> None:
    hall = hall_with("choice", method="approval/1")
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    hall.vote(ADA, poll, ["oaks"])
    hall.vote(BO, poll, ["status-quo"])
    assert hall.close_vote(poll) == "rejected"
    result = hall.state(facts.Result, poll)
    assert result.winners == ["status-quo"]
    assert [tie["by"] for tie in result.ties] == ["status-quo"]


def test_an_option_below_the_floor_is_dropped_and_nothing_changes() -> None:
    hall = hall_with("choice", approval_floor={"den": 2, "num": 1, "strict": False})
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    for one in (ADA, BO, CHEN):
        hall.vote(one, poll, [["oaks"]])  # 3 of 7, and 4 are needed
    assert hall.close_vote(poll) == "rejected"
    assert hall.state(facts.Result, poll).winners == ["status-quo"]
    assert counted(hall, poll)["dropped"] == [{"option": 0, "why": "quorum"}, {"option": 1, "why": "quorum"}]


def test_a_lot_is_drawn_from_the_tree_head_before_the_closing() -> None:
    hall = hall_with("choice", method="plurality/1")
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    hall.vote(ADA, poll, ["oaks"])
    hall.vote(BO, poll, ["limes"])
    head = hall.root()
    assert hall.close_vote(poll) == "passed"
    [tie] = hall.state(facts.Result, poll).ties
    assert (sorted(tie["tied"]), tie["by"]) == (["limes", "oaks"], "lot")
    payload = json.loads(_payload(hall.entries[-1]))
    assert (payload["log_root"], payload["log_size"]) == (head, len(hall.entries) - 1)


def test_whatever_the_tree_head_the_lot_falls_as_it_says() -> None:
    hall = hall_with("choice", method="plurality/1")
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    hall.vote(ADA, poll, ["oaks"])
    hall.vote(BO, poll, ["limes"])
    vote = hall.state(facts.Poll, poll)
    proposal = hall.state(facts.Proposal, vote.proposal)
    for number in range(40):
        head = hash_of(bytes([number]))[:32].encode()
        stated = closing(hall.memory, vote, proposal, 1, base64.b64encode(head).decode()).payload
        assert stated["winners"] == [lots.first(lambda head=head: head, ["limes", "oaks"])]


def _payload(entry: bytes) -> bytes:
    return envelope.from_value(json.loads(entry)["envelope"]).payload


@pytest.mark.parametrize(
    ("method", "points", "choice"),
    [
        ("plurality/1", 0, ["limes", "oaks"]),
        ("approval/1", 1, ["limes", "oaks"]),
        ("approval/1", 0, ["oaks", "limes"]),
        ("approval/1", 0, ["elms"]),
        ("approval/1", 0, ["oaks", "oaks"]),
        ("score/1", 5, ways.points(oaks=6)),
        ("score/1", 5, [{"option": "oaks", "points": 0}]),
        ("dot/1", 5, ways.points(oaks=3, limes=3)),
        ("quadratic/1", 16, ways.points(oaks=4, limes=1)),
        ("irv/1", 0, [["limes", "oaks"]]),
        ("schulze/1", 0, [["oaks", "limes"]]),
        ("schulze/1", 0, [["oaks"], ["oaks"]]),
        ("schulze/1", 0, [[]]),
        ("schulze/1", 0, "oaks"),
    ],
)
def test_a_ballot_that_says_too_much_is_refused(method: str, points: int, choice: Any) -> None:
    hall = hall_with("choice", method=method, points=points)
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    with refusal("choice_invalid"):
        hall.vote(ADA, poll, choice)


def test_an_election_fills_its_seats_for_a_term() -> None:
    hall = hall_with("election")
    proposal = ways.election(hall, GIL, seats=2, term_days=30)
    ways.stand(hall, proposal, ADA, BO, CHEN)
    hall.say(CHEN, "candidacy-withdrawn", proposal=proposal)
    ways.stand(hall, proposal, DI)
    poll = hall.open_vote(proposal)
    assert hall.state(facts.Poll, poll).options == sorted(one.member for one in (ADA, BO, DI))
    for voter in (ADA, CHEN, EVA):
        hall.vote(voter, poll, [[ADA.member], [BO.member]])
    hall.vote(FAY, poll, [[BO.member], [DI.member]])
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)
    for elected in (ADA, BO):
        assert hall.state(facts.Seat, proposal, elected.member).ended_at == 0
        assert hall.state(facts.Role, elected.member, "councillor", "community").held
    with refusal("office_elected"):
        hall.say(ADA, "role-ended", holder=BO.member, role="councillor", scope="community")
    hall.say(ADA, "seat-vacated", election=proposal)
    assert not hall.state(facts.Role, ADA.member, "councillor", "community").held
    hall.pass_time(days=30)
    assert hall.state(facts.Seat, proposal, BO.member).ended == "term"
    assert hall.state(facts.Seat, proposal, ADA.member).ended == "resigned"
    assert not hall.state(facts.Role, BO.member, "councillor", "community").held


def test_terms_are_limited_and_a_by_election_fills_up_the_rest_of_one() -> None:
    hall = hall_with("election")
    first = ways.election(hall, GIL, most_terms=1, term_days=400)
    ways.stand(hall, first, ADA)
    poll = hall.open_vote(first)
    hall.vote(BO, poll, [[ADA.member]])
    hall.close_vote(poll)
    hall.carry_out(first)
    ends = hall.state(facts.Seat, first, ADA.member).ends
    second = ways.election(hall, GIL, most_terms=1, until=ends)
    with refusal("terms_served"):
        ways.stand(hall, second, ADA)
    ways.stand(hall, second, BO)
    poll = hall.open_vote(second)
    hall.vote(CHEN, poll, [[BO.member]])
    hall.close_vote(poll)
    hall.carry_out(second)
    seat = hall.state(facts.Seat, second, BO.member)
    assert (seat.ends, seat.by_election) == (ends, True)
    third = ways.election(hall, GIL, most_terms=1)
    ways.stand(hall, third, BO)  # the rest of a term was not a term of its own


def test_a_by_election_to_a_term_that_is_over_by_then_seats_nobody() -> None:
    hall = hall_with("election")
    proposal = ways.election(hall, GIL, until=hall.clock() + 86_400_000)
    ways.stand(hall, proposal, ADA)
    poll = hall.open_vote(proposal)
    hall.vote(BO, poll, [[ADA.member]])
    assert hall.close_vote(poll) == "passed"
    hall.pass_time(days=2)
    assert hall.memory.get(facts.Seat, proposal, ADA.member) is None
    hall.pass_time(days=40)
    assert hall.stage(proposal) == "expired"


def test_a_term_begins_no_earlier_than_it_should() -> None:
    hall = hall_with("election")
    starts = hall.clock() + 200 * 86_400_000
    proposal = ways.election(hall, GIL, starts=starts)
    ways.stand(hall, proposal, ADA)
    poll = hall.open_vote(proposal)
    hall.vote(BO, poll, [[ADA.member]])
    hall.close_vote(poll)
    hall.carry_out(proposal)
    assert hall.memory.get(facts.Seat, proposal, ADA.member) is None
    hall.pass_until(starts)
    assert hall.state(facts.Seat, proposal, ADA.member).starts == starts


@pytest.mark.parametrize("method", fitting("budget"))
def test_a_budget_grants_a_mandate_to_each_project_that_won(method: str) -> None:
    hall = hall_with("budget", method=method)
    proposal = ways.budget(hall, GIL, 100_000, pond=60_000, bench=30_000, tower=90_000)
    poll = hall.open_vote(proposal)
    for one in (ADA, BO, CHEN, DI):
        hall.vote(one, poll, ["bench", "pond"])
    hall.vote(EVA, poll, ["tower"])
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)
    granted = [hall.state(facts.Mandate, id_) for id_ in hall.mandates(proposal)]
    wanted = {1, 2} if "completed" in method or "greedy" in method else {one.effect for one in granted}
    assert {one.effect for one in granted} == wanted >= {2}
    assert sum(one.cap for one in granted) <= 100_000
    assert hall.stage(proposal) == "carried-out"


def test_somebody_is_admitted_and_somebody_excluded_by_vote() -> None:
    hall = hall_with("membership")
    claim = envelope.to_value(HAN.claim(hall.id, hall.number()))
    admission = ways.put(hall, GIL, "membership", [{"admitted": HAN.member, "claim": claim, "effect": "admit-member"}])
    _pass(hall, admission)
    assert hall.state(facts.Member, HAN.member).left_at == 0
    exclusion = ways.put(hall, HAN, "membership", [{"effect": "exclude-member", "excluded": EVA.member}])
    _pass(hall, exclusion)
    assert hall.state(facts.Member, EVA.member).left_at == hall.clock()
    assert not hall.state(facts.Role, EVA.member, "treasurer", "community").held
    with refusal("member_left"):
        hall.propose(EVA, "A pond")


def test_the_last_administrator_is_not_excluded() -> None:
    hall = hall_with("membership")
    exclusion = ways.put(hall, GIL, "membership", [{"effect": "exclude-member", "excluded": ADA.member}])
    _pass(hall, exclusion)
    assert hall.stage(exclusion) == "passed"
    assert hall.state(facts.Member, ADA.member).left_at == 0


def _pass(hall: InMemoryCommunity, proposal: str) -> None:
    poll = hall.open_vote(proposal)
    for one in (ADA, BO, CHEN, DI):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)


def test_consent_fails_on_one_objection_that_says_why() -> None:
    hall = hall_with("motion", method="consent/1", weight={"source": "equal/1"})
    poll = hall.open_vote(hall.propose(GIL, "A pond"))
    for one in (ADA, BO, CHEN):
        hall.vote(one, poll, "consent")
    with refusal("reason_needed"):
        hall.vote(DI, poll, "object")
    hall.explain(DI, poll)
    hall.vote(DI, poll, "object")
    assert hall.close_vote(poll) == "rejected"
    again = hall.open_vote(hall.propose(GIL, "A smaller pond"))
    for one in (ADA, BO, CHEN):
        hall.vote(one, again, "consent")
    hall.vote(DI, again, "aside")
    assert hall.close_vote(again) == "passed"

"""Multi-option votes from the proposal to the effects: choices, elections, budgets, membership, consent."""

import base64
import json
from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import envelope
from govern.rules.rulebook.presets import preset
from govern.rules.voting.closings import closing
from govern.rules.voting.methods import METHODS, SEVERAL, fitting
from govern.rules.voting.outcome import count_document
from govern.rules.voting.tally import lots
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, HAN, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def hall_with(kind: str = "motion", **changes: Any) -> InMemoryCommunity:
    """A community of seven equals under the simplest rules, one kind's changed."""
    rules = preset("simple", METHODS[changes.get("method", "yes-no-abstain/1")].since)
    every = {"head_count": 0, "sponsors": 0, "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}
    community = InMemoryCommunity(multi_option.rulebook_with(rules, **{kind: every | changes}))
    community.enrol(BO, CHEN, DI, EVA, FAY, GIL)
    for treasurer in (DI, EVA, FAY):
        community.grant(treasurer, "treasurer")
    return community


def counted(community: InMemoryCommunity, poll: str) -> dict[str, Any]:
    """The document on how a vote was counted."""
    return count_document.parse(community.blobs[community.state(facts.Result, poll).count_blob])


CHOICES: dict[str, tuple[Any, Any, Any]] = {  # for oaks, for limes, blank
    "names": (["oaks"], ["limes"], []),
    "points": (multi_option.points(oaks=3, limes=1), multi_option.points(limes=2), []),
    "ranking": ([["oaks"], ["limes"], ["status-quo"]], [["limes"], ["oaks"], ["status-quo"]], []),
}


@pytest.mark.parametrize("method", fitting("options"))
def test_a_choice_is_decided_by_each_method(method: str) -> None:
    community = hall_with("choice", method=method, points=10)
    proposal = multi_option.choice(community, GIL, "oaks", "limes")
    poll = community.open_vote(proposal)
    assert community.state(facts.Poll, poll).options == ["limes", "oaks", "status-quo"]
    oaks, limes, blank = CHOICES[SEVERAL[method].form]
    for one in (ADA, BO, CHEN):
        community.vote(one, poll, oaks)
    community.vote(DI, poll, limes)
    community.vote(EVA, poll, blank)
    assert community.close_vote(poll) == "passed"
    result = community.state(facts.Result, poll)
    assert (result.winners, result.tally, result.ballots) == (["oaks"], {"blank": 1, "valid": 4}, 5)
    assert counted(community, poll)["winners"] == [1]
    community.carry_out(proposal)
    [resolution] = [one for one in community.memory.all(facts.Resolution) if one.proposal == proposal]
    assert resolution.option == "oaks"


def test_the_status_quo_wins_its_ties() -> None:
    community = hall_with("choice", method="approval/1")
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    community.vote(ADA, poll, ["oaks"])
    community.vote(BO, poll, ["status-quo"])
    assert community.close_vote(poll) == "rejected"
    result = community.state(facts.Result, poll)
    assert result.winners == ["status-quo"]
    assert [tie["by"] for tie in result.ties] == ["status-quo"]


def test_an_option_below_the_floor_is_dropped_and_nothing_changes() -> None:
    community = hall_with("choice", approval_floor={"den": 2, "num": 1, "strict": False})
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    for one in (ADA, BO, CHEN):
        community.vote(one, poll, [["oaks"]])  # 3 of 7, and 4 are needed
    assert community.close_vote(poll) == "rejected"
    assert community.state(facts.Result, poll).winners == ["status-quo"]
    assert counted(community, poll)["dropped"] == [{"option": 0, "why": "quorum"}, {"option": 1, "why": "quorum"}]


def test_a_lot_is_drawn_from_the_tree_head_before_the_closing() -> None:
    community = hall_with("choice", method="plurality/1")
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    community.vote(ADA, poll, ["oaks"])
    community.vote(BO, poll, ["limes"])
    head = community.root()
    assert community.close_vote(poll) == "passed"
    [tie] = community.state(facts.Result, poll).ties
    assert (sorted(tie["tied"]), tie["by"]) == (["limes", "oaks"], "lot")
    payload = json.loads(_payload(community.entries[-1]))
    assert (payload["log_root"], payload["log_size"]) == (head, len(community.entries) - 1)


def test_every_tree_head_gives_the_lot_it_determines() -> None:
    community = hall_with("choice", method="plurality/1")
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    community.vote(ADA, poll, ["oaks"])
    community.vote(BO, poll, ["limes"])
    vote = community.state(facts.Poll, poll)
    proposal = community.state(facts.Proposal, vote.proposal)
    for number in range(40):
        head = hash_of(bytes([number]))[:32].encode()
        stated = closing(community.memory, vote, proposal, 1, base64.b64encode(head).decode()).payload
        assert stated.winners == [lots.first(lambda head=head: head, ["limes", "oaks"])]


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
        ("score/1", 5, multi_option.points(oaks=6)),
        ("score/1", 5, [{"option": "oaks", "points": 0}]),
        ("dot/1", 5, multi_option.points(oaks=3, limes=3)),
        ("quadratic/1", 16, multi_option.points(oaks=4, limes=1)),
        ("irv/1", 0, [["limes", "oaks"]]),
        ("schulze/1", 0, [["oaks", "limes"]]),
        ("schulze/1", 0, [["oaks"], ["oaks"]]),
        ("schulze/1", 0, [[]]),
        ("schulze/1", 0, "oaks"),
    ],
)
def test_a_ballot_that_says_too_much_is_refused(method: str, points: int, choice: Any) -> None:
    community = hall_with("choice", method=method, points=points)
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    with refusal("choice_invalid"):
        community.vote(ADA, poll, choice)


def test_an_election_fills_its_seats_for_a_term() -> None:
    community = hall_with("election")
    proposal = multi_option.election(community, GIL, seats=2, term_days=30)
    multi_option.stand(community, proposal, ADA, BO, CHEN)
    community.say(CHEN, "candidacy-withdrawn", proposal=proposal)
    multi_option.stand(community, proposal, DI)
    poll = community.open_vote(proposal)
    assert community.state(facts.Poll, poll).options == sorted(one.member for one in (ADA, BO, DI))
    for voter in (ADA, CHEN, EVA):
        community.vote(voter, poll, [[ADA.member], [BO.member]])
    community.vote(FAY, poll, [[BO.member], [DI.member]])
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    for elected in (ADA, BO):
        assert community.state(facts.Seat, proposal, elected.member).ended_at == 0
        assert community.state(facts.Role, elected.member, "councillor", "community").held
    with refusal("office_elected"):
        community.say(ADA, "role-ended", holder=BO.member, role="councillor", scope="community")
    community.say(ADA, "seat-vacated", election=proposal)
    assert not community.state(facts.Role, ADA.member, "councillor", "community").held
    community.pass_time(days=30)
    assert community.state(facts.Seat, proposal, BO.member).ended == "term"
    assert community.state(facts.Seat, proposal, ADA.member).ended == "resigned"
    assert not community.state(facts.Role, BO.member, "councillor", "community").held


def test_terms_are_limited_and_a_by_election_fills_up_the_rest_of_one() -> None:
    community = hall_with("election")
    first = multi_option.election(community, GIL, most_terms=1, term_days=400)
    multi_option.stand(community, first, ADA)
    poll = community.open_vote(first)
    community.vote(BO, poll, [[ADA.member]])
    community.close_vote(poll)
    community.carry_out(first)
    ends = community.state(facts.Seat, first, ADA.member).ends
    second = multi_option.election(community, GIL, most_terms=1, until=ends)
    with refusal("terms_served"):
        multi_option.stand(community, second, ADA)
    multi_option.stand(community, second, BO)
    poll = community.open_vote(second)
    community.vote(CHEN, poll, [[BO.member]])
    community.close_vote(poll)
    community.carry_out(second)
    seat = community.state(facts.Seat, second, BO.member)
    assert (seat.ends, seat.by_election) == (ends, True)
    third = multi_option.election(community, GIL, most_terms=1)
    multi_option.stand(community, third, BO)  # the rest of a term was not a term of its own


def test_a_by_election_to_a_term_that_is_over_by_then_seats_nobody() -> None:
    community = hall_with("election")
    proposal = multi_option.election(community, GIL, until=community.clock() + 86_400_000)
    multi_option.stand(community, proposal, ADA)
    poll = community.open_vote(proposal)
    community.vote(BO, poll, [[ADA.member]])
    assert community.close_vote(poll) == "passed"
    community.pass_time(days=2)
    assert community.memory.get(facts.Seat, proposal, ADA.member) is None
    community.pass_time(days=40)
    assert community.stage(proposal) == "expired"


def test_a_term_begins_no_earlier_than_it_should() -> None:
    community = hall_with("election")
    starts = community.clock() + 200 * 86_400_000
    proposal = multi_option.election(community, GIL, starts=starts)
    multi_option.stand(community, proposal, ADA)
    poll = community.open_vote(proposal)
    community.vote(BO, poll, [[ADA.member]])
    community.close_vote(poll)
    community.carry_out(proposal)
    assert community.memory.get(facts.Seat, proposal, ADA.member) is None
    community.pass_until(starts)
    assert community.state(facts.Seat, proposal, ADA.member).starts == starts


@pytest.mark.parametrize("method", fitting("projects"))
def test_a_budget_grants_a_mandate_to_each_project_that_won(method: str) -> None:
    community = hall_with("budget", method=method)
    proposal = multi_option.budget(community, GIL, 100_000, pond=60_000, bench=30_000, tower=90_000)
    poll = community.open_vote(proposal)
    for one in (ADA, BO, CHEN, DI):
        community.vote(one, poll, ["bench", "pond"])
    community.vote(EVA, poll, ["tower"])
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    granted = [community.state(facts.Mandate, id_) for id_ in community.mandates(proposal)]
    wanted = {1, 2} if "completed" in method or "greedy" in method else {one.effect for one in granted}
    assert {one.effect for one in granted} == wanted >= {2}
    assert sum(one.cap for one in granted) <= 100_000
    assert community.stage(proposal) == "carried-out"


def test_somebody_is_admitted_and_somebody_excluded_by_vote() -> None:
    community = hall_with("membership")
    claim = envelope.to_value(HAN.claim(community.id, community.number()))
    admission = multi_option.put(
        community, GIL, "membership", [{"admitted": HAN.member, "claim": claim, "effect": "admit-member"}]
    )
    _pass(community, admission)
    assert community.state(facts.Member, HAN.member).left_at == 0
    exclusion = multi_option.put(community, HAN, "membership", [{"effect": "exclude-member", "excluded": EVA.member}])
    _pass(community, exclusion)
    assert community.state(facts.Member, EVA.member).left_at == community.clock()
    assert not community.state(facts.Role, EVA.member, "treasurer", "community").held
    with refusal("member_left"):
        community.propose(EVA, "A pond")


def test_the_last_administrator_is_not_excluded() -> None:
    community = hall_with("membership")
    exclusion = multi_option.put(community, GIL, "membership", [{"effect": "exclude-member", "excluded": ADA.member}])
    _pass(community, exclusion)
    assert community.stage(exclusion) == "passed"
    assert community.state(facts.Member, ADA.member).left_at == 0


def _pass(community: InMemoryCommunity, proposal: str) -> None:
    poll = community.open_vote(proposal)
    for one in (ADA, BO, CHEN, DI):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)


def test_consent_fails_on_one_objection_that_says_why() -> None:
    community = hall_with("motion", method="consent/1", weight={"source": "equal/1"})
    poll = community.open_vote(community.propose(GIL, "A pond"))
    for one in (ADA, BO, CHEN):
        community.vote(one, poll, "consent")
    with refusal("reason_needed"):
        community.vote(DI, poll, "object")
    community.explain(DI, poll)
    community.vote(DI, poll, "object")
    assert community.close_vote(poll) == "rejected"
    again = community.open_vote(community.propose(GIL, "A smaller pond"))
    for one in (ADA, BO, CHEN):
        community.vote(one, again, "consent")
    community.vote(DI, again, "aside")
    assert community.close_vote(again) == "passed"

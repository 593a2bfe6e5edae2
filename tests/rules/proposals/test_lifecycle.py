"""Where a proposal stands at each moment, from its submission to its end."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, refusal
from tests.rules.hall import InMemoryCommunity


def _to(hall: InMemoryCommunity, moment: int, proposal: str) -> tuple[str, str]:
    """The stage just before a moment and at it, after the clerk has been."""
    hall.clock.set(moment - 1)
    hall.tick()
    before = hall.stage(proposal)
    hall.pass_until(moment)
    return before, hall.stage(proposal)


def test_a_motion_from_draft_to_carried_out(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    assert hall.stage(proposal) == "gathering"
    hall.sponsor(proposal, BO)
    start = hall.clock()
    assert _to(hall, start + DAY, proposal) == ("review", "announced")
    assert _to(hall, start + 2 * DAY, proposal) == ("announced", "open")
    for one in (ADA, DI, EVA):
        hall.vote(one, hall.state(facts.Proposal, proposal).poll)
    hall.clock.set(start + 9 * DAY)
    assert hall.stage(proposal) == "closing"
    assert _to(hall, start + 9 * DAY, proposal) == ("open", "standstill")
    hall.clock.set(start + 10 * DAY)
    assert hall.stage(proposal) == "passed"
    hall.tick()
    assert hall.stage(proposal) == "carried-out"
    assert [one.proposal for one in hall.memory.all(facts.Resolution)] == [proposal]
    hall.pass_time(days=400)
    assert hall.stage(proposal) == "carried-out"


def test_a_late_clerk_dates_everything_by_the_record(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.pass_time(days=30)
    found = hall.state(facts.Proposal, proposal)
    assert hall.state(facts.Poll, found.poll).opens == hall.clock() + DAY


def test_a_proposal_without_sponsors_is_not_admitted(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    end = hall.state(facts.Proposal, proposal).sponsoring_ends
    assert _to(hall, end, proposal) == ("gathering", "not-admitted")


def test_an_author_withdraws_during_review_and_for_good(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.say(GIL, "proposal-withdrawn", proposal=proposal)
    hall.pass_time(days=30)
    assert hall.stage(proposal) == "withdrawn"
    with refusal("withdraw_late"):
        hall.say(GIL, "proposal-withdrawn", proposal=proposal)
    with refusal("sponsoring_over"):
        hall.sponsor(proposal, CHEN)


def test_a_vote_that_nobody_casts_has_no_quorum(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    assert hall.close_vote(poll) == "no-quorum"
    assert hall.stage(hall.state(facts.Poll, poll).proposal) == "no-quorum"


def test_a_rejected_proposal_stays_rejected(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    for one, choice in ((ADA, "yes"), (DI, "no"), (EVA, "no")):
        hall.vote(one, poll, choice)
    assert hall.close_vote(poll) == "rejected"
    hall.pass_time(days=400)
    assert hall.stage(hall.state(facts.Poll, poll).proposal) == "rejected"


def test_the_last_ballot_counts_and_a_withdrawn_one_does_not(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.vote(ADA, poll, "no")
    hall.vote(ADA, poll, "yes")
    hall.vote(DI, poll, "yes")
    hall.vote(DI, poll, "")
    hall.vote(EVA, poll, "abstain")
    hall.close_vote(poll)
    result = hall.state(facts.Result, poll)
    assert (result.ballots, result.tally) == (2, {"abstain": 12, "no": 0, "yes": 10})


def test_a_withdrawn_ballot_is_no_head(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()  # three people must vote
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.vote(EVA, poll, "")
    assert hall.close_vote(poll) == "no-quorum"


def test_a_vote_is_open_from_its_first_moment_to_the_last_before_its_end(hall: InMemoryCommunity) -> None:
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    opens, closes = hall.state(facts.Poll, poll).opens, hall.state(facts.Poll, poll).closes
    hall.clock.set(opens)
    hall.vote(ADA, poll)
    hall.clock.set(closes - 1)
    hall.vote(DI, poll)
    hall.clock.set(closes)
    with refusal("poll_over"):
        hall.vote(EVA, poll)


def test_spending_grants_a_mandate_for_each_effect_in_order(hall: InMemoryCommunity) -> None:
    proposal = hall.propose_spending(GIL, "A roof", hall.spending(100, "The Roofers"), hall.spending(200, FAY, days=5))
    poll = hall.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.close_vote(poll)
    hall.carry_out(proposal)
    first, second = (hall.state(facts.Mandate, one) for one in hall.mandates(proposal))
    assert (first.cap, first.payee_member, first.expires) == (100, "", hall.clock() + 90 * DAY)
    assert (second.cap, second.payee_member, second.payee_name) == (200, FAY.member, "")
    assert second.expires == hall.clock() + 5 * DAY
    assert hall.stage(proposal) == "carried-out"


def test_two_treasurers_approve_a_large_payment(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.request(GIL, hall.mandate(600_000), 500_001)
    hall.receive_money(account, 600_000)
    hall.approve(DI, request)
    with refusal("disbursement_state"):
        hall.pay(FAY, request, account)
    hall.approve(EVA, request)
    hall.pay(FAY, request, account)
    assert hall.state(facts.Account, account).balance == 99_999

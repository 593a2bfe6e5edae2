"""The stage of a proposal at each time, from its submission to its end."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def _to(community: InMemoryCommunity, moment: int, proposal: str) -> tuple[str, str]:
    """The stage just before a moment and at it, after the clerk has been."""
    community.clock.set(moment - 1)
    community.tick()
    before = community.stage(proposal)
    community.pass_until(moment)
    return before, community.stage(proposal)


def test_a_motion_from_draft_to_carried_out(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    assert community.stage(proposal) == "gathering"
    community.sponsor(proposal, BO)
    start = community.clock()
    assert _to(community, start + DAY, proposal) == ("review", "announced")
    assert _to(community, start + 2 * DAY, proposal) == ("announced", "open")
    for one in (ADA, DI, EVA):
        community.vote(one, community.state(facts.Proposal, proposal).poll)
    community.clock.set(start + 9 * DAY)
    assert community.stage(proposal) == "closing"
    assert _to(community, start + 9 * DAY, proposal) == ("open", "standstill")
    community.clock.set(start + 10 * DAY)
    assert community.stage(proposal) == "passed"
    community.tick()
    assert community.stage(proposal) == "carried-out"
    assert [one.proposal for one in community.memory.all(facts.Resolution)] == [proposal]
    community.pass_time(days=400)
    assert community.stage(proposal) == "carried-out"


def test_a_late_clerk_dates_everything_by_the_record(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.pass_time(days=30)
    found = community.state(facts.Proposal, proposal)
    assert community.state(facts.Poll, found.poll).opens == community.clock() + DAY


def test_a_proposal_without_sponsors_is_not_admitted(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    end = community.state(facts.Proposal, proposal).sponsoring_ends
    assert _to(community, end, proposal) == ("gathering", "not-admitted")


def test_an_author_withdraws_during_review_and_for_good(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.say(GIL, "proposal-withdrawn", proposal=proposal)
    community.pass_time(days=30)
    assert community.stage(proposal) == "withdrawn"
    with refusal("withdraw_late"):
        community.say(GIL, "proposal-withdrawn", proposal=proposal)
    with refusal("sponsoring_over"):
        community.sponsor(proposal, CHEN)


def test_a_vote_that_nobody_casts_has_no_quorum(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    assert community.close_vote(poll) == "no-quorum"
    assert community.stage(community.state(facts.Poll, poll).proposal) == "no-quorum"


def test_a_rejected_proposal_stays_rejected(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    for one, choice in ((ADA, "yes"), (DI, "no"), (EVA, "no")):
        community.vote(one, poll, choice)
    assert community.close_vote(poll) == "rejected"
    community.pass_time(days=400)
    assert community.stage(community.state(facts.Poll, poll).proposal) == "rejected"


def test_the_last_ballot_counts_and_a_withdrawn_one_does_not(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.vote(ADA, poll, "no")
    community.vote(ADA, poll, "yes")
    community.vote(DI, poll, "yes")
    community.vote(DI, poll, "")
    community.vote(EVA, poll, "abstain")
    community.close_vote(poll)
    result = community.state(facts.Result, poll)
    assert (result.ballots, result.tally) == (2, {"abstain": 12, "no": 0, "yes": 10})


def test_a_withdrawn_ballot_is_no_head(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()  # three people must vote
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.vote(EVA, poll, "")
    assert community.close_vote(poll) == "no-quorum"


def test_a_vote_is_open_from_its_first_moment_to_the_last_before_its_end(community: InMemoryCommunity) -> None:
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    opens, closes = community.state(facts.Poll, poll).opens, community.state(facts.Poll, poll).closes
    community.clock.set(opens)
    community.vote(ADA, poll)
    community.clock.set(closes - 1)
    community.vote(DI, poll)
    community.clock.set(closes)
    with refusal("poll_over"):
        community.vote(EVA, poll)


def test_spending_grants_a_mandate_for_each_effect_in_order(community: InMemoryCommunity) -> None:
    proposal = community.propose_spending(
        GIL, "A roof", community.spending(100, "The Roofers"), community.spending(200, FAY, days=5)
    )
    poll = community.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.close_vote(poll)
    community.carry_out(proposal)
    first, second = (community.state(facts.Mandate, one) for one in community.mandates(proposal))
    assert (first.cap, first.payee_member, first.expires) == (100, "", community.clock() + 90 * DAY)
    assert (second.cap, second.payee_member, second.payee_name) == (200, FAY.member, "")
    assert second.expires == community.clock() + 5 * DAY
    assert community.stage(proposal) == "carried-out"


def test_two_treasurers_approve_a_large_payment(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.request(GIL, community.mandate(600_000), 500_001)
    community.receive_money(account, 600_000)
    community.approve(DI, request)
    with refusal("disbursement_state"):
        community.pay(FAY, request, account)
    community.approve(EVA, request)
    community.pay(FAY, request, account)
    assert community.state(facts.Account, account).balance == 99_999

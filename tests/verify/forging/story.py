"""A community's story that makes a statement of nearly every type."""

from dataclasses import dataclass

from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, CommunityDsl, person


@dataclass(frozen=True)
class StoryIds:
    """Ids for later tests: proposals, polls, the mandate, the account, the request and payment."""

    roof: str
    poll: str
    mandate: str
    account: str
    request: str
    payment: str


def record_story(community: CommunityDsl) -> StoryIds:
    """From founding to payment, with a few detours; ends with every kind of statement in the record."""
    community.settle()
    _detours(community)
    roof = community.propose_spending(
        GIL, "A new roof", community.spending(120_000, "The Roofers"), community.spending(5_000, GIL)
    )
    poll = community.open_vote(roof, BO, CHEN)
    community.vote(ADA, poll, "yes")
    community.vote(ADA, poll, "no")
    for one in (DI, EVA, GIL):
        community.vote(one, poll, "yes")
    community.vote(FAY, poll, "abstain")
    assert community.close_vote(poll) == "passed"
    community.carry_out(roof)
    mandate = community.mandates(roof)[0]
    account = community.open_account(DI)
    community.receive_money(account, 500_000)
    community.say(GIL, "disbursement-cancelled", disbursement=community.request(GIL, mandate, 20_000))
    request = community.request(GIL, mandate, 100_000)
    community.approve(DI, request)
    return StoryIds(roof, poll, mandate, account, request, community.pay(EVA, request, account))


def _detours(community: CommunityDsl) -> None:
    hal = person("hal")
    community.enrol(hal)
    community.grant(hal, "registrar")
    community.say(ADA, "role-ended", holder=hal.member, role="registrar", scope="community")
    community.say(GIL, "proposal-withdrawn", proposal=community.propose(GIL, "A flag"))
    benches = community.propose(DI, "More benches")
    poll = community.open_vote(benches, BO)
    for one, choice in ((ADA, "yes"), (DI, "yes"), (EVA, "no"), (GIL, "yes")):
        community.vote(one, poll, choice)
    community.vote(GIL, poll, "")
    assert community.close_vote(poll) == "passed"
    community.carry_out(benches)

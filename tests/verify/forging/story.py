"""A tale in which everything happens that the record can tell."""

from dataclasses import dataclass

from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, Tale, person


@dataclass(frozen=True)
class StoryIds:
    """What later tests come back to: ids of proposals, polls, the mandate, the account, the request and payment."""

    roof: str
    poll: str
    mandate: str
    account: str
    request: str
    payment: str


def tell(tale: Tale) -> StoryIds:
    """From founding to payment, with a few detours; ends with every kind of statement in the record."""
    tale.settle()
    _detours(tale)
    roof = tale.propose_spending(GIL, "A new roof", tale.spending(120_000, "The Roofers"), tale.spending(5_000, GIL))
    poll = tale.open_vote(roof, BO, CHEN)
    tale.vote(ADA, poll, "yes")
    tale.vote(ADA, poll, "no")
    for one in (DI, EVA, GIL):
        tale.vote(one, poll, "yes")
    tale.vote(FAY, poll, "abstain")
    assert tale.close_vote(poll) == "passed"
    tale.carry_out(roof)
    mandate = tale.mandates(roof)[0]
    account = tale.open_account(DI)
    tale.receive_money(account, 500_000)
    tale.say(GIL, "disbursement-cancelled", disbursement=tale.request(GIL, mandate, 20_000))
    request = tale.request(GIL, mandate, 100_000)
    tale.approve(DI, request)
    return StoryIds(roof, poll, mandate, account, request, tale.pay(EVA, request, account))


def _detours(tale: Tale) -> None:
    hal = person("hal")
    tale.enrol(hal)
    tale.grant(hal, "registrar")
    tale.say(ADA, "role-ended", holder=hal.member, role="registrar", scope="community")
    tale.say(GIL, "proposal-withdrawn", proposal=tale.propose(GIL, "A flag"))
    benches = tale.propose(DI, "More benches")
    poll = tale.open_vote(benches, BO)
    for one, choice in ((ADA, "yes"), (DI, "yes"), (EVA, "no"), (GIL, "yes")):
        tale.vote(one, poll, choice)
    tale.vote(GIL, poll, "")
    assert tale.close_vote(poll) == "passed"
    tale.carry_out(benches)

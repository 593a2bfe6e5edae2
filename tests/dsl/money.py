"""Acts about budgets, tranches, imports and reconciliations in a test community."""

from typing import Any

from govern.protocol import facts
from govern.rules.people.signers import Person
from tests.dsl.multi_option import put
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, CommunityDsl

YEAR = 365 * 86_400_000


def pass_by_vote(community: CommunityDsl, proposal: str) -> None:
    """A proposal is sponsored, voted on, passes, and its standstill ends."""
    sponsors = (BO,) if community.state(facts.Proposal, proposal).kind != "spending" else (BO, CHEN)
    poll = community.open_vote(proposal, *sponsors)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)


def appropriation(programme: str, amount: int, ends: int, starts: int = 0, currency: str = "EUR") -> dict[str, Any]:
    """An effect that appropriates a sum to a programme."""
    effect = {"amount": amount, "currency": currency, "effect": "appropriate", "ends": ends}
    return effect | {"programme": programme, "starts": starts}


def adopt_budget(community: CommunityDsl, *effects: dict[str, Any]) -> str:
    """A budget is adopted by vote; the proposal's id."""
    proposal = put(community, GIL, "appropriation", list(effects))
    pass_by_vote(community, proposal)
    return proposal


def budget_line(community: CommunityDsl, programme: str, amount: int, days: int = 200) -> None:
    """A programme gets a budget for some days."""
    adopt_budget(community, appropriation(programme, amount, community.clock() + days * 86_400_000))


def grant(community: CommunityDsl, cap: int, payee: Person | str = "The Roofers", **more: Any) -> str:
    """A mandate by a vote on a proposal of Gil's; its id."""
    proposal = community.propose_spending(GIL, "A roof", community.spending(cap, payee, **more))
    pass_by_vote(community, proposal)
    return community.mandates(proposal)[0]


def release(community: CommunityDsl, mandate: str, tranche: int, by: Person = DI) -> None:
    """A treasurer releases a tranche."""
    community.say(by, "tranche-released", {"evidence": "I went there and looked"}, mandate=mandate, tranche=tranche)


def row(community: CommunityDsl, on: str, *postings: tuple[str, int]) -> tuple[dict[str, Any], bytes]:
    """An entry to be imported, and its text."""
    name, data = community.text(f"as of {on}")
    lines = [{"account": account, "amount": amount} for account, amount in postings]
    return {"on": on, "postings": lines, "text": name}, data


def bring_in(community: CommunityDsl, *rows: tuple[dict[str, Any], bytes], by: Person = DI) -> str:
    """A treasurer imports entries from before the record; the statement's id."""
    fields = {"blobs": [data for _one, data in rows], "entries": [one for one, _data in rows]}
    return str(community.say(by, "entries-imported", **fields).id)


def reconcile(
    community: CommunityDsl, account: str, month: str, balance: int, *outstanding: str, by: Person = DI
) -> None:
    """A treasurer reconciles a month with the bank's balance."""
    fields = {"account": account, "balance": balance, "month": month, "outstanding": sorted(outstanding)}
    community.say(by, "statement-reconciled", **fields)


def balance(community: CommunityDsl, account: str) -> int:
    """The balance of an account."""
    return community.state(facts.Account, account).balance

"""Random acts with money: accounts, income, requests, approvals and payments."""

from typing import Any

from govern.protocol import facts
from tests.e2e.machine.world import ACCOUNTS, Choices, SignedAct, World


def open_account(world: World, draw: Choices) -> SignedAct | None:
    """A treasurer opens an account."""
    by = draw.mostly(world.holders("treasurer"), world.present())
    fields = {"account": draw.one(ACCOUNTS), "currency": draw.one(["EUR", "GBP"]), "floor": draw.one([0, -50, 20])}
    fields |= {"kind": "assets", "parent": ""}
    return SignedAct(by, "account-opened", fields, {"name": "Main"}) if by else None


def income(world: World, draw: Choices) -> SignedAct | None:
    """A treasurer records money received."""
    accounts = [one for one in world.shadow.all(facts.Account) if one.kind == "assets"]
    if not accounts:
        return None
    account, by = draw.one(accounts), draw.mostly(world.holders("treasurer"), world.present())
    currency = draw.mostly([account.currency], ["CNY"])
    fields = {"account": account.account, "amount": draw.number(1, 900), "currency": currency}
    fields |= {"from_account": "", "programme": ""}
    return (
        SignedAct(by, "income-recorded", {**fields, "received_on": "2026-01-15"}, {"source": "A gift"}) if by else None
    )


def request(world: World, draw: Choices) -> SignedAct | None:
    """Somebody asks for a payment."""
    mandates = world.shadow.all(facts.Mandate)
    mandate = draw.mostly([one for one in mandates if one.paid + one.reserved < one.cap], mandates)
    if mandate is None:
        return None
    left = mandate.cap - mandate.paid - mandate.reserved
    proposal = world.shadow.get(facts.Proposal, mandate.proposal)
    concerned = {mandate.payee_member, proposal.author if proposal else ""}
    able = [one for one in world.present() if one.member in concerned]
    by = draw.mostly([*world.holders("treasurer"), *able], world.present())
    amount = left + 1 if draw.rarely(8) else draw.number(1, max(1, left))
    return SignedAct(by, "disbursement-requested", **bill(world, amount, mandate=mandate.id)) if by else None


def bill(world: World, amount: int, **fields: Any) -> dict[str, Any]:
    """The fields of a payment request with one item, and its text."""
    name, data = world.blob("As billed")
    items = [{"amount": amount, "text": name}]
    return {"blobs": [data], "fields": {"amount": amount, "invoices": [], "items": items, **fields}}


def _asked(world: World, draw: Choices, *states: str) -> facts.Disbursement | None:
    asked = world.shadow.all(facts.Disbursement)
    return draw.mostly([one for one in asked if one.state in states], asked)


def approve(world: World, draw: Choices) -> SignedAct | None:
    """A treasurer approves a request."""
    asked, by = _asked(world, draw, "requested"), draw.mostly(world.holders("treasurer"), world.present())
    if asked is None or by is None:
        return None
    return SignedAct(by, "disbursement-approved", {"disbursement": asked.id, "version": asked.version})


def cancel(world: World, draw: Choices) -> SignedAct | None:
    """A request is taken back, seldom."""
    asked, by = _asked(world, draw, "requested", "approved"), draw.mostly(world.holders("treasurer"), world.present())
    return (
        SignedAct(by, "disbursement-cancelled", {"disbursement": asked.id}) if asked and by and draw.rarely(4) else None
    )


def pay(world: World, draw: Choices) -> SignedAct | None:
    """A treasurer pays what was approved."""
    asked, by = _asked(world, draw, "approved"), draw.mostly(world.holders("treasurer"), world.present())
    if asked is None or by is None:
        return None
    return SignedAct(by, "payment-recorded", paid(draw.one(ACCOUNTS), asked, "2026-02-20"), {"reference": "A transfer"})


def attach(world: World, draw: Choices) -> SignedAct | None:
    """Somebody attaches a file to a payment, mostly one who may."""
    payments = world.shadow.all(facts.Payment)
    if not payments:
        return None
    payment = draw.one(payments)
    by = draw.mostly(world.holders("treasurer"), world.present())
    fields = {"evidence": [f"{draw.number(0, 20):064x}"], "payment": payment.id}
    return SignedAct(by, "receipt-attached", fields) if by else None


def paid(account: str, asked: facts.Disbursement, on: str) -> dict[str, Any]:
    """The fields of a full payment."""
    fields = {"account": account, "amount": asked.amount, "charged": asked.amount, "disbursement": asked.id}
    return fields | {"evidence": [], "fee": 0, "paid_on": on}

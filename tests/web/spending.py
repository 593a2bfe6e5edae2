"""Stories about money on a test site: a vote that grants a mandate, accounts, requests, payments."""

import secrets
from collections.abc import Sequence

from sqlalchemy import select

from govern.protocol.ids import hash_of
from govern.store.facts.treasury import BudgetLineRow, MandateRow
from tests.web.conftest import Site
from tests.web.votes.voting import ask_for_money, blob, days_pass, give_tokens, open_vote, submit, vote


def granted(site: Site, cap: int = 120_000, payee: str = "") -> str:
    """Mei's proposal for Roof & Sons, or for a member, passes; the mandate's id."""
    give_tokens(site)
    proposal = ask_for_money(site, cap=cap, payee=payee)
    open_vote(site, proposal)
    for name in ("ada", "tao", "tess"):
        vote(site, name, proposal, "yes")
    days_pass(site, 8)
    days_pass(site, 3)
    with site.services.engine.connect() as connection:
        return connection.scalars(select(MandateRow.id).where(MandateRow.proposal == proposal)).one()


def open_account(site: Site, name: str = "Main account", currency: str = "EUR", floor: int = 0) -> str:
    """Tao opens an account; its id."""
    account = "a_" + secrets.token_hex(12)
    fields = {"account": account, "currency": currency, "floor": floor, "kind": "assets", "parent": ""}
    site.say("tao", "account-opened", {"name": name}, **fields)
    return account


def receive(site: Site, account: str, amount: int, source: str = "Club dues", currency: str = "EUR") -> str:
    """Tao records income; its id."""
    fields = {"account": account, "amount": amount, "currency": currency, "received_on": "2026-11-02"}
    fields |= {"from_account": "", "programme": ""}
    return site.say("tao", "income-recorded", {"source": source}, **fields).id


def ask(site: Site, mandate: str, amount: int = 50_000, by: str = "mei", items: str = "first slates") -> str:
    """Somebody asks for a payment; the request's id."""
    text = blob(items)
    fields = {"amount": amount, "invoices": [], "items": [{"amount": amount, "text": hash_of(text)}]}
    return submit(site, by, [text], "disbursement-requested", mandate=mandate, **fields)


def approve(site: Site, request: str, by: str = "tao") -> str:
    """A treasurer approves."""
    return site.say(by, "disbursement-approved", disbursement=request, version=1).id


def pay(
    site: Site, request: str, account: str, by: str = "tess", amount: int = 50_000, evidence: Sequence[str] = ()
) -> str:
    """A treasurer pays."""
    fields = {"account": account, "amount": amount, "charged": amount, "disbursement": request}
    fields["evidence"] = list(evidence)
    fields |= {"fee": 0, "paid_on": "2026-11-20"}
    return site.say(by, "payment-recorded", {"reference": "SEPA 7"}, **fields).id


def open_programme(site: Site, programme: str = "learning", name: str = "Learning", scope: str = "community") -> str:
    """Tao names a programme."""
    site.say("tao", "programme-opened", {"name": name}, programme=programme, scope=scope)
    return programme


def give(site: Site, account: str, amount: int, programme: str, source: str = "A gift") -> str:
    """Tao records income for a programme only; its id."""
    fields = {"account": account, "amount": amount, "currency": "EUR", "received_on": "2026-11-03"}
    fields |= {"from_account": "", "programme": programme}
    return site.say("tao", "income-recorded", {"source": source}, **fields).id


def transfer(site: Site, source: str, target: str, amount: int, received: int, fee: int = 0) -> str:
    """Tao moves money between own accounts; the entry's id."""
    fields = {"amount": amount, "fee": fee, "from_account": source, "moved_on": "2026-11-04", "programme": ""}
    fields |= {"received": received, "to_account": target}
    return site.say("tao", "transfer-recorded", {"reason": "Put by"}, **fields).id


def refund(site: Site, payment: str, account: str, amount: int) -> str:
    """Tao records that some of a payment came back."""
    fields = {"account": account, "amount": amount, "payment": payment, "received": amount, "received_on": "2026-11-21"}
    return site.say("tao", "refund-recorded", {"reason": "Two slates too many"}, **fields).id


def reverse(site: Site, entry: str, by: str = "tao") -> str:
    """A treasurer takes an entry back."""
    fields = {"entry": entry, "reversed_on": "2026-11-22"}
    return site.say(by, "entry-reversed", {"reason": "A wrong account"}, **fields).id


def revise(site: Site, request: str, amount: int, items: str, version: int = 2, by: str = "mei") -> str:
    """The requester changes a request."""
    text = blob(items)
    fields = {"amount": amount, "invoices": [], "items": [{"amount": amount, "text": hash_of(text)}]}
    return submit(site, by, [text], "disbursement-revised", disbursement=request, version=version, **fields)


def pass_vote(site: Site, proposal: str) -> None:
    """Three members say yes, and what they decided is carried out."""
    open_vote(site, proposal)
    for name in ("ada", "tao", "tess"):
        vote(site, name, proposal, "yes")
    days_pass(site, 8)
    days_pass(site, 3)


def budget(site: Site, programme: str, amount: int, days: int = 200) -> str:
    """A budget for a programme is adopted by vote; the line's id. Tokens are given out before."""
    effect = {"amount": amount, "currency": "EUR", "effect": "appropriate", "ends": site.clock() + days * 86_400_000}
    effects = [effect | {"programme": programme, "starts": 0}]
    texts = {"title": "The budget", "body": "For the year."}
    fields = {"kind": "appropriation", "scope": "community", "topic": "", "effects": effects}
    pass_vote(site, site.say("mei", "proposal-submitted", texts, **fields).id)
    with site.services.engine.connect() as connection:
        return connection.scalars(select(BudgetLineRow.id).where(BudgetLineRow.programme == programme)).one()


def granted_in_tranches(site: Site, programme: str = "") -> str:
    """Mei's proposal grants a mandate in two tranches, the second on a condition; the mandate's id."""
    name, purpose, condition = blob("Shelf & Co"), blob("a wall of books"), blob("The shelves stand")
    head, body = blob("Shelves"), blob("For books.")
    tranches = [{"amount": 40_000, "condition": ""}, {"amount": 20_000, "condition": hash_of(condition)}]
    effect = {"cap": 60_000, "currency": "EUR", "effect": "grant-mandate", "expires_days": 90, "programme": programme}
    effect |= {"payee": {"name": hash_of(name), "type": "outside"}, "purpose": hash_of(purpose), "tranches": tranches}
    fields = {"title": hash_of(head), "body": hash_of(body), "kind": "spending", "scope": "community", "topic": ""}
    blobs = [name, purpose, condition, head, body]
    proposal = submit(site, "mei", blobs, "proposal-submitted", effects=[effect], **fields)
    pass_vote(site, proposal)
    with site.services.engine.connect() as connection:
        return connection.scalars(select(MandateRow.id).where(MandateRow.proposal == proposal)).one()

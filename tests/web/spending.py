"""Tales of money on a test site: a vote that grants a mandate, accounts, requests, payments."""

import secrets

from sqlalchemy import select

from govern.domain.ids import hash_of
from govern.store.treasury import MandateRow
from tests.web.conftest import Site
from tests.web.voting import ask_for_money, blob, days_pass, give_tokens, open_vote, submit, vote


def granted(site: Site, cap: int = 120_000) -> str:
    """Mei's proposal for Roof & Sons passes; the mandate's id."""
    give_tokens(site)
    proposal = ask_for_money(site, cap=cap)
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


def pay(site: Site, request: str, account: str, by: str = "tess", amount: int = 50_000) -> str:
    """A treasurer pays."""
    fields = {"account": account, "amount": amount, "charged": amount, "disbursement": request, "evidence": []}
    fields |= {"fee": 0, "paid_on": "2026-11-20"}
    return site.say(by, "payment-recorded", {"reference": "SEPA 7"}, **fields).id

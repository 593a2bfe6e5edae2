"""Accounts of the treasury and the money that comes into them."""

from dataclasses import replace

from govern.domain import fields
from govern.domain.amounts import LARGEST
from govern.domain.errors import Refused
from govern.domain.facts import Account, Fact, Income
from govern.domain.rulebooks import COMMUNITY, in_force, typed
from govern.domain.state import State, Statement, find, need

OPENED: fields.Fields = {
    **fields.PERSON,
    "account": fields.account,
    "currency": fields.currency,
    "floor": fields.whole,
    "name": fields.digest,
}
INCOME: fields.Fields = {
    **fields.PERSON,
    "account": fields.account,
    "amount": fields.positive,
    "currency": fields.currency,
    "received_on": fields.date,
    "source": fields.digest,
}


def open_account(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A treasurer opens an account with a floor; raises Refused(role_needed, account_exists, currency_unknown)."""
    payload = statement.payload
    need(state, payload["member"], "treasurer")
    if state.get(Account, payload["account"]) is not None:
        raise Refused("account_exists")
    if payload["currency"] not in typed(in_force(state, COMMUNITY, statement.at)).approvals:
        raise Refused("currency_unknown", field="currency")
    account = Account(
        account=payload["account"],
        name=payload["name"],
        currency=payload["currency"],
        floor=payload["floor"],
        balance=0,
        opened_by=payload["member"],
        at=statement.at,
        index=statement.index,
    )
    return (account,)


def record_income(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A treasurer records money received; raises Refused(role_needed, account_unknown, currency_differs, ...)."""
    payload = statement.payload
    need(state, payload["member"], "treasurer")
    account = find(state, Account, "account_unknown", payload["account"])
    if account.currency != payload["currency"]:
        raise Refused("currency_differs", field="currency")
    if account.balance + payload["amount"] > LARGEST:
        raise Refused("balance_exceeded", field="amount")
    income = Income(
        id=statement.id,
        account=account.account,
        amount=payload["amount"],
        currency=payload["currency"],
        source=payload["source"],
        received_on=payload["received_on"],
        recorded_by=payload["member"],
        at=statement.at,
        index=statement.index,
    )
    return income, replace(account, balance=account.balance + payload["amount"])

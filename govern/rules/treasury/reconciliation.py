"""Reconciliation: a treasurer signs the bank's balance at a month's end, which must agree with the ledger."""

from dataclasses import replace
from typing import Annotated, Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import AccountMonth, Entry, Fact, Posting, Reconciliation
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, need
from govern.protocol.statement_type import StatementType
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger import Ledger

MOST_OUTSTANDING: Final = 500


def entries(value: Any) -> bool:
    """Different ids of entries, sorted."""
    if type(value) is not list or len(value) > MOST_OUTSTANDING or not all(map(fields.entry, value)):
        return False
    return value == sorted(set(value))


fields.SCHEMAS[entries] = {
    "type": "array",
    "items": {"$ref": "#/$defs/entry"},
    "maxItems": MOST_OUTSTANDING,
    "uniqueItems": True,
}


@typed_payload
class StatementReconciled(PersonPayload):
    """A treasurer states what the bank said at the end of a month."""

    account: fields.AccountId
    balance: fields.Whole
    month: fields.Month
    outstanding: Annotated[list[str], entries]


def reconcile(state: State, statement: Statement[StatementReconciled]) -> tuple[Fact, ...]:
    """The bank's balance at a month's end must be the ledger's without entries outstanding at the bank.

    Afterwards no entry of that account can be dated in the month or before it. Raises Refused(reconciliation_differs,
    month_reconciled, month_open, entry_unknown, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    ledger = Ledger(state, statement)
    account = ledger.own(payload.account)
    if payload.month <= account.reconciled:
        raise Refused("month_reconciled", month=account.reconciled)
    if payload.month >= day_of(statement.at)[:7]:
        raise Refused("month_open", field="month")
    expected = balance_at(state, account.account, payload.month)
    for id_ in payload.outstanding:
        expected -= _share_of(state, id_, account.account, payload.month)
    if payload.balance != expected:
        raise Refused("reconciliation_differs", field="balance", expected=expected)
    proof = Reconciliation(
        account=account.account,
        month=payload.month,
        balance=payload.balance,
        outstanding=payload.outstanding,
        reconciled_by=payload.member,
        at=statement.at,
        index=statement.index,
    )
    return proof, replace(account, reconciled=payload.month)


def balance_at(state: State, account: str, month: str) -> int:
    """The sum of an account's entries dated until the end of a month."""
    return sum(one.change for one in state.where(AccountMonth, "account", account) if one.month <= month)


def _share_of(state: State, id_: str, account: str, month: str) -> int:
    """The change of the account by an outstanding entry; raises Refused(entry_unknown)."""
    entry = find(state, Entry, "entry_unknown", id_)
    amounts = [one.amount for one in state.where(Posting, "entry", id_) if one.account == account]
    if entry.on[:7] > month or not amounts:
        raise Refused("entry_unknown", field="outstanding")
    return sum(amounts)


STATEMENTS: Final = (StatementType.of("statement-reconciled", StatementReconciled, reconcile, pace="office"),)

"""Accounts of the treasury, programmes, income, and transfers between own accounts."""

from dataclasses import replace
from typing import Annotated, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Account, Entry, Fact, Income, Programme, Transfer
from govern.protocol.payload import Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, need
from govern.protocol.statement_type import StatementType
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, scope_of, typed
from govern.rules.treasury.ledger import KINDS, Ledger


@typed_payload
class AccountOpened(PersonPayload):
    """A treasurer opens an account."""

    account: fields.AccountId
    currency: fields.Currency
    floor: fields.Whole
    kind: Annotated[str, fields.one_of(*KINDS)]
    name: fields.Text
    parent: fields.AccountIdOrEmpty


@typed_payload
class AccountClosed(PersonPayload):
    """A treasurer closes an account."""

    account: fields.AccountId


@typed_payload
class ProgrammeOpened(PersonPayload):
    """A treasurer opens a programme."""

    name: fields.Text
    programme: fields.Slug
    scope: fields.Scope


@typed_payload
class IncomeRecorded(PersonPayload):
    """A treasurer records money received."""

    account: fields.AccountId
    amount: fields.Positive
    currency: fields.Currency
    from_account: fields.AccountIdOrEmpty
    programme: fields.SlugOrEmpty
    received_on: fields.Date
    source: fields.Text


@typed_payload
class TransferRecorded(PersonPayload):
    """A treasurer records money moved between own accounts."""

    amount: fields.Positive
    fee: fields.Natural
    from_account: fields.AccountId
    moved_on: fields.Date
    programme: fields.SlugOrEmpty
    reason: fields.Text
    received: fields.Positive
    to_account: fields.AccountId


def open_account(state: State, statement: Statement[AccountOpened]) -> tuple[Fact, ...]:
    """A treasurer opens an account; raises Refused(role_needed, account_exists, currency_unknown, account_kind)."""
    payload = statement.payload
    need(state, payload.member, "treasurer")
    if state.get(Account, payload.account) is not None:
        raise Refused("account_exists")
    if payload.currency not in typed(in_force(state, COMMUNITY, statement.at)).approvals:
        raise Refused("currency_unknown", field="currency")
    if payload.kind != "assets" and payload.floor != 0:
        raise Refused("account_kind", field="floor")  # only asset accounts have a floor
    if payload.parent and Ledger(state, statement).account(payload.parent, "parent").kind != payload.kind:
        raise Refused("account_kind", field="parent")
    account = Account(
        account=payload.account,
        kind=payload.kind,
        parent=payload.parent,
        built_in="",
        name=payload.name,
        currency=payload.currency,
        floor=payload.floor,
        balance=0,
        restricted=0,
        moved=False,
        reconciled="",
        opened_by=payload.member,
        closed_at=0,
        at=statement.at,
        index=statement.index,
    )
    return (account,)


def close_account(state: State, statement: Statement[AccountClosed]) -> tuple[Fact, ...]:
    """A treasurer closes an empty account; raises Refused(role_needed, account_unknown, account_not_empty, ...)."""
    need(state, statement.payload.member, "treasurer")
    account = Ledger(state, statement).account(statement.payload.account)
    if account.built_in:
        raise Refused("account_kind", field="account")
    if account.balance:
        raise Refused("account_not_empty")
    return (replace(account, closed_at=statement.at),)


def open_programme(state: State, statement: Statement[ProgrammeOpened]) -> tuple[Fact, ...]:
    """A treasurer opens a programme of the community or of a club; raises Refused(programme_exists, club_unknown)."""
    payload = statement.payload
    need(state, payload.member, "treasurer")
    if state.get(Programme, payload.programme) is not None:
        raise Refused("programme_exists", field="programme")
    scope_of(state, payload.scope)
    programme = Programme(
        programme=payload.programme,
        name=payload.name,
        scope=payload.scope,
        opened_by=payload.member,
        at=statement.at,
        index=statement.index,
    )
    return (programme,)


def known_programme(state: State, programme: str) -> None:
    """Raise Refused(programme_unknown) unless this names a programme, or none."""
    if programme and state.get(Programme, programme) is None:
        raise Refused("programme_unknown", field="programme")


def record_income(state: State, statement: Statement[IncomeRecorded]) -> tuple[Fact, ...]:
    """A treasurer records money received, restricted to a programme or not.

    Raises Refused(role_needed, account_unknown, account_kind, currency_differs, programme_unknown, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    known_programme(state, payload.programme)
    ledger = Ledger(state, statement)
    account = ledger.own(payload.account)
    source = payload.from_account or ledger.built_in("income", payload.currency)
    if ledger.account(source, "from_account").kind in ("assets", "expenses"):
        raise Refused("account_kind", field="from_account")
    if {account.currency, ledger.account(source).currency} != {payload.currency}:
        raise Refused("currency_differs", field="currency")
    amount = payload.amount
    ledger.post(
        entry(statement, "income", payload.received_on, payload.source, payload.programme),
        [(account.account, amount), (source, -amount)],
    )
    if payload.programme:
        ledger.restrict(account.account, payload.programme, amount)
    income = Income(
        id=statement.id,
        account=account.account,
        from_account=source,
        amount=amount,
        currency=payload.currency,
        programme=payload.programme,
        source=payload.source,
        received_on=payload.received_on,
        recorded_by=payload.member,
        reversed_at=0,
        at=statement.at,
        index=statement.index,
    )
    return *ledger.facts(), income


def entry(
    statement: Statement[PersonPayload], kind: str, on: str, text: str, programme: str = "", reverses: str = ""
) -> Entry:
    """The journal entry of a statement."""
    return Entry(
        id=statement.id,
        kind=kind,
        on=on,
        text=text,
        programme=programme,
        reverses=reverses,
        reversed_by="",
        recorded_by=statement.payload.member,
        at=statement.at,
        index=statement.index,
    )


def record_transfer(state: State, statement: Statement[TransferRecorded]) -> tuple[Fact, ...]:
    """A treasurer records money moved between own accounts, converted if their currencies differ.

    If a programme is named, money restricted to it moves and stays restricted. Raises Refused(transfer_self,
    transfer_amounts, fee_too_high, restricted_money, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    known_programme(state, payload.programme)
    ledger = Ledger(state, statement)
    source, target = (
        ledger.own(payload.from_account, "from_account"),
        ledger.own(payload.to_account, "to_account"),
    )
    if source.account == target.account:
        raise Refused("transfer_self", field="to_account")
    if source.currency == target.currency and payload.amount != payload.received:
        raise Refused("transfer_amounts", field="received")
    check_fee(state, statement, payload.fee, payload.amount)
    if payload.programme:
        ledger.restrict(source.account, payload.programme, -payload.amount)
    ledger.post(
        entry(statement, "transfer", payload.moved_on, payload.reason, payload.programme),
        [
            (source.account, -payload.amount),
            *exchange(ledger, source.currency, payload.amount, target.currency, payload.received),
            (target.account, payload.received),
            *fee(ledger, source, payload.fee),
        ],
    )
    if payload.programme:
        ledger.restrict(target.account, payload.programme, payload.received)
    transfer = Transfer(
        id=statement.id,
        from_account=payload.from_account,
        to_account=payload.to_account,
        amount=payload.amount,
        received=payload.received,
        fee=payload.fee,
        programme=payload.programme,
        reason=payload.reason,
        moved_on=payload.moved_on,
        recorded_by=payload.member,
        reversed_at=0,
        at=statement.at,
        index=statement.index,
    )
    return *ledger.facts(), transfer


def exchange(ledger: Ledger, given: str, amount: int, taken: str, received: int) -> list[tuple[str, int]]:
    """The postings that convert an amount to another currency; none within a currency."""
    if given == taken:
        return []
    return [(ledger.built_in("conversion", given), amount), (ledger.built_in("conversion", taken), -received)]


def fee(ledger: Ledger, account: Account, amount: int) -> list[tuple[str, int]]:
    """The postings of a bank's fee out of an account; none without a fee."""
    if not amount:
        return []
    return [(ledger.built_in("fees", account.currency), amount), (account.account, -amount)]


def check_fee(state: State, statement: Statement[Payload], amount: int, of: int) -> None:
    """Raise Refused(fee_too_high) if a fee exceeds the allowed share of an amount, because no vote decides fees."""
    most = typed(in_force(state, COMMUNITY, statement.at)).treasury.fee.floor_of(of)
    if amount > most:
        raise Refused("fee_too_high", field="fee", most=most)


STATEMENTS: Final = (
    StatementType.of("account-opened", AccountOpened, open_account, pace="office"),
    StatementType.of("account-closed", AccountClosed, close_account),
    StatementType.of("programme-opened", ProgrammeOpened, open_programme, pace="office"),
    StatementType.of("income-recorded", IncomeRecorded, record_income, pace="office"),
    StatementType.of("transfer-recorded", TransferRecorded, record_transfer, pace="office"),
)

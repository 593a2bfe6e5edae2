"""Acts on the journal: imported history, reversals instead of edits, and closed periods."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Account, Books, Entry, Fact, Income, Mandate, Payment, Period, Posting, Transfer
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.rules.treasury.accounts import entry
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger import Ledger
from govern.rules.treasury.payments import take_back

MOST_ENTRIES: Final = 250  # in one statement of at most 60,000 bytes
MOST_POSTINGS: Final = 20


@typed_payload
class EntriesImported(PersonPayload):
    """A treasurer imports entries from before the founding."""

    entries: fields.Array

    def nested_texts(self) -> Iterable[str]:
        """The text of each imported entry; raises Refused(field_*)."""
        check_form(self.entries)
        return dict.fromkeys(one["text"] for one in self.entries)


ROW: fields.Fields = {"on": fields.date, "postings": fields.array, "text": fields.digest}
POSTING: fields.Fields = {"account": fields.account, "amount": fields.whole}


@typed_payload
class EntryReversed(PersonPayload):
    """A treasurer reverses an entry of the journal."""

    entry: fields.EntryId
    reason: fields.Text
    reversed_on: fields.Date


@typed_payload
class PeriodClosed(PersonPayload):
    """A treasurer closes the books up to a day."""

    until: fields.Date


def check_form(entries: Any) -> None:
    """Raises Refused(field_*) unless these are rows of an import."""
    if not 1 <= len(entries) <= MOST_ENTRIES:
        raise Refused("field_invalid", field="entries")
    for row in entries:
        if type(row) is not dict:
            raise Refused("field_invalid", field="entries")
        fields.check(row, ROW)
        if not 2 <= len(row["postings"]) <= MOST_POSTINGS or not all(type(one) is dict for one in row["postings"]):
            raise Refused("field_invalid", field="postings")
        for one in row["postings"]:
            fields.check(one, POSTING)


def import_entries(state: State, statement: Statement[EntriesImported]) -> tuple[Fact, ...]:
    """A treasurer imports entries from before the founding.

    Only for days before the founding, and only for accounts without other entries, so that imports cannot explain away
    what happened in the record. Raises Refused(import_late, entry_unbalanced, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    check_form(payload.entries)
    ledger = Ledger(state, statement)
    for place, row in enumerate(payload.entries, start=1):
        if row["on"] >= day_of(founded(state).at):
            raise Refused("import_late", field="on")
        moves = [(one["account"], one["amount"]) for one in row["postings"]]
        if any(ledger.account(id_).moved for id_, _amount in moves):
            raise Refused("import_late", field="account")
        one = replace(entry(statement, "imported", row["on"], row["text"]), id=f"{statement.id}-{place}")
        ledger.post(one, moves)
    return ledger.facts()


def reverse(state: State, statement: Statement[EntryReversed]) -> tuple[Fact, ...]:
    """A treasurer reverses an entry that another recorded, by a new entry.

    Raises Refused(entry_unknown, entry_not_reversible, reversed_already, reverser_not_separate, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    old = find(state, Entry, "entry_unknown", payload.entry)
    if old.reversed_by:
        raise Refused("reversed_already")
    if old.kind not in REVERSIBLE:
        raise Refused("entry_not_reversible")
    if old.kind != "imported" and payload.member == old.recorded_by:
        raise Refused("reverser_not_separate")
    ledger = Ledger(state, statement)
    changed = REVERSIBLE[old.kind](state, statement, ledger, old)
    postings = state.where(Posting, "entry", old.id)
    kind = "imported" if old.kind == "imported" else "reversal"
    new = entry(statement, kind, payload.reversed_on, payload.reason, old.programme, old.id)
    if kind == "imported" and payload.reversed_on >= day_of(founded(state).at):
        raise Refused("import_late", field="reversed_on")
    if kind == "imported" and any(find(state, Account, "account_unknown", one.account).moved for one in postings):
        raise Refused("import_late")
    ledger.post(new, [(one.account, -one.amount) for one in postings])
    return *ledger.facts(), replace(old, reversed_by=statement.id), *changed


def _income(state: State, statement: Statement[EntryReversed], ledger: Ledger, old: Entry) -> tuple[Fact, ...]:
    income = find(state, Income, "entry_unknown", old.id)
    if income.programme:
        ledger.restrict(income.account, income.programme, -income.amount)
    return (replace(income, reversed_at=statement.at),)


def _transfer(state: State, statement: Statement[EntryReversed], ledger: Ledger, old: Entry) -> tuple[Fact, ...]:
    moved = find(state, Transfer, "entry_unknown", old.id)
    if moved.programme:
        ledger.restrict(moved.to_account, moved.programme, -moved.received)
        ledger.restrict(moved.from_account, moved.programme, moved.amount)
    return (replace(moved, reversed_at=statement.at),)


def _payment(state: State, statement: Statement[EntryReversed], ledger: Ledger, old: Entry) -> tuple[Fact, ...]:
    payment = find(state, Payment, "entry_unknown", old.id)
    if payment.refunded:
        raise Refused("entry_not_reversible")
    if payment.drawn:
        mandate = find(state, Mandate, "mandate_unknown", payment.mandate)
        ledger.restrict(payment.account, mandate.programme, payment.drawn)
    return (*take_back(state, payment), replace(payment, reversed_at=statement.at))


def _nothing(state: State, statement: Statement[EntryReversed], ledger: Ledger, old: Entry) -> tuple[Fact, ...]:
    del state, statement, ledger, old
    return ()


REVERSIBLE: Final[Mapping[str, Callable[[State, Statement[EntryReversed], Ledger, Entry], tuple[Fact, ...]]]] = {
    "imported": _nothing,
    "income": _income,
    "payment": _payment,
    "transfer": _transfer,
}


def close_period(state: State, statement: Statement[PeriodClosed]) -> tuple[Fact, ...]:
    """A treasurer closes the books up to a past day; raises Refused(period_closed, period_open)."""
    payload, community = statement.payload, founded(state)
    need(state, payload.member, "treasurer")
    books = state.get(Books, community.id)
    if books is not None and payload.until <= books.closed_until:
        raise Refused("period_closed", until=books.closed_until)
    if payload.until >= day_of(statement.at):
        raise Refused("period_open", field="until")
    period = Period(payload.until, payload.member, statement.at, statement.index)
    return period, Books(community.id, payload.until, statement.at, statement.index)


STATEMENTS: Final = (
    StatementType.of("entries-imported", EntriesImported, import_entries, pace="office"),
    StatementType.of("entry-reversed", EntryReversed, reverse),
    StatementType.of("period-closed", PeriodClosed, close_period),
)

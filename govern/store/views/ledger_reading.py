"""Reads the books for an export: accounts at once, entries page by page in the order of days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, func, select, tuple_

from govern.protocol.facts import Account, AccountMonth, BudgetLine, Entry, Fact, Posting, Programme, Reconciliation
from govern.record import strict_json
from govern.store.base import Base
from govern.store.facts.books import AccountMonthRow, AccountRow, EntryRow, PostingRow, ProgrammeRow, ReconciliationRow
from govern.store.facts.treasury import BudgetLineRow, MandateRow, PaymentRow, RefundRow
from govern.store.record import withheld
from govern.store.record.log import BlobRow

F = TypeVar("F", bound=Fact)
PAGE: Final = 400  # entries at a time


@dataclass(frozen=True)
class EntryPage:
    """Some entries with their postings, their texts, and the chains of payments and refunds among them."""

    entries: Sequence[Entry]
    postings: dict[str, list[Posting]]
    chains: dict[str, Row[Any]]
    texts: dict[str, str]


def _columns(fact: type[Fact], row: type[Base]) -> list[Any]:
    return [row.__table__.columns[field.name] for field in fields(fact)]


def _all(connection: Connection, fact: type[F], row: type[Base], *order: Any) -> list[F]:
    return [fact(*found) for found in connection.execute(select(*_columns(fact, row)).order_by(*order))]


def accounts(connection: Connection) -> list[Account]:
    """All accounts in the order of their opening."""
    return _all(connection, Account, AccountRow, AccountRow.index, AccountRow.account)


def months(connection: Connection) -> list[AccountMonth]:
    """Each account's changes by month, in order."""
    return _all(connection, AccountMonth, AccountMonthRow, AccountMonthRow.account, AccountMonthRow.month)


def reconciliations(connection: Connection) -> list[Reconciliation]:
    """The reconciled months in order."""
    order = ReconciliationRow.month, ReconciliationRow.account
    return _all(connection, Reconciliation, ReconciliationRow, *order)


def programmes(connection: Connection) -> list[Programme]:
    """All programmes, by their ids."""
    return _all(connection, Programme, ProgrammeRow, ProgrammeRow.programme)


def budget(connection: Connection) -> list[BudgetLine]:
    """All budget lines, in the order of the record."""
    return _all(connection, BudgetLine, BudgetLineRow, BudgetLineRow.index)


def last_day(connection: Connection) -> str:
    """The day of the last entry, or empty."""
    return connection.scalar(select(func.max(EntryRow.on))) or ""


def entry_pages(connection: Connection) -> Iterator[EntryPage]:
    """All entries in the order of their days, one page in memory at a time."""
    order = (EntryRow.on, EntryRow.index, EntryRow.id)
    query = select(*_columns(Entry, EntryRow)).order_by(*order).limit(PAGE)
    place: tuple[Any, ...] = ()
    while True:
        rows = connection.execute(query.where(tuple_(*order) > tuple_(*place)) if place else query)
        found = [Entry(*row) for row in rows]
        if not found:
            return
        yield _page(connection, found)
        place = (found[-1].on, found[-1].index, found[-1].id)


def imported(connection: Connection, days: Sequence[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Day and postings of each imported entry of these days that was not reversed."""
    for first in range(0, len(days), PAGE):
        query = select(EntryRow.id, EntryRow.on).where(EntryRow.kind == "imported", EntryRow.reversed_by == "")
        some = connection.execute(query.where(EntryRow.on.in_(days[first : first + PAGE]))).all()
        for place in range(0, len(some), PAGE):
            yield from _postings_of(connection, {row.id: row.on for row in some[place : place + PAGE]})


def _postings_of(connection: Connection, days: dict[str, str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in days}
    query = select(PostingRow.entry, PostingRow.account, PostingRow.amount).where(PostingRow.entry.in_(found))
    for entry, account, amount in connection.execute(query):
        found[entry].append({"account": account, "amount": amount})
    yield from ((days[id_], postings) for id_, postings in found.items())


def _page(connection: Connection, found: Sequence[Entry]) -> EntryPage:
    ids = [one.id for one in found]
    postings: dict[str, list[Posting]] = {id_: [] for id_ in ids}
    query = select(*_columns(Posting, PostingRow)).where(PostingRow.entry.in_(ids))
    for row in connection.execute(query.order_by(PostingRow.entry, PostingRow.place)):
        one = Posting(*row)
        postings[one.entry].append(one)
    chains = _chains(connection, found)
    hashes = {one.text for one in found} | {one.payee_name for one in chains.values()}
    return EntryPage(found, postings, chains, texts(connection, hashes))


def _chains(connection: Connection, found: Sequence[Entry]) -> dict[str, Row[Any]]:
    """For payments and refunds: the payment with its request, mandate and vote."""
    columns = (
        PaymentRow.id.label("payment"),
        PaymentRow.disbursement.label("request"),
        MandateRow.id.label("mandate"),
        MandateRow.proposal,
        MandateRow.poll.label("vote"),
        MandateRow.payee_member,
        MandateRow.payee_name,
    )
    paid = select(PaymentRow.id.label("entry"), *columns).join(MandateRow, MandateRow.id == PaymentRow.mandate)
    back = select(RefundRow.id.label("entry"), *columns).join(PaymentRow, PaymentRow.id == RefundRow.payment)
    queries = {
        "payment": (paid, PaymentRow.id),
        "refund": (back.join(MandateRow, MandateRow.id == PaymentRow.mandate), RefundRow.id),
    }
    chains: dict[str, Row[Any]] = {}
    for kind, (query, key) in queries.items():
        ids = [one.id for one in found if one.kind == kind]
        if ids:
            chains |= {row.entry: row for row in connection.execute(query.where(key.in_(ids)))}
    return chains


def texts(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """The texts of blobs by hash, without withheld and missing ones."""
    wanted = [one for one in hashes if one]
    hidden = withheld.find(connection, wanted)
    rows = connection.execute(select(BlobRow.hash, BlobRow.data).where(BlobRow.hash.in_(set(wanted) - hidden.keys())))
    return {row.hash: _text(row.data) for row in rows}


def _text(data: bytes) -> str:
    value: Any = strict_json.decode(data)
    return str(value["text"])

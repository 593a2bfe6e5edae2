"""The treasury's pages at addresses with and without content in the demonstration."""

from collections.abc import Sequence

from sqlalchemy import func, select

from govern.rules.treasury.ledger import built_in_id
from govern.store.facts.books import EntryRow
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, PoolRow, ReportRow
from govern.store.facts.treasury import BudgetLineRow, DisbursementRow, MandateRow, PaymentRow, TrancheRow
from govern.store.private.bank import BankFileRow
from govern.store.views import fiscal_years
from govern.store.views.spending import accounts
from govern.web.frame.database import db
from govern.web.words.terms.treasury_words import programmes

Arguments = dict[str, object]


def treasury_samples(readers: Sequence[str]) -> dict[str, tuple[Arguments, ...]]:
    """By endpoint what it is looked at with; `readers` are the members who look."""
    own = [one.account for one in accounts(db.session())]
    return {
        "mandates.show": _ids(_mandates()),
        "mandates.index": ({}, {"q": "xyzzy"}, {"state": "lapsed"}),
        "disbursements.show": _ids(_disbursements()),
        "disbursements.revise": _ids(_revisable(readers)),
        "payments.index": ({}, {"q": "xyzzy"}, {"since": "2020-01-01", "least": "many", "account": own[0]}),
        "payments.show": _ids(_payments()),
        "periods.index": ({},),
        "programmes.index": ({},),
        "programmes.show": tuple({"programme": one} for one in sorted(programmes())[:2]),
        "bank.show": tuple({"account": one} for one in own),
        "bank_files.preview": _waiting_files(),
        "grants.show": _ids(_newest(GrantRoundRow)),
        "grants.application": _ids(_applications()),
        "streams.show": _ids(_newest(PoolRow)),
        "payees.show": ({"payee": readers[0]},),
        "incomes.new": ({}, {"account": own[0]}),
        "ledger_accounts.show": ({"account": own[0]}, {"account": built_in_id("expenses", "EUR")}),
        "budgets.line": _ids(list(db.session.scalars(select(BudgetLineRow.id).order_by(BudgetLineRow.index)))),
        "journal.index": ({}, {"kind": "transfer"}, {"since": "2099-01-01"}),
        "journal.entry": _ids(_entries()),
        "treasury_audit.index": ({}, {"take": "sample", "word": "lime 椴"}, {"take": "all"}),
        "treasury_years.report": tuple({"year": year} for year in fiscal_years.years(db.session())[:1]),
    }


def _ids(found: Sequence[str]) -> tuple[Arguments, ...]:
    return tuple({"id_": id_} for id_ in dict.fromkeys(found))


def _waiting_files() -> tuple[Arguments, ...]:
    """Bank files that are not imported yet."""
    waiting = db.session.scalars(select(BankFileRow).where(BankFileRow.state == "waiting"))
    return tuple({"account": one.account, "id_": one.id} for one in waiting)


def _newest(kind: type[GrantRoundRow | PoolRow]) -> list[str]:
    """All rounds or pools, the newest first."""
    return list(db.session.scalars(select(kind.id).order_by(kind.index.desc())))


def _applications() -> list[str]:
    """Applications in each state: waiting for scores, scored, reported on, not awarded, withdrawn."""
    row = ApplicationRow
    reported = row.mandate.in_(select(ReportRow.mandate))
    running = row.round.in_(select(GrantRoundRow.id).where(GrantRoundRow.decided_at == 0))
    wanted = (running & (row.scores == 0), running & (row.scores > 0), reported, ~running & (row.mandate == ""))
    queries = [select(row.id).where(one).order_by(row.index).limit(1) for one in (*wanted, row.withdrawn_at > 0)]
    return [id_ for query in queries for id_ in db.session.scalars(query)]


def _mandates() -> list[str]:
    """One that waits for a tranche, the newest, one fully paid, and one that is over."""
    row = MandateRow
    held = select(TrancheRow.mandate).where(TrancheRow.released_at == 0).limit(1)
    newest = select(row.id).order_by(row.at.desc()).limit(1)
    spent = select(row.id).where(row.paid == row.cap).limit(1)
    first = select(row.id).order_by(row.expires).limit(1)
    lapsed = select(row.id).where(row.lapsed_at > 0).limit(1)
    return [id_ for query in (held, newest, spent, first, lapsed) for id_ in db.session.scalars(query)]


def _disbursements() -> list[str]:
    """A request in each state, and one that was changed."""
    row = DisbursementRow
    of_state = db.session.scalars(select(func.max(row.id)).group_by(row.state))
    return [*of_state, *db.session.scalars(select(row.id).where(row.version > 1).limit(1))]


def _revisable(readers: Sequence[str]) -> list[str]:
    """A request that one of the readers made and can change."""
    row = DisbursementRow
    query = select(row.id).where(row.requested_by.in_(readers), row.state == "requested", row.paid == 0)
    return list(db.session.scalars(query.limit(1)))


def _payments() -> list[str]:
    """The newest, one of a part, one in another currency, one of which money came back, and one that was reversed."""
    row, request = PaymentRow, DisbursementRow
    newest = select(row.id).order_by(row.index.desc()).limit(1)
    part = newest.join(request, request.id == row.disbursement).where(row.amount < request.amount)
    others = (row.charged != row.amount, row.refunded > 0, row.reversed_at > 0)
    queries = (newest, part, *(newest.where(one) for one in others))
    return [id_ for query in queries for id_ in db.session.scalars(query)]


def _entries() -> list[str]:
    """The newest entry of each kind."""
    newest = select(func.max(EntryRow.index)).group_by(EntryRow.kind)
    return list(db.session.scalars(select(EntryRow.id).where(EntryRow.index.in_(newest)).order_by(EntryRow.index)))

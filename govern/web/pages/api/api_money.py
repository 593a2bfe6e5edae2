"""Public facts about money for programs as strict JSON, as needed to build the treasury's statements."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from flask import Blueprint, Response

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.store.base import Base
from govern.store.facts.books import EntryRow
from govern.store.record import leaves
from govern.store.row_to_fact import fact_of
from govern.store.views import budgets, ledger, payment_views, spending
from govern.store.views.ledger import JournalFilter
from govern.store.views.spending import MandateFilter
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.parameters import PLACES, check_parameters, choice, cursor, digest, period, slug, takes
from govern.web.frame.services import now
from govern.web.pages.api.api import answer
from govern.web.pages.api.api_facts import must
from govern.web.pages.api.lists import Key, list_page, whole_page

public = Blueprint("money_facts", __name__, url_prefix="/api")
check_parameters(public)
ENTRIES: Final = 100  # per page
STATES: Final = ("valid", "spent", "lapsed")


@public.get("/books")
@allow("anyone")
def books() -> Response:
    """The day until which the books are closed; empty if nothing is closed."""
    return answer({"closed_until": ledger.closed_until(db.session())})


@public.get("/accounts")
@allow("anyone")
@takes(*PLACES)
def accounts() -> Response:
    """All open asset accounts, with their currency, floor and balance in minor units."""
    rows = spending.accounts(db.session())
    return _whole("accounts", rows, lambda row: (row.account,), lambda row: asdict(fact_of(facts.Account, row)))


@public.get("/accounts/<id_>")
@allow("anyone")
def account(id_: str) -> Response:
    """An account of any kind, and its money restricted to programmes.

    `statement` opened it; empty for a built-in account, which is created with its first entry.
    """
    found = must(facts.Account, id_)
    restricted = {one.programme: one.balance for one in ledger.funds(db.session(), id_)}
    opened = "" if found.built_in else leaves.id_at(db.session(), found.index)
    return answer({**asdict(found), "funds": restricted, "statement": opened})


@public.get("/programmes")
@allow("anyone")
@takes(*PLACES)
def programmes() -> Response:
    """All programmes with their scopes."""
    rows = ledger.programmes(db.session())
    return _whole("programmes", rows, lambda row: (row.programme,), lambda row: asdict(fact_of(facts.Programme, row)))


@public.get("/programmes/<id_>")
@allow("anyone")
def programme(id_: str) -> Response:
    """A programme, and the statement that opened it."""
    found = must(facts.Programme, id_)
    return answer({**asdict(found), "statement": leaves.id_at(db.session(), found.index)})


@public.get("/budget-lines")
@allow("anyone")
@takes(*PLACES)
def budget_lines() -> Response:
    """The running and coming budget lines, each with its rest."""
    rows = [row for when in ("running", "coming") for row in budgets.lines(db.session(), when, now())]
    return _whole("lines", rows, lambda row: (row.id,), lambda row: _line(fact_of(facts.BudgetLine, row)))


@public.get("/budget-lines/<id_>")
@allow("anyone")
def budget_line(id_: str) -> Response:
    """A budget line, running or not: appropriated, encumbered, spent and left."""
    return answer(_line(must(facts.BudgetLine, id_)))


def _line(line: facts.BudgetLine) -> dict[str, Any]:
    return {**asdict(line), "left": line.amount - line.encumbered - line.spent}


@public.get("/mandates")
@allow("anyone")
@takes("state", "programme", "line", *PLACES)
def mandates() -> Response:
    """Mandates, newest first: all, of a programme, on a budget line or in a state (valid, spent, lapsed)."""
    criteria = MandateFilter(state=choice("state", STATES), programme=slug("programme"), line=digest("line"))
    found, here = spending.mandates(db.session(), criteria, now(), cursor(int)), cursor(int)
    body = list_page("mandates", found, _mandate_key, lambda one: asdict(fact_of(facts.Mandate, one.mandate)), here)
    return answer(body)


def _mandate_key(one: spending.MandateView) -> tuple[int]:
    return (one.mandate.index,)


@public.get("/mandates/<id_>")
@allow("anyone")
def mandate(id_: str) -> Response:
    """A mandate with its tranches: cap, released, reserved and paid in minor units, and when it expires."""
    found = must(facts.Mandate, id_)
    parts = _all(facts.Tranche, spending.tranches(db.session(), id_))
    return answer({**asdict(found), "tranches": parts})


@public.get("/mandates/<id_>/disbursements")
@allow("anyone")
@takes(*PLACES)
def disbursements(id_: str) -> Response:
    """The requests for payment under a mandate, newest first."""
    must(facts.Mandate, id_)
    here = cursor(int)
    found = spending.requests_of(db.session(), id_, here)
    body = list_page("disbursements", found, _request_key, _request, here)
    return answer(body)


def _request_key(one: spending.DisbursementView) -> tuple[int]:
    return (one.request.index,)


def _request(one: spending.DisbursementView) -> dict[str, Any]:
    return asdict(fact_of(facts.Disbursement, one.request))


@public.get("/disbursements/<id_>")
@allow("anyone")
def disbursement(id_: str) -> Response:
    """A request for payment: items, invoices, approvals by version, and payments.

    `approved_by` are those who approved the current version; the next version has `version` + 1.
    """
    found = must(facts.Disbursement, id_)
    approved = spending.approvals(db.session(), [id_])[id_]
    more = {
        "approvals_by_version": [
            {"at": one.at, "member": one.member, "role": one.role, "version": one.version} for one in approved
        ],
        "approved_by": [one.member for one in approved if one.version == found.version],
        "payments": [one.id for one in payment_views.of_request(db.session(), id_)],
    }
    return answer({**asdict(found), **more})


@public.get("/payments/<id_>")
@allow("anyone")
def payment(id_: str) -> Response:
    """A payment, and its refunds."""
    found = must(facts.Payment, id_)
    return answer({**asdict(found), "refunds": _all(facts.Refund, payment_views.refunds(db.session(), id_))})


@public.get("/entries")
@allow("anyone")
@takes("kind", "programme", "since", "until", *PLACES)
def entries() -> Response:
    """The journal with postings, the newest day first; filtered by kind, programme or days."""
    since, until = period()
    criteria = JournalFilter(kind=choice("kind", ledger.KINDS), programme=slug("programme"), since=since, until=until)
    here = cursor(str, int, str)
    found = ledger.journal(db.session(), criteria, here, ENTRIES)
    postings = ledger.postings(db.session(), [one.id for one in found.items])

    def to_json(row: EntryRow) -> dict[str, Any]:
        return {**asdict(fact_of(facts.Entry, row)), "postings": _all(facts.Posting, postings[row.id])}

    return answer(list_page("entries", found, lambda row: (row.on, row.index, row.id), to_json, here))


@public.get("/entries/<id_>")
@allow("anyone")
def entry(id_: str) -> Response:
    """An entry of the journal with its postings, debits positive."""
    found = must(facts.Entry, id_)
    postings = _all(facts.Posting, ledger.postings(db.session(), [id_])[id_])
    return answer({**asdict(found), "postings": postings})


@public.get("/rounds/<id_>")
@allow("anyone")
def round_(id_: str) -> Response:
    """A grant round: its sum, committee, and the ends of applications and scores."""
    return answer(asdict(must(facts.GrantRound, id_)))


@public.get("/applications/<id_>")
@allow("anyone")
def application(id_: str) -> Response:
    """An application to a grant round."""
    return answer(asdict(must(facts.Application, id_)))


@public.get("/pools/<id_>")
@allow("anyone")
def pool(id_: str) -> Response:
    """A pool of streams."""
    return answer(asdict(must(facts.Pool, id_)))


@public.get("/streams/<id_>")
@allow("anyone")
def stream(id_: str) -> Response:
    """A stream of a pool."""
    return answer(asdict(must(facts.Stream, id_)))


def _all(kind: type[Fact], rows: Iterable[Base]) -> list[dict[str, Any]]:
    return [asdict(fact_of(kind, row)) for row in rows]


def _whole(name: str, rows: Sequence[Any], key: Key, tell: Callable[[Any], dict[str, Any]]) -> Response:
    """A page of a list that the database returns as a whole."""
    here = cursor(str)
    return answer(list_page(name, whole_page(rows, key, here, ENTRIES), key, tell, here))

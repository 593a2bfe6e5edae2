"""Public facts about money for programs: what is needed to build each statement of the treasury, as strict JSON."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, Final

from flask import Blueprint, Response, request
from sqlalchemy import select

from govern.domain import facts
from govern.domain.facts import Fact
from govern.store import budgets, ledger, paid, spending
from govern.store.base import Base
from govern.store.books import EntryRow
from govern.store.ledger import JournalWish
from govern.store.log import LeafRow
from govern.store.paging import Page
from govern.store.reading import fact_of
from govern.store.spending import MandateWish
from govern.web.api import answer
from govern.web.api_facts import must
from govern.web.database import db
from govern.web.security import allow
from govern.web.services import now
from govern.web.treasury_words import asked_day, place

public = Blueprint("money_facts", __name__, url_prefix="/api")
ENTRIES: Final = 100  # at a time


@public.get("/books")
@allow("anyone")
def books() -> Response:
    """Up to which day the books are closed; empty if nothing is closed yet."""
    return answer({"closed_until": ledger.closed_until(db.session())})


@public.get("/accounts")
@allow("anyone")
def accounts() -> Response:
    """All open accounts that hold money, with their currency, floor and balance in minor units."""
    return answer({"accounts": _all(facts.Account, spending.accounts(db.session()))})


@public.get("/accounts/<id_>")
@allow("anyone")
def account(id_: str) -> Response:
    """An account of any kind, and what of it is restricted to which programme.

    `statement` is what opened it; of a built-in account it is empty: that came about with its first entry.
    """
    found = must(facts.Account, id_)
    restricted = {one.programme: one.balance for one in ledger.funds(db.session(), id_)}
    opened = "" if found.built_in else _statement(found.index)
    return answer({**asdict(found), "funds": restricted, "statement": opened})


@public.get("/programmes")
@allow("anyone")
def programmes() -> Response:
    """All programmes with whose they are."""
    return answer({"programmes": _all(facts.Programme, ledger.programmes(db.session()))})


@public.get("/programmes/<id_>")
@allow("anyone")
def programme(id_: str) -> Response:
    """A programme, and the statement that named it."""
    found = must(facts.Programme, id_)
    return answer({**asdict(found), "statement": _statement(found.index)})


@public.get("/budget-lines")
@allow("anyone")
def budget_lines() -> Response:
    """The budget lines whose time is now or to come, with what is left of each."""
    rows = [row for when in ("running", "coming") for row in budgets.lines(db.session(), when, now())]
    return answer({"lines": [_line(fact_of(facts.BudgetLine, row)) for row in rows]})


@public.get("/budget-lines/<id_>")
@allow("anyone")
def budget_line(id_: str) -> Response:
    """A budget line, running or not: given, promised, spent and left."""
    return answer(_line(must(facts.BudgetLine, id_)))


def _line(line: facts.BudgetLine) -> dict[str, Any]:
    return {**asdict(line), "left": line.amount - line.encumbered - line.spent}


@public.get("/mandates")
@allow("anyone")
def mandates() -> Response:
    """Mandates, newest first: all, of a programme, on a budget line or in a state (valid, spent, lapsed)."""
    state, programme, line = (request.args.get(name, "") for name in ("state", "programme", "line"))
    wish = MandateWish(state=state, programme=programme, line=line)
    found = spending.mandates(db.session(), wish, now(), place())
    return answer(_page("mandates", found, lambda one: asdict(fact_of(facts.Mandate, one.mandate))))


@public.get("/mandates/<id_>")
@allow("anyone")
def mandate(id_: str) -> Response:
    """A mandate with its tranches: cap, released, reserved and paid in minor units, and when it expires."""
    found = must(facts.Mandate, id_)
    parts = _all(facts.Tranche, spending.tranches(db.session(), id_))
    return answer({**asdict(found), "tranches": parts})


@public.get("/mandates/<id_>/disbursements")
@allow("anyone")
def disbursements(id_: str) -> Response:
    """The requests for payment under a mandate, newest first."""
    must(facts.Mandate, id_)
    found = spending.requests_of(db.session(), id_, place())
    return answer(_page("disbursements", found, lambda one: asdict(fact_of(facts.Disbursement, one.request))))


@public.get("/disbursements/<id_>")
@allow("anyone")
def disbursement(id_: str) -> Response:
    """A request for payment: items, invoices, who approved which version, and what was paid of it.

    `approved_by` are those who approved the version that stands; the next version names itself `version` + 1.
    """
    found = must(facts.Disbursement, id_)
    approved = spending.approvals(db.session(), [id_])[id_]
    more = {
        "approvals_by_version": [
            {"at": one.at, "member": one.member, "role": one.role, "version": one.version} for one in approved
        ],
        "approved_by": [one.member for one in approved if one.version == found.version],
        "payments": [one.id for one in paid.of_request(db.session(), id_)],
    }
    return answer({**asdict(found), **more})


@public.get("/payments/<id_>")
@allow("anyone")
def payment(id_: str) -> Response:
    """A payment, and what of it came back."""
    found = must(facts.Payment, id_)
    return answer({**asdict(found), "refunds": _all(facts.Refund, paid.refunds(db.session(), id_))})


@public.get("/entries")
@allow("anyone")
def entries() -> Response:
    """The journal, the newest day first, with postings: all of it, or of a kind, a programme, or between two days."""
    kind, programme = (request.args.get(name, "") for name in ("kind", "programme"))
    wish = JournalWish(kind=kind, programme=programme, since=asked_day("since"), until=asked_day("until"))
    found = ledger.journal(db.session(), wish, place(str, int, str), ENTRIES)
    postings = ledger.postings(db.session(), [one.id for one in found.items])

    def told(row: EntryRow) -> dict[str, Any]:
        return {**asdict(fact_of(facts.Entry, row)), "postings": _all(facts.Posting, postings[row.id])}

    return answer(_page("entries", found, told))


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
    """A grant round: its sum, who scores, until when applications and scores are taken."""
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


def _page(name: str, page: Page[Any], tell: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """A page of a list; `older` and `newer` are what an address has to say to go on."""
    return {name: [tell(one) for one in page.items], "newer": page.newer, "older": page.older}


def _statement(index: int) -> str:
    """The id of the statement at a place of the record."""
    return db.session.scalars(select(LeafRow.id).where(LeafRow.index == index)).one()

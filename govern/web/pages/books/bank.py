"""The bank page of an account: lines matched with entries, and reconciled months; private except for the proofs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.money import bank as matching
from govern.actions.money.bank import ReconciledMonth
from govern.store.facts.books import AccountRow, EntryRow
from govern.store.private import bank
from govern.store.private.bank import BankFileRow, BankLineRow, Candidate
from govern.store.views import ledger
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.services import now, services
from govern.web.prose.texts import moment, remember_texts
from govern.web.words.statements.statement_subjects import text
from govern.web.words.terms.treasury_words import shared

pages = Blueprint("bank", __name__, url_prefix="/treasury/bank")


@dataclass(frozen=True)
class BankPage:
    """An account's bank: lines without an entry, suggested entries, and months to prove."""

    account: AccountRow
    called: str
    files: Sequence[BankFileRow]
    lines: Sequence[BankLineRow]
    suggested: Mapping[int, Sequence[Candidate]]
    sure: int
    words: Mapping[int, str]
    matched: Sequence[tuple[BankLineRow, EntryRow]]
    counted: tuple[int, int]
    month: ReconciledMonth | None
    months: Sequence[str]
    problem: str


@pages.get("/<account>")
@allow("treasurer")
def show(account: str) -> str:
    """Unmatched lines with their candidates; months to reconcile; the last matches."""
    return page(db.session(), account_of(db.session(), account))


def account_of(session: Session, account: str) -> AccountRow:
    """An asset account; 404 for any other."""
    row = ledger.account(session, account)
    if row is None or row.kind != "assets":
        abort(404)
    return row


def page(session: Session, row: AccountRow, problem: str = "") -> str:
    """The page of an account's bank, with the error of an uploaded file if any."""
    return render_template("books/bank/show.html", page=_read_bank(session, row, problem), **shared())


def _read_bank(session: Session, row: AccountRow, problem: str) -> BankPage:
    id_ = row.account
    lines = bank.unmatched(session, id_)
    open_ = matching.fitting(session, id_, lines)
    suggested = matching.suggestions(lines, open_)
    past = bank.matched(session, id_)
    remember_texts([row.name, *(one.entry.text for one in open_), *(entry.text for _line, entry in past)])
    months = matching.open_months(row, bank.first_day(session, id_), _today())
    return BankPage(
        account=row,
        called=text(row.name),
        files=bank.files(session, id_),
        lines=lines,
        suggested=suggested,
        sure=len(matching.certain(lines, suggested)),
        words=matching.words_of(services().instance, [*lines, *(line for line, _entry in past)]),
        matched=past,
        counted=bank.count(session, id_),
        month=matching.month_of(session, row, months[0]) if months else None,
        months=months,
        problem=problem,
    )


def _today() -> str:
    return moment(now()).date().isoformat()


@pages.post("/<account>/matches")
@allow("treasurer")
def match(account: str) -> Response:
    """Match a line with an entry, undo a match, or match all unambiguous lines."""
    row = account_of(db.session(), account)
    with private_write() as writing:
        done = _carry_out(writing, row, request.form, current_user)
    if done < 0:
        flash(_("One of the two has a match already; reload the page."), "error")
    elif done:
        flash(ngettext("%(num)s line was matched.", "%(num)s lines were matched.", done), "success")
    return redirect(url_for("bank.show", account=account))


def _carry_out(session: Any, row: AccountRow, form: Any, reader: Reader) -> int:
    """The number of matched lines; -1 if a match failed."""
    by, at, id_ = reader.member_id, now(), row.account
    if form.get("step") == "certain":
        lines = bank.unmatched(session, id_)
        open_ = matching.fitting(session, id_, lines)
        pairs = matching.certain(lines, matching.suggestions(lines, open_))
        return sum(bank.match(session, id_, line.id, one.entry.id, by, at) for line, one in pairs)
    line = form.get("line", "")
    if not (line.isascii() and line.isdigit() and len(line) < 16):
        return 0
    if form.get("step") == "undo":
        bank.unmatch(session, id_, int(line))
        return 0
    entry = form.get("entry", "")
    return 1 if bank.changes(session, id_, entry) and bank.match(session, id_, int(line), entry, by, at) else -1

"""Pages for bank files: upload, preview and import; only what was previewed is imported, without open questions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.money import bank_files
from govern.actions.money.bank_files import LARGEST, BankFileRefused, FilePreview, LineCounts
from govern.protocol.messages import translate
from govern.store.facts.books import AccountRow
from govern.store.private.bank import BankFileRow, waiting_file
from govern.tables.sentences import reason_words, refusal_words
from govern.tables.statement import BankStatement, StatementLine
from govern.web.frame.access.security import allow, takes_up_to
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.services import now, services
from govern.web.pages.books import bank, bank_file_fields
from govern.web.pages.books.bank_file_fields import Field
from govern.web.prose.texts import moment, remember_texts
from govern.web.words.statements.statement_subjects import text

pages = Blueprint("bank_files", __name__, url_prefix="/treasury/bank")
ROOM: Final = 64 * 1024  # for the form around a file
SHOWN: Final = 12  # lines of a file in its preview
MOST_REFUSALS: Final = 50
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class BankFilePage:
    """A bank file as read, before any of it is stored; its first lines each in words."""

    account: AccountRow
    called: str
    file: BankFileRow
    found: BankStatement
    can_be_kept: bool
    shown: str
    changed: bool
    questions: Sequence[Field]
    changes: Sequence[Field]
    carried: Sequence[tuple[str, str]]
    refusals: Sequence[tuple[int, str]]
    left_out: Sequence[tuple[int, str, str]]
    lines: Sequence[tuple[StatementLine, str]]
    balances: bool  # whether some of these lines state one
    more: int
    period: tuple[datetime.date, datetime.date] | None
    incoming: int
    outgoing: int


@pages.post("/<account>/files")
@allow("treasurer")
@takes_up_to(LARGEST + ROOM)
def upload(account: str) -> Answer:
    """Store a file; its lines are previewed before anything is imported."""
    row, sent = bank.account_of(db.session(), account), request.files.get("file")
    data = b""
    if sent is not None:
        with sent.stream as stream:
            data = stream.read(LARGEST + 1)
    name = sent.filename or "" if sent is not None else ""
    try:
        with private_write() as writing:
            by, instance = current_user.member_id, services().instance
            file = bank_files.take(writing, instance, row.account, data, name, by, now())
            id_, state = file.id, file.state
    except BankFileRefused as bad:
        return bank.page(
            db.session(), bank.account_of(db.session(), account), translate(refusal_words(bad.refusal), _)
        ), 422
    if state == "read":
        flash(_("This very file was read before; nothing was imported twice."), "error")
        return redirect(url_for("bank.show", account=account))
    return redirect(url_for("bank_files.preview", account=account, id_=id_))


@pages.get("/<account>/files/<int(max=9007199254740991):id_>")
@allow("treasurer")
def preview(account: str, id_: int) -> Answer:
    """The preview of a file: lines, sums, balances, rows left out, open questions; nothing is imported yet."""
    row, waiting = bank.account_of(db.session(), account), _file(db.session(), account, id_)
    return _page(row, waiting, _look(db.session(), row, waiting, None))


def _file(session: Session, account: str, id_: int) -> BankFileRow:
    row = waiting_file(session, id_)
    if row is None or row.account != account or row.state != "waiting":
        abort(404)
    return row


def _look(session: Session, row: AccountRow, waiting: BankFileRow, answers: dict[str, str] | None) -> FilePreview:
    today = moment(now()).date()
    return bank_files.look(session, services().instance, waiting, row.currency, today, answers)


@pages.post("/<account>/files/<int(max=9007199254740991):id_>")
@allow("treasurer")
def read(account: str, id_: int) -> Answer:
    """Preview the file with other answers, or import it if it is still read as previewed."""
    row, waiting = bank.account_of(db.session(), account), _file(db.session(), account, id_)
    found = _look(db.session(), row, waiting, bank_file_fields.answers_in(request.form))
    if request.form.get("step") != "keep":
        return _page(row, waiting, found)
    if not found.can_be_kept or request.form.get("shown") != bank_files.shown(waiting, found):
        return _page(row, waiting, found, changed=True), 409
    with private_write() as writing:
        fresh = waiting_file(writing, id_)
        if fresh is None or fresh.state != "waiting":
            abort(404)
        taken = bank_files.keep(writing, services().instance, fresh, found)
    flash(_summary(taken), "success")
    return redirect(url_for("bank.show", account=account))


def _summary(taken: LineCounts) -> str:
    old = taken.lines - taken.new
    message = ngettext("%(num)s line is new.", "%(num)s lines are new.", taken.new)
    known = ngettext("%(num)s was here already.", "%(num)s were here already.", old)
    return f"{message} {known}" if old else message


@pages.post("/<account>/files/<int(max=9007199254740991):id_>/delete")
@allow("treasurer")
def delete(account: str, id_: int) -> Response:
    """Delete a file that was not imported."""
    _file(db.session(), account, id_)
    with private_write() as writing:
        waiting = waiting_file(writing, id_)
        if waiting is not None:
            bank_files.discard(writing, waiting)
    flash(_("The file was deleted; nothing of it was kept."), "success")
    return redirect(url_for("bank.show", account=account))


def _page(row: AccountRow, waiting: BankFileRow, found: FilePreview, *, changed: bool = False) -> str:
    return render_template("books/bank/file.html", page=_read_file(row, waiting, found, changed))


def _read_file(row: AccountRow, waiting: BankFileRow, found: FilePreview, changed: bool) -> BankFilePage:
    statement, answers = found.statement, found.answers
    asked, changes = bank_file_fields.questions(statement, answers), bank_file_fields.changes(statement, answers)
    remember_texts([row.name])
    days, first = [line.day for line in statement.lines], statement.lines[:SHOWN]
    return BankFilePage(
        account=row,
        called=text(row.name),
        file=waiting,
        found=statement,
        can_be_kept=found.can_be_kept,
        shown=bank_files.shown(waiting, found),
        changed=changed,
        questions=asked,
        changes=changes,
        carried=bank_file_fields.carried(answers, [*asked, *changes]),
        refusals=[(one.place, translate(refusal_words(one), _)) for one in statement.refusals[:MOST_REFUSALS]],
        left_out=[(one.place, translate(reason_words(one), _), one.text) for one in statement.left_out],
        lines=[(line, bank_files.words_of_line(line)) for line in first],
        balances=any(line.balance is not None for line in first),
        more=len(statement.lines) - len(first),
        period=(min(days), max(days)) if days else None,
        incoming=sum(line.amount for line in statement.lines if line.amount > 0),
        outgoing=sum(line.amount for line in statement.lines if line.amount < 0),
    )

"""An account's bank: files taken, lines matched with entries, and months proven; private but for the proofs."""

import datetime
from typing import Any, Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from govern.actions import bank as matching
from govern.actions.bank_files import LARGEST, BadBankFile, Mapping, Table
from govern.actions.bank_files.columns import DATE_FORMATS, ROLES
from govern.store import bank
from govern.store.bank import BankFileRow, BankMappingRow
from govern.store.books import AccountRow
from govern.tables.statement import Refusal
from govern.web.bank_words import date_format_words, problem_words, role_words
from govern.web.database import db, private_write
from govern.web.security import allow, takes_up_to
from govern.web.services import now, services
from govern.web.subject_words import text
from govern.web.texts import moment, remember_texts
from govern.web.wording import _, ngettext

pages = Blueprint("bank", __name__, url_prefix="/treasury/bank")
ROOM: Final = 64 * 1024  # for the form around a file
SHOWN: Final = 8  # rows of a file in its preview
Answer = str | Response | tuple[str, int]


@pages.get("/<account>")
@allow("treasurer")
def show(account: str) -> str:
    """Lines that have no entry, with what they may be; months to be proven; what was matched last."""
    return _page(_account(account), [])


def _account(account: str) -> AccountRow:
    row = db.session.get(AccountRow, account)
    if row is None or row.kind != "assets":
        abort(404)
    return row


def _page(row: AccountRow, problems: list[tuple[int, str | Refusal]]) -> str:
    session, id_ = db.session(), row.account
    lines = bank.unmatched(session, id_)
    open_ = matching.fitting(session, id_, lines)
    suggested = matching.suggestions(lines, open_)
    past = bank.matched(session, id_)
    remember_texts([row.name, *(one.entry.text for one in open_), *(entry.text for _line, entry in past)])
    months = matching.open_months(row, bank.first_day(session, id_), _today())
    return render_template(
        "bank/show.html",
        account=row,
        called=text(row.name),
        day=datetime.date.fromisoformat,
        files=bank.files(session, id_),
        lines=lines,
        suggested=suggested,
        sure=len(matching.certain(lines, suggested)),
        words=matching.words_of(services().instance, [*lines, *(line for line, _entry in past)]),
        matched=past,
        counted=bank.count(session, id_),
        month=matching.month_of(session, row, months[0]) if months else None,
        months=months,
        problems=[(number, problem_words(code)) for number, code in problems],
        text=text,
    )


def _today() -> str:
    return moment(now()).date().isoformat()


@pages.post("/<account>/files")
@allow("treasurer")
@takes_up_to(LARGEST + ROOM)
def upload(account: str) -> Answer:
    """Takes a file; its lines are shown before anything is kept."""
    row, sent = _account(account), request.files.get("file")
    data = b""
    if sent is not None:
        with sent.stream as stream:
            data = stream.read(LARGEST + 1)
    name = sent.filename or "" if sent is not None else ""
    try:
        with private_write() as writing:
            by, instance = current_user.member_id, services().instance
            file = matching.take(writing, instance, row.account, data, name, by, now())
            id_, state = file.id, file.state
    except BadBankFile as bad:
        return _page(_account(account), list(bad.lines)), 422
    if state == "read":
        flash(_("This very file was read before; nothing was imported twice."), "error")
        return redirect(url_for("bank.show", account=account))
    return redirect(url_for("bank.file", account=account, id_=id_))


def _file(account: str, id_: int) -> BankFileRow:
    row = db.session.get(BankFileRow, id_)
    if row is None or row.account != account or row.state != "waiting":
        abort(404)
    return row


@pages.get("/<account>/files/<int:id_>")
@allow("treasurer")
def file(account: str, id_: int) -> Answer:
    """What is in a file, and which column is what; every bad line is named, and nothing is kept yet."""
    row, waiting = _account(account), _file(account, id_)
    try:
        found = matching.table_of(services().instance, waiting)
    except BadBankFile as bad:
        return _page(row, list(bad.lines)), 422
    return _preview(row, waiting, found, _mapping(row, found))


def _mapping(row: AccountRow, found: Table | None) -> Mapping | None:
    """The mapping that the form says, or the remembered one, or the probable one."""
    if found is None:
        return None
    if "date_format" not in request.values:
        return matching.remembered(db.session.get(BankMappingRow, row.account), found)
    columns = {}
    for role in ROLES:
        place = request.values.get(role, "")
        if place.isascii() and place.isdigit() and len(place) < 6 and int(place) < len(found.header):
            columns[role] = int(place)
    date_format = request.values["date_format"]
    decimal = "," if request.values.get("decimal") == "," else "."
    return Mapping(columns, date_format if date_format in DATE_FORMATS else DATE_FORMATS[0], decimal)


def _preview(row: AccountRow, waiting: BankFileRow, found: Table | None, mapping: Mapping | None) -> Answer:
    lines, problems = [], []
    try:
        lines = matching.lines_of(services().instance, waiting, row.currency, mapping)
    except BadBankFile as bad:
        problems = [(number, problem_words(code)) for number, code in bad.lines]
    remember_texts([row.name])
    page = render_template(
        "bank/file.html",
        account=row,
        called=text(row.name),
        day=datetime.date.fromisoformat,
        file=waiting,
        table=found,
        mapping=mapping,
        lines=lines[:SHOWN],
        total=len(lines),
        problems=problems,
        roles=role_words(),
        formats=date_format_words(),
    )
    return (page, 422) if problems and request.method == "POST" else page


@pages.post("/<account>/files/<int:id_>")
@allow("treasurer")
def read(account: str, id_: int) -> Answer:
    """Shows the file by another mapping, or takes its lines up."""
    row, waiting = _account(account), _file(account, id_)
    try:
        found = matching.table_of(services().instance, waiting)
        mapping = _mapping(row, found)
        if request.form.get("step") != "keep":
            return _preview(row, waiting, found, mapping)
        lines = matching.lines_of(services().instance, waiting, row.currency, mapping)
    except BadBankFile:
        return _preview(row, waiting, found, mapping)
    with private_write() as writing:
        fresh = writing.get(BankFileRow, id_)
        if fresh is None or fresh.state != "waiting":
            abort(404)
        taken = matching.keep(writing, services().instance, fresh, lines, mapping)
    old = taken.lines - taken.new
    told = ngettext("%(num)s line is new.", "%(num)s lines are new.", taken.new)
    if old:
        told += " " + ngettext("%(num)s was here already.", "%(num)s were here already.", old)
    flash(told, "success")
    return redirect(url_for("bank.show", account=account))


@pages.post("/<account>/matches")
@allow("treasurer")
def match(account: str) -> Response:
    """Notes which entry a line is, takes a match back, or takes all that leave no doubt."""
    row = _account(account)
    with private_write() as writing:
        done = _carry_out(writing, row, request.form)
    if done < 0:
        flash(_("One of the two has a match already; reload the page."), "error")
    elif done:
        flash(ngettext("%(num)s line was matched.", "%(num)s lines were matched.", done), "success")
    return redirect(url_for("bank.show", account=account))


def _carry_out(session: Any, row: AccountRow, form: Any) -> int:
    """How many lines were matched; -1 if one could not be."""
    by, at, id_ = current_user.member_id, now(), row.account
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

"""The import of a ledger that predates the log through the browser: previewed with every bad line, then signed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, render_template, request
from flask_login import current_user

from govern.actions.money import ledger_import
from govern.actions.money.ledger_import import Import, PreparedStatement
from govern.actions.money.record_clients import LocalRecordClient
from govern.protocol.amounts import decimals_of
from govern.protocol.errors import N_
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger import KINDS
from govern.rules.treasury.ledger_import.plan import Circumstances, ImportPlan, Key, gather, plan
from govern.rules.treasury.ledger_import.values import FIELDS, ImportRow, Problem, Table, TableLayout, UnreadableCell
from govern.tables.ledger import head_of, read, text_of
from govern.tables.ledger_cells import amount_of
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.gettext import _
from govern.web.frame.services import services

pages = Blueprint("treasury_import", __name__, url_prefix="/treasury/import")
LARGEST: Final = 400_000  # bytes of a table carried by the form; longer ones need the command
MOST_ROWS: Final = 3_000
SHOWN: Final = 12


@dataclass(frozen=True)
class ImportPreview:
    """The preview of a table: the plan with problems, the number of entries imported before, the statements to sign."""

    table: Table
    plan: ImportPlan
    brought: int
    statements: tuple[PreparedStatement, ...]
    others: int  # entries that another treasurer seems to have imported


@dataclass(frozen=True)
class ImportPage:
    """An old ledger's table, the result of reading it, and the statement to sign."""

    ledger: str
    found: ImportPreview | None
    error: str
    head: Sequence[str]
    fields: Mapping[str, str]
    kinds: Mapping[str, str]
    slots: Mapping[Key, str]  # the name of each account in the form
    problems: Sequence[tuple[int, str]]
    signing: Sequence[Mapping[str, object]]
    shown: int
    given: Mapping[str, str]


@pages.get("")
@allow("treasurer")
def index() -> str:
    """The form that takes a table."""
    return _page("", None)


@pages.post("")
@allow("treasurer")
def look() -> tuple[str, int] | str:
    """The preview of an import; nothing is stored, so the form carries the table."""
    try:
        text = _text()
        found = _looked(text, current_user)
    except UnreadableCell as error:
        return _page("", None, _(error.template) % error.values), 422
    return _page(text, found)


def _text() -> str:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return request.form.get("ledger", "")
    with sent.stream as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = N_("the file is larger than %(most)s bytes; use the command “govern treasury import”")
        raise UnreadableCell(message, most=LARGEST)
    return text_of(data, request.form.get("encoding", "").strip())


def _looked(text: str, reader: Reader) -> ImportPreview:
    client = LocalRecordClient(services().recorder, services().reading)
    own = Import(client.community, _secret(reader))
    table = read(text, _form(), decimals_of)
    if len(table.rows) > MOST_ROWS:
        message = N_("the table has more than %(most)s rows; use the command “govern treasury import”")
        raise UnreadableCell(message, most=MOST_ROWS)
    about, wrong = _circumstances(client, own, table.rows)
    entries, problems = gather(table.rows, about)
    packed = list(ledger_import.pack(entries, own))
    left = ledger_import.not_yet(client, packed, anything_held=bool(about.held))
    found = plan(entries, about, [one.entry for one in left])
    others = ledger_import.recognised(client, packed, left) if about.held else []
    doubts = () if "others" in request.form else tuple(ledger_import.warning(others))
    every = tuple(sorted({*table.problems, *problems, *found.problems, *wrong, *doubts}))
    found = replace(found, problems=every)
    statements = () if every else tuple(ledger_import.prepare(own, found, left))
    return ImportPreview(table, found, len(packed) - len(left), statements, len(others))


def _secret(reader: Reader) -> bytes:
    """The secret of the salts: the same in a treasurer's second import, and unknown to others."""
    made = f"old ledger\n{services().instance.secret}\n{reader.member_id}"
    return hashlib.sha256(made.encode()).digest()


def _form() -> TableLayout:
    given = request.form
    lines = given.get("skip", "").replace(",", " ").split()
    return TableLayout(
        columns={name: given[f"column_{name}"] for name in FIELDS if given.get(f"column_{name}")},
        defaults={name: given.get(name, "").strip() for name in ("account", "contra", "currency")},
        decimal=given.get("decimal", "") if given.get("decimal") in (".", ",") else "",
        order=given.get("dates", "") if given.get("dates") in ("dmy", "mdy") else "",
        skip=frozenset(int(one) for one in lines if one.isascii() and one.isdigit() and len(one) < 8),
    )


def _circumstances(
    client: LocalRecordClient, own: Import, rows: Iterable[ImportRow]
) -> tuple[Circumstances, list[Problem]]:
    """The accounts' data in the form, by index in the list of all; and problems of unreadable sums."""
    keys = sorted({(name, row.currency) for row in rows for name in (row.account, row.contra) if name})
    floors: dict[Key, int] = {}
    wrong: list[Problem] = []
    for key, typed in _said("floor", keys):
        try:
            floors[key] = amount_of(typed, ".", decimals_of(key[1]))
        except UnreadableCell as error:
            wrong.append(error.on(0))
    about = Circumstances(
        founded_on=day_of(client.founded_at),
        currencies=client.currencies(),
        kinds={key[0]: kind for key, kind in _said("kind", keys) if kind in KINDS},
        floors=floors,
        held=ledger_import.held(client, own, keys),
        closed_until=client.closed_until(),
    )
    return about, wrong


def _said(what: str, keys: Iterable[Key]) -> Iterator[tuple[Key, str]]:
    for key in keys:
        typed = request.form.get(f"{what}_{_place(key)}", "").strip()
        if typed:
            yield key, typed


def _place(key: Key) -> str:
    """The name of an account's fields in the form."""
    return hashlib.sha256("/".join(key).encode()).hexdigest()[:16]


def _page(text: str, found: ImportPreview | None, error: str = "") -> str:
    return render_template("books/import.html", page=_read_import(text, found, error))


def _read_import(text: str, found: ImportPreview | None, error: str) -> ImportPage:
    return ImportPage(
        ledger=text,
        found=found,
        error=error,
        head=head_of(text, _form()) if text else [],
        fields=_field_words(),
        kinds=_kind_words(),
        slots={one.key: _place(one.key) for one in (found.plan.accounts if found else ())},
        problems=[(one.line, _(one.template) % dict(one.values)) for one in (found.plan.problems if found else ())],
        signing=[_signed(one) for one in (found.statements if found else ())],
        shown=SHOWN,
        given=request.form,
    )


def _signed(one: PreparedStatement) -> Mapping[str, object]:
    """A statement for the script that signs."""
    texts = [{"blob": json.loads(blob), "sha256": hashlib.sha256(blob).hexdigest()} for blob in one.blobs]
    return {"kind": one.kind, "fields": one.fields, "labels": one.labels, "texts": texts, "count": len(one.blobs)}


def _field_words() -> Mapping[str, str]:
    return {
        "date": _("Day"),
        "account": _("Account"),
        "contra": _("The other account, or what for"),
        "amount": _("Amount that the account gains"),
        "debit": _("Debit (gains)"),
        "credit": _("Credit (loses)"),
        "currency": _("Currency"),
        "text": _("Description"),
        "number": _("Number"),
    }


def _kind_words() -> Mapping[str, str]:
    return {
        "assets": _("Assets"),
        "liabilities": _("Liabilities"),
        "income": _("Income"),
        "expenses": _("Expenses"),
        "equity": _("Equity"),
    }

"""The journal: all entries, and each with its postings and possible acts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.treasury import journal as judging
from govern.store.facts.books import AccountRow, EntryRow, PostingRow
from govern.store.paging import Page
from govern.store.views import ledger
from govern.store.views.ledger import JournalFilter
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import accounts, asked_day, cursor, programme_choices, shared, today

pages = Blueprint("journal", __name__, url_prefix="/treasury/journal")
ENTRY: Final = re.compile(r"[0-9a-f]{64}(?:-[1-9][0-9]{0,2})?")


@dataclass(frozen=True)
class JournalPage:
    """The results of a search for entries, each with its postings."""

    entries: Page[EntryRow]
    postings: Mapping[str, Sequence[PostingRow]]
    criteria: JournalFilter
    kept: Mapping[str, str]
    programmes: Sequence[tuple[str, str]]
    accounts: Mapping[str, AccountRow]


@dataclass(frozen=True)
class LedgerEntryPage:
    """One entry with its postings, and the reason why the reader may not reverse it."""

    entry: EntryRow
    postings: Sequence[PostingRow]
    accounts: Mapping[str, AccountRow]
    treasurer: bool
    no_reversal: str


@pages.get("")
@allow("anyone")
def index() -> str:
    """All entries, by kind, account, programme and day."""
    return render_template("books/journal.html", page=_read_journal(db.session()), **shared())


def _read_journal(session: Session) -> JournalPage:
    criteria = _criteria()
    found = ledger.journal(session, criteria, cursor(str, int, str))
    remember_texts(one.text for one in found.items)
    names = ("kind", "account", "programme", "since", "until")
    return JournalPage(
        entries=found,
        postings=ledger.postings(session, [one.id for one in found.items]),
        criteria=criteria,
        kept={name: getattr(criteria, name) for name in names if getattr(criteria, name)},
        programmes=programme_choices(),
        accounts=accounts(),
    )


def _criteria() -> JournalFilter:
    asked = request.args
    return JournalFilter(
        kind=asked.get("kind", "") if asked.get("kind", "") in ledger.KINDS else "",
        programme=asked.get("programme", "") if asked.get("programme", "") in treasury_words.programmes() else "",
        account=asked.get("account", "") if asked.get("account", "") in accounts() else "",
        since=asked_day("since"),
        until=asked_day("until"),
    )


@pages.get("/<id_>")
@allow("anyone")
def entry(id_: str) -> str:
    """One entry with its postings, its source, and the form for another treasurer's reversal."""
    return render_template("books/entry.html", page=_read_entry(db.session(), id_, current_user), **shared())


def _read_entry(session: Session, id_: str, reader: Reader) -> LedgerEntryPage:
    found = ledger.entry(session, id_) if ENTRY.fullmatch(id_) else None
    if found is None:
        abort(404)
    treasury_words.programmes()
    others = [ledger.entry(session, one) for one in (found.reverses, found.reversed_by) if one]
    remember_texts([found.text, *(one.text for one in others if one)])
    remember_names([found.recorded_by])
    return LedgerEntryPage(
        entry=found,
        postings=ledger.postings(session, [id_])[id_],
        accounts=accounts(),
        treasurer="treasurer" in reader.roles,
        no_reversal=why_not_reversed(id_, reader),
    )


def why_not_reversed(id_: str, reader: Reader) -> str:
    """Why the reader may not reverse an entry today; empty if possible."""
    if "treasurer" not in reader.roles:
        return ""
    return refusal(judging.reverse, member=reader.member_id, entry=id_, reason="", reversed_on=today())

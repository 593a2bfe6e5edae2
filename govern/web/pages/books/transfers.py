"""Transfers between own accounts, with conversion between currencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountRow, TransferRow
from govern.store.paging import Page
from govern.store.views import ledger, spending
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.treasury_words import accounts, cursor, programme_choices, shared

pages = Blueprint("transfers", __name__, url_prefix="/treasury/transfers")


@dataclass(frozen=True)
class TransfersPage:
    """All transfers."""

    transfers: Page[TransferRow]
    accounts: Mapping[str, AccountRow]
    treasurer: bool


@dataclass(frozen=True)
class TransferForm:
    """The form for a transfer."""

    accounts: Sequence[AccountRow]
    programmes: Sequence[tuple[str, str]]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All transfers."""
    return render_template("books/transfers.html", page=_read_transfers(db.session(), current_user), **shared())


def _read_transfers(session: Session, reader: Reader) -> TransfersPage:
    found = ledger.transfers(session, cursor())
    remember_texts(one.reason for one in found.items)
    treasurer = "treasurer" in reader.roles
    return TransfersPage(
        transfers=found,
        accounts=accounts(),
        treasurer=treasurer,
    )


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for a transfer."""
    own = spending.accounts(db.session())
    return render_template(
        "books/record_transfer.html",
        page=TransferForm(
            accounts=own,
            programmes=programme_choices(),
        ),
        **shared(),
    )

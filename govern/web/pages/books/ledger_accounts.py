"""Accounts of the ledger: the tree with balances, and each account with its entries."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.rulebook.formats import read_rules
from govern.rules.treasury import accounts as judging
from govern.rules.treasury.ledger import KINDS
from govern.store.facts import community
from govern.store.facts.books import AccountRow, FundRow
from govern.store.paging import Page
from govern.store.views import ledger
from govern.store.views.ledger import LedgerChange, MonthChange
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.treasury_words import accounts, cursor, kind_of_account, programmes, shared

pages = Blueprint("ledger_accounts", __name__, url_prefix="/treasury/accounts")
MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
Branch = tuple[AccountRow, int]  # an account and its depth in the tree


@dataclass(frozen=True)
class LedgerAccountPage:
    """One account: its entries with running balances, its months, and its restricted money."""

    account: AccountRow
    changes: Page[LedgerChange]
    until: str
    months: Sequence[MonthChange]
    funds: Sequence[FundRow]
    below: Sequence[AccountRow]
    treasurer: bool
    no_closing: str


@dataclass(frozen=True)
class LedgerAccountForm:
    """The form for a new account, with a fresh id."""

    account: str
    currencies: Sequence[str]
    parents: Sequence[AccountRow]
    kinds: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class LedgerAccountsPage:
    """All accounts by kind, each with its depth in the tree."""

    trees: Mapping[str, Sequence[Branch]]
    treasurer: bool


@pages.get("")
@allow("anyone")
def index() -> str:
    """All accounts by kind, as a tree."""
    return render_template("books/accounts.html", page=_read_ledger_accounts(current_user), **shared())


def _read_ledger_accounts(reader: Reader) -> LedgerAccountsPage:
    trees = {kind: _tree(kind) for kind in KINDS}
    programmes()
    return LedgerAccountsPage(
        trees={kind: tree for kind, tree in trees.items() if tree},
        treasurer="treasurer" in reader.roles,
    )


def _tree(kind: str) -> list[Branch]:
    below: dict[str, list[AccountRow]] = {}
    for row in accounts().values():
        if row.kind == kind:
            below.setdefault(row.parent, []).append(row)
    return list(_branches(below, "", 0))


def _branches(below: dict[str, list[AccountRow]], parent: str, depth: int) -> list[Branch]:
    """The subaccounts of a parent; a parent is older than its subaccounts, so this ends."""
    found: list[Branch] = []
    for row in below.get(parent, ()):
        found += [(row, depth), *_branches(below, row.account, depth + 1)]
    return found


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for a new account."""
    return render_template("books/open_account.html", page=_read_ledger_account_form(db.session()), **shared())


def _read_ledger_account_form(session: Session) -> LedgerAccountForm:
    rules = community.rulebook_in_force(session, now())
    currencies = sorted(read_rules(rules.rules).approvals) if rules else []
    parents = [row for row in accounts().values() if not row.built_in and not row.closed_at]
    return LedgerAccountForm(
        account="a_" + secrets.token_hex(12),
        currencies=currencies,
        parents=parents,
        kinds=[(kind, kind_of_account(kind)) for kind in KINDS],
    )


@pages.get("/<account>")
@allow("anyone")
def show(account: str) -> str:
    """One account: its entries with running balances, its months, and its restricted money."""
    return render_template(
        "books/account.html", page=_read_ledger_account(db.session(), account, current_user), **shared()
    )


def _read_ledger_account(session: Session, account: str, reader: Reader) -> LedgerAccountPage:
    row = accounts().get(account)
    if row is None:
        abort(404)
    until = request.args.get("until", "")
    until = until if MONTH.fullmatch(until) else ""
    lines = ledger.lines_of(session, account, cursor(str, int, str), until)
    remember_texts(line.entry.text for line in lines.items)
    treasurer = "treasurer" in reader.roles
    return LedgerAccountPage(
        account=row,
        changes=lines,
        until=until,
        months=ledger.months(session, account),
        funds=ledger.funds(session, account),
        below=[one for one in accounts().values() if one.parent == account],
        treasurer=treasurer,
        no_closing=refusal(judging.close_account, member=reader.member_id, account=account) if treasurer else "",
    )

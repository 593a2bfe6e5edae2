"""Budgets: sums appropriated to programmes and clubs, encumbered, spent and left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from govern.store.facts import proposals
from govern.store.facts.proposals import ProposalSummary
from govern.store.facts.treasury import BudgetLineRow
from govern.store.paging import Page
from govern.store.views import budgets, spending
from govern.store.views.budgets import When
from govern.store.views.spending import MandateFilter, MandateView
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes
from govern.web.words.terms.treasury_words import cursor, remember_granted, shared

pages = Blueprint("budgets", __name__, url_prefix="/treasury/budget")
Group = tuple[str, list[tuple[str, list[BudgetLineRow]]]]  # a scope, and the lines of each of its currencies


@dataclass(frozen=True)
class BudgetPage:
    """The budget: running lines by scope and currency, lines to come, and those that are over."""

    groups: Sequence[Group]
    coming: Sequence[BudgetLineRow]
    ended: Page[BudgetLineRow]


@dataclass(frozen=True)
class BudgetLinePage:
    """One line with the proposal that made it and the mandates that draw on it."""

    line: BudgetLineRow
    proposal: ProposalSummary | None
    mandates: Page[MandateView]
    when: When


@pages.get("")
@allow("anyone")
def index() -> str:
    """Running lines by scope, coming lines, and ended ones."""
    return render_template("treasury/budgets/budget.html", page=_read_budget(db.session(), now()), **shared())


def _read_budget(session: Session, at: int) -> BudgetPage:
    running, coming = budgets.lines(session, "running", at), budgets.lines(session, "coming", at)
    ended = budgets.ended(session, at, cursor())
    remember_scopes(one.scope for one in (*running, *coming, *ended.items))
    treasury_words.programmes()
    return BudgetPage(_grouped(running), coming, ended)


def _grouped(lines: Iterable[BudgetLineRow]) -> list[Group]:
    ordered = sorted(lines, key=lambda one: (one.scope != "community", one.scope, one.currency, one.programme))
    return [
        (scope, [(currency, list(same)) for currency, same in groupby(of_scope, key=lambda one: one.currency)])
        for scope, of_scope in groupby(ordered, key=lambda one: one.scope)
    ]


@pages.get("/<id_>")
@allow("anyone")
def line(id_: str) -> str:
    """One line with its vote and the mandates drawn on it."""
    found = budgets.line(db.session(), id_) or abort(404)
    return render_template("treasury/budgets/budget_line.html", page=_read_line(db.session(), found, now()), **shared())


def _read_line(session: Session, found: BudgetLineRow, at: int) -> BudgetLinePage:
    treasury_words.programmes()
    proposal = proposals.one(session, found.proposal)
    granted = spending.mandates(session, MandateFilter(line=found.id), at, cursor())
    remember_granted(granted.items)
    remember_scopes([found.scope])
    if proposal is not None:
        remember_texts([proposal.proposal.title])
        remember_names([proposal.proposal.author])
    return BudgetLinePage(found, proposal, granted, budgets.when_of(found, at))

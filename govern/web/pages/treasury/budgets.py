"""Budgets: what votes gave to programmes and clubs, what is promised of it, what is spent and what is left."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, abort, render_template

from govern.store.facts import proposals
from govern.store.facts.treasury import BudgetLineRow
from govern.store.views import budgets, spending
from govern.store.views.spending import MandateWish
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes
from govern.web.words.terms.treasury_words import place, remember_granted, shared

pages = Blueprint("budgets", __name__, url_prefix="/treasury/budget")
Group = tuple[str, list[tuple[str, list[BudgetLineRow]]]]  # a scope, its currencies, and the lines of each


@pages.get("")
@allow("anyone")
def index() -> str:
    """Running lines by whose they are, those to come, and those that are over."""
    session, at = db.session(), now()
    running, coming = budgets.lines(session, "running", at), budgets.lines(session, "coming", at)
    ended = budgets.ended(session, at, place())
    remember_scopes(one.scope for one in (*running, *coming, *ended.items))
    treasury_words.programmes()
    return render_template(
        "treasury/budget.html",
        groups=_grouped(running),
        coming=coming,
        page=ended,
        left_of=budgets.left_of,
        **shared(),
    )


def _grouped(lines: Iterable[BudgetLineRow]) -> list[Group]:
    ordered = sorted(lines, key=lambda one: (one.scope != "community", one.scope, one.currency, one.programme))
    return [
        (scope, [(currency, list(same)) for currency, same in groupby(of_scope, key=lambda one: one.currency)])
        for scope, of_scope in groupby(ordered, key=lambda one: one.scope)
    ]


@pages.get("/<id_>")
@allow("anyone")
def line(id_: str) -> str:
    """One line with the vote that made it and the mandates that draw on it."""
    found = budgets.line(db.session(), id_)
    if found is None:
        abort(404)
    proposal = proposals.one(db.session(), found.proposal)
    granted = spending.mandates(db.session(), MandateWish(line=id_), now(), place())
    remember_granted(granted.items)
    remember_scopes([found.scope])
    if proposal is not None:
        remember_texts([proposal.proposal.title])
        remember_names([proposal.proposal.author])
    return render_template(
        "treasury/budget_line.html",
        line=found,
        proposal=proposal,
        page=granted,
        when=budgets.when_of(found, now()),
        left=budgets.left_of(found),
        **shared(),
    )

"""Treasury data in the form of a proposal: programmes with their budgets, and the projects' total cost."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.kinds import forms
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.store.facts.books import programmes_of
from govern.store.projection import Projection
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.prose.texts import money, remember_texts, text_of
from govern.web.words.effects import budget_left


def programmes(session: Session, scope: str) -> list[tuple[str, str]]:
    """The programmes on which a scope may spend, with what is left of their budgets."""
    found = programmes_of(session, scope)
    remember_texts(found.values())
    none, left = _("none") if scope == COMMUNITY else "–", budget_left.of_programmes(found)
    return [("", none), *((one, _with_left(text_of(name) or one, left.get(one, ""))) for one, name in found.items())]


def _with_left(name: str, left: str) -> str:
    return _("%(programme)s (%(left)s left)", programme=name, left=left) if left else name


def pseudonyms(session: Session) -> bool:
    """Whether the rulebook in force requires pseudonyms for outside payees."""
    rules = in_force(Projection(session.connection()), COMMUNITY, now())
    return typed(rules).treasury.payees == "pseudonym"


def costs(session: Session, draft: Mapping[str, Any], rules: Rules) -> str:
    """The total cost of the readable projects compared with the sum; empty if there is nothing to add."""
    form = forms().get(draft["kind"])
    found = form.costs(DraftReading(session, draft, rules)) if form else None
    if found is None or not all(found):
        return ""
    (whole, spent), currency = found, draft["currency"]
    total, each = money(spent, currency), money(whole, currency)
    if spent > whole:
        return _(
            "The projects cost %(total)s in all, more than the sum of %(sum)s: the vote decides which.",
            total=total,
            sum=each,
        )
    return _(
        "The projects cost %(total)s in all, and the sum of %(sum)s is enough for each of them.", total=total, sum=each
    )

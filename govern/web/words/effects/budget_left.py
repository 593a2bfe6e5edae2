"""The remaining sums of budget lines, compared with proposals and drafts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from govern.protocol.effect import Effect
from govern.rules.proposals.kinds import kind_of_effect
from govern.store.facts.treasury import BudgetLineRow
from govern.store.views import budgets
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.language import listed
from govern.web.frame.services import now
from govern.web.prose.texts import money
from govern.web.words.effects.places import programme_name


@dataclass(frozen=True)
class BudgetNote:
    """The rest of a budget in a sentence, and whether it is less than the requested sum."""

    words: str
    short: bool


def of_programmes(programmes: Iterable[str]) -> dict[str, str]:
    """The remaining sums of each programme with running lines, for a choice field."""
    at, found = now(), defaultdict[str, list[str]](list)
    for line in budgets.of_programmes(db.session(), programmes):
        if budgets.when_of(line, at) == "running":
            found[line.programme].append(money(line.left, line.currency))
    return {programme: listed(lefts) for programme, lefts in found.items()}


def drawn_on(effects: Iterable[Effect]) -> set[str]:
    """The programmes whose budgets effects would draw on."""
    return {programme for programme, _currency in _asked(effects)}


def notes(effects: Iterable[Effect], lines: Iterable[BudgetLineRow]) -> list[BudgetNote]:
    """The rest of each budget that effects would draw on; programmes without a budget are left out."""
    asked = _asked(effects)
    known: dict[tuple[str, str], list[BudgetLineRow]] = defaultdict(list)
    for line in lines:
        known[line.programme, line.currency].append(line)
    return [_note(key, sums, known[key]) for key, sums in asked.items() if key in known]


def _asked(effects: Iterable[Effect]) -> dict[tuple[str, str], list[int]]:
    """The sums drawn on each budget; each needs a line with enough money."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in effects:
        kind = kind_of_effect(one.NAME)
        drawn = kind and kind.drawn_by(one)
        if drawn and drawn.programme:
            found[drawn.programme, drawn.currency].append(drawn.amount)
    return found


def _note(key: tuple[str, str], sums: list[int], lines: list[BudgetLineRow]) -> BudgetNote:
    at, (programme, currency) = now(), key
    running = [one.left for one in lines if budgets.when_of(one, at) == "running"]
    name = programme_name(programme)
    if not running:
        words = _("No budget of “%(programme)s” is running in %(currency)s now.", programme=name, currency=currency)
        return BudgetNote(words, short=True)
    left = listed(money(one, currency) for one in running)
    message = _("The budget of “%(programme)s” has %(left)s left now.", programme=name, left=left)
    return BudgetNote(message, short=max(sums) > max(running))

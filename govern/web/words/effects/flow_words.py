"""The chart of money flows: sources, programmes and payees by name, the smaller ones combined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from govern.store.views.money_flows import MoneyFlow, Movement
from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.gettext import _
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_subjects import text
from govern.web.words.terms.treasury_words import programme_words

SHOWN: Final = 5  # sources and payees by name
Node = dict[str, str | int]


@dataclass(frozen=True)
class Picture:
    """The data of pictures.flow: three columns of nodes, and the links between them."""

    columns: tuple[list[Node], list[Node], list[Node]]
    links: list[tuple[str, str, int]]


def picture(flow: MoneyFlow) -> Picture | None:
    """The chart of a flow; None if no money moved."""
    if not flow.received and not flow.paid:
        return None
    remember_texts(movement.name for movement in (*flow.sources, *flow.payees))
    remember_names(movement.member for movement in flow.payees)
    sources = _shares(flow.sources, flow.received, _("Other income"))
    payees = _shares(flow.payees, flow.paid, _("Other payments"))
    links = [(f"in {name}", _key(part), amount) for name, parts in sources.items() for part, amount in parts.items()]
    links += [(_key(part), f"out {name}", amount) for name, parts in payees.items() for part, amount in parts.items()]
    return Picture((_nodes("in", sources), _middle(flow), _nodes("out", payees)), links)


def _middle(flow: MoneyFlow) -> list[Node]:
    """The programmes, first money for any purpose, the others by amount."""
    moved = {one: max(flow.received.get(one, 0), flow.paid.get(one, 0)) for one in {*flow.received, *flow.paid}}
    ordered = sorted(moved, key=lambda one: (one != "", -moved[one], one))
    return [{"key": _key(one), "words": programme_words(one), "amount": moved[one]} for one in ordered]


def _key(programme: str) -> str:
    return f"programme {programme}"


def _nodes(prefix: str, shares: Mapping[str, Mapping[str, int]]) -> list[Node]:
    return [{"key": f"{prefix} {name}", "words": name, "amount": sum(parts.values())} for name, parts in shares.items()]


def _shares(movements: Iterable[Movement], sums: Mapping[str, int], others: str) -> dict[str, dict[str, int]]:
    """Amounts by name and programme: the largest names, and the rest of the sums under `others`."""
    named: dict[str, dict[str, int]] = {}
    for movement in movements:
        parts = named.setdefault(_name(movement), {})
        parts[movement.programme] = parts.get(movement.programme, 0) + movement.amount
    largest = sorted(named, key=lambda name: (-sum(named[name].values()), name))[:SHOWN]
    shown = {name: named[name] for name in largest}
    rest = {part: total - sum(parts.get(part, 0) for parts in shown.values()) for part, total in sums.items()}
    rest = {part: amount for part, amount in rest.items() if amount > 0}
    return {**shown, others: rest} if rest else shown


def _name(movement: Movement) -> str:
    return name_of(movement.member) if movement.member else text(movement.name)

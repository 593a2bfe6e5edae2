"""The picture of where money came from and went to: sources, accounts and payees by name, the smaller ones together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from govern.store.flows import Flow, Movement
from govern.web.people import name_of, remember_names
from govern.web.subject_words import text
from govern.web.texts import remember_texts
from govern.web.wording import _

SHOWN: Final = 5  # sources and payees by name
Node = dict[str, str | int]


@dataclass(frozen=True)
class Picture:
    """What pictures.flow draws: three columns of nodes, and the links between them."""

    columns: tuple[list[Node], list[Node], list[Node]]
    links: list[tuple[str, str, int]]


def picture(flow: Flow, accounts: Mapping[str, str]) -> Picture | None:
    """The picture of a flow; `accounts` are their names by id. None if no money moved."""
    if not flow.received and not flow.paid:
        return None
    _remember(flow)
    sources = _shares(flow.sources, flow.received, _("Other income"))
    payees = _shares(flow.payees, flow.paid, _("Other payments"))
    moved = [account for account in accounts if account in flow.received or account in flow.paid]
    middle: list[Node] = [
        {
            "key": account,
            "words": accounts[account],
            "amount": max(flow.received.get(account, 0), flow.paid.get(account, 0)),
        }
        for account in moved
    ]
    links = [(f"in {name}", account, amount) for name, parts in sources.items() for account, amount in parts.items()]
    links += [(account, f"out {name}", amount) for name, parts in payees.items() for account, amount in parts.items()]
    return Picture((_nodes("in", sources), middle, _nodes("out", payees)), links)


def _remember(flow: Flow) -> None:
    remember_texts(movement.name for movement in (*flow.sources, *flow.payees))
    remember_names(movement.member for movement in flow.payees)


def _nodes(prefix: str, shares: Mapping[str, Mapping[str, int]]) -> list[Node]:
    return [{"key": f"{prefix} {name}", "words": name, "amount": sum(parts.values())} for name, parts in shares.items()]


def _shares(movements: Iterable[Movement], sums: Mapping[str, int], others: str) -> dict[str, dict[str, int]]:
    """By name and account: the largest names, and under `others` whatever is missing from the sums."""
    named: dict[str, dict[str, int]] = {}
    for movement in movements:
        parts = named.setdefault(_name(movement), {})
        parts[movement.account] = parts.get(movement.account, 0) + movement.amount
    largest = sorted(named, key=lambda name: (-sum(named[name].values()), name))[:SHOWN]
    shown = {name: named[name] for name in largest}
    rest = {account: total - sum(parts.get(account, 0) for parts in shown.values()) for account, total in sums.items()}
    rest = {account: amount for account, amount in rest.items() if amount > 0}
    return {**shown, others: rest} if rest else shown


def _name(movement: Movement) -> str:
    return name_of(movement.member) if movement.member else text(movement.name)

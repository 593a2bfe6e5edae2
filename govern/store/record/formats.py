"""Which formats of the rulebook a record uses."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from govern.store.facts.community import RulebookRow
from govern.store.facts.proposals import ProposalRow


def newest_format(connection: Connection) -> int:
    """The newest format among all rulebooks, adopted or only proposed; whoever wrote them knew it. 0 without any."""
    return max((_number(raw) for raw in _rulebooks(connection)), default=0)


def _rulebooks(connection: Connection) -> Iterator[Any]:
    yield from connection.scalars(select(RulebookRow.rules))
    for effects in connection.scalars(select(ProposalRow.effects).where(ProposalRow.kind == "amendment")):
        yield from (effect["rulebook"] for effect in effects if "rulebook" in effect)


def _number(raw: Any) -> int:
    """A format that some later program may spell otherwise counts as what it says, if it is a number at all."""
    number = raw.get("format", 1) if isinstance(raw, dict) else 1
    return number if isinstance(number, int) else 1

"""The formats of rulebooks that a record uses."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from govern.rules.proposals.kinds import rulebook_in
from govern.rules.rulebook.rules import AMENDMENT
from govern.store.facts.community import RulebookRow
from govern.store.facts.proposals import ProposalRow


def newest_format(connection: Connection) -> int:
    """The newest format among all rulebooks, adopted or proposed; 0 without any.

    A proposed rulebook counts too, because its author's program knows its format.
    """
    return max((_number(raw) for raw in _rulebooks(connection)), default=0)


def _rulebooks(connection: Connection) -> Iterator[Any]:
    yield from connection.scalars(select(RulebookRow.rules))
    for effects in connection.scalars(select(ProposalRow.effects).where(ProposalRow.kind == AMENDMENT)):
        if rulebook := rulebook_in(effects):
            yield rulebook


def _number(raw: Any) -> int:
    """The format number of a rulebook; 1 if it is not a number."""
    number = raw.get("format", 1) if isinstance(raw, dict) else 1
    return number if isinstance(number, int) else 1

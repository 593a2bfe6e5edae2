"""Texts that moderators withhold, for the report."""

import json
from collections.abc import Iterator
from typing import Final

from govern.protocol.facts import HiddenText
from govern.record import leaf as leaves
from govern.record import tiles
from govern.record.errors import RecordError
from govern.verify.inputs.bundle import LARGEST_ENTRIES
from govern.verify.leaves import split
from govern.verify.reporting.contents import ReportedWithholding
from govern.verify.reporting.texts import Texts
from govern.verify.steps.checks import Audit

# Effects and fields that say what money is for, from whom it comes and to whom it goes.
MONEY: Final = ("payee", "purpose", "source", "reference", "evidence", "condition", "invoice")


def withheld_of(audit: Audit, texts: Texts) -> tuple[ReportedWithholding, ...]:
    """The withheld texts in the order of the leaves that name them first."""
    hidden = [one for one in audit.replay.state.all(HiddenText) if one.hidden and one.hash in audit.replay.named]
    return tuple(sorted((_line(audit, one, texts) for one in hidden), key=lambda one: (one.leaf, one.hash)))


def _line(audit: Audit, hidden: HiddenText, texts: Texts) -> ReportedWithholding:
    named = audit.replay.named[hidden.hash]
    path = next(_places(_content(audit, named.leaf), hidden.hash), "")
    return ReportedWithholding(
        hash=hidden.hash,
        leaf=named.leaf,
        kind=named.kind,
        field=path,
        by=hidden.by,
        reason=texts.read(hidden.reason),
        at=hidden.at,
        concerns_money=any(part in MONEY for part in path.split(".")),
    )


def _content(audit: Audit, index: int) -> object:
    """The payload of a leaf as JSON, None if it cannot be read."""
    number, place = divmod(index, tiles.WIDTH)
    path = tiles.entries_path(number, tiles.tile_width(audit.stated.size, 0, number))
    entries, _ = split(audit.source.read(path, LARGEST_ENTRIES) or b"")
    try:
        return json.loads(leaves.parse(entries[place]).envelope.payload)
    except (RecordError, ValueError, IndexError):
        return None


def _places(value: object, digest: str, path: str = "") -> Iterator[str]:
    """The fields that hold a hash, such as `effects.0.purpose`."""
    if value == digest:
        yield path
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _places(part, digest, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _places(part, digest, f"{path}.{place}")

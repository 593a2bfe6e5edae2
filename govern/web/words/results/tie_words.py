"""Ties in words: how they were settled, and how anyone can repeat a lot."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list

from govern.protocol.facts import Result
from govern.rules.voting.tally import lots
from govern.web.frame.gettext import _
from govern.web.frame.language import locale

Tie = Mapping[str, Any]


@dataclass(frozen=True)
class Lot:
    """The inputs of lots: the record's root (hex) and size, and each sorted pool."""

    key: str
    size: int
    pools: list[list[tuple[str, str]]]  # ids with names, in ascending order of the ids


def sentences(result: Result, names: Mapping[str, str]) -> list[str]:
    """A sentence for each tie that mattered."""
    return [words for tie in result.ties if (words := _settled(tie, names))]


def _settled(tie: Tie, names: Mapping[str, str]) -> str:
    about = {"all": listed(tie["tied"], names), "taken": listed(tie["taken"], names)}
    by_code = {
        "earlier-rounds": _("%(all)s were level. An earlier round settled it: %(taken)s came first.", **about),
        "excluded-together": _("%(all)s were last and level, and were excluded together.", **about),
        "kept": "",  # the next tie tells how it was settled
        "lot": _("%(all)s were level. The lot fell on %(taken)s.", **about),
        "run-off": _("%(all)s were level. Compared two by two, more prefer %(taken)s.", **about),
        "status-quo": _("%(all)s were level. In such a tie nothing changes.", **about),
        "voters": _("%(all)s were level. More people, whatever they weigh, named %(taken)s.", **about),
    }
    return by_code.get(tie["by"]) or (
        _("%(all)s were level. It was settled for %(taken)s.", **about) if tie["by"] not in by_code else ""
    )


def listed(options: list[str], names: Mapping[str, str]) -> str:
    """Options by their names, as a list in a sentence."""
    return str(format_list([names[one] for one in options], locale=locale()))


def lot(result: Result, names: Mapping[str, str], standing: Sequence[str], closing: Mapping[str, Any]) -> Lot | None:
    """The inputs of a vote's lots; None if none was drawn. `closing` is the clerk's statement.

    Some methods draw once among all options, or those still `standing`, others only among the tied.
    """
    drawn = [tie for tie in result.ties if tie["by"] == "lot"]
    if not drawn:
        return None
    key = base64.b64decode(closing["log_root"])
    found: list[list[str]] = []
    for tie in drawn:
        pools = (sorted(tie["tied"]), sorted(standing), sorted(names))
        pool = next((one for one in pools if _explains(key, one, tie)), [])
        if pool and pool not in found:
            found.append(pool)
    return Lot(key.hex(), closing["log_size"], [[(one, names[one]) for one in pool] for pool in found])


def _explains(key: bytes, pool: Sequence[str], tie: Tie) -> bool:
    order = [one for one in lots.draw(lambda: key, pool) if one in tie["tied"]]
    return order[: len(tie["taken"])] == list(tie["taken"])

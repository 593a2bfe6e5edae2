"""The document of a count over several options: strict JSON stored under its hash beside the record."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.record import strict_json
from govern.rules.voting.tally.result import TallyResult

_NUMBERS: Final = ("budget", "left", "quota", "spent", "vacant")
_MATRICES: Final = ("pairwise", "paths")


def format(outcome: TallyResult, options: Sequence[str]) -> bytes:  # noqa: A001
    """The document: options by index, figures as decimal strings because sums may exceed 2^53."""
    return strict_json.encode(to_value(outcome, options))


def parse(data: bytes) -> dict[str, Any]:
    """Parse the document; raises RecordError."""
    value = strict_json.decode(data)
    return value if isinstance(value, dict) else {}


def to_value(outcome: TallyResult, options: Sequence[str]) -> dict[str, Any]:
    """The value that `format` encodes."""
    place = {name: number for number, name in enumerate(options)}
    shown = outcome.shown
    value: dict[str, Any] = {
        "method": outcome.method,
        "options": list(options),
        "ties": [
            {"by": tie.by, "taken": [place[one] for one in tie.taken], "tied": [place[one] for one in tie.tied]}
            for tie in outcome.ties
        ],
        "winners": [place[one] for one in outcome.winners],
    }
    value |= {name: str(shown[name]) for name in _NUMBERS if name in shown}
    value |= {name: _matrix(shown[name], options) for name in _MATRICES if name in shown}
    if "dropped" in shown:
        value["dropped"] = [
            {"option": place[one["option"]], "why": one["why"].partition(":")[0]} for one in shown["dropped"]
        ]
    if "locked" in shown:
        value["locked"] = [[place[one] for one in pair.split(">")] for pair in shown["locked"]]
    if "order" in shown:
        value["order"] = [[place[one] for one in rank] for rank in shown["order"]]
    if "rounds" in shown:
        value["rounds"] = [_round(one, options, place) for one in shown["rounds"]]
    if "support" in shown:
        value["support"] = [str(shown["support"][name]) for name in options]
    return value


def _matrix(figures: Mapping[str, int], options: Sequence[str]) -> list[list[str]]:
    return [[str(figures.get(f"{a}>{b}", 0)) for b in options] for a in options]


def _round(one: Mapping[str, Any], options: Sequence[str], place: Mapping[str, int]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for name, said in one.items():
        if name in ("above", "below", "totals"):
            value[name] = [str(said.get(option, "")) for option in options]
        elif name in ("elected", "excluded", "moved"):
            value[name] = [place[option] for option in said]
        elif name in ("option", "project"):
            value[name] = [place[said]] if said else []
        else:
            value[name] = str(said)
    return value

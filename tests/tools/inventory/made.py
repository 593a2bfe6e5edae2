"""Generates the inventory from the code and compares it with the stored one."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from govern.protocol.errors import RULES
from govern.protocol.statement_type import StatementType
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.formats import FORMATS, newest
from govern.rules.statements import VERSIONS
from govern.rules.voting import methods, weights
from tests.dsl.formats import of_format
from tests.tools.inventory import readers, rulebooks
from tests.tools.specification.statements import OBJECTS

GOLDEN: Final = Path(__file__).parents[2] / "golden"
FILE: Final = GOLDEN / "inventory.json"
RECIPE: Final = "govern/decisions/0033-how-rules-change.md"
BY_NAME: Final = ("effects", "methods", "objects", "refusals", "weights")  # each entry says since which format it is
Inventory = dict[str, Any]


def released() -> int:
    """The newest released format: the last of which a golden record is kept."""
    return max(int(folder.parent.name.removeprefix("format")) for folder in GOLDEN.glob("format*/record.zip"))


def committed() -> Inventory:
    """The inventory that is kept beside the golden records."""
    found: Inventory = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def spelled(inventory: Inventory) -> str:
    """An inventory as it is kept."""
    return json.dumps(inventory, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def made(before: Inventory, *, with_formats: bool = True) -> Inventory:
    """The inventory of the code. What is not in the one before counts as new in the newest format.

    Formats take seconds; a caller that knows them to be unchanged leaves them out.
    """
    return {
        "effects": _since(before, "effects", _effects()),
        "formats": _formats_of_code(before) if with_formats else before["formats"],
        "methods": {id_: {"since": method.since} for id_, method in methods.METHODS.items()},
        "objects": _since(before, "objects", {name: {"fields": _fields(own)} for name, own in OBJECTS}),
        "refusals": _since(before, "refusals", {code: {"rule": rule.number} for code, rule in RULES.items()}),
        "statements": {
            name: {str(number): _statement(kind) for number, kind in known.items()} for name, known in VERSIONS.items()
        },
        "weights": {id_: {"since": source.since} for id_, source in weights.WEIGHTS.items()},
    }


def _effects() -> dict[str, Any]:
    known = [effect for kind in kinds().values() for effect in kind.effects]
    return {effect.NAME: {"fields": _fields(effect.CHECKED, effect.NAME)} for effect in known}


def _formats_of_code(before: Inventory) -> dict[str, Any]:
    return {str(number): rulebooks.described(taken, _example(before, number)) for number, taken in FORMATS.items()}


def _since(before: Inventory, part: str, entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = before.get(part, {})
    return {
        name: {**entry, "since": known.get(name, {}).get("since", newest().number)} for name, entry in entries.items()
    }


def _example(before: Inventory, number: int) -> Any:
    """The rulebook in which values are tried; that of a released format stays, whatever presets say later."""
    kept = before.get("formats", {}).get(str(number))
    return kept["example"] if kept and number <= released() else rulebooks.example_of(of_format(number))


def _fields(known: Mapping[str, Any], effect: str = "") -> dict[str, str]:
    return {name: f"“{effect}”" if name == "effect" else readers.described(one) for name, one in known.items()}


def _statement(kind: StatementType) -> dict[str, Any]:
    return {
        "fields": _fields(kind.fields),
        "nested_texts": kind.has_nested_texts,
        "signer": kind.signer,
        "since": kind.since,
        "texts": sorted(kind.texts),
    }


def objections(before: Inventory, now: Inventory, newest_released: int) -> list[str]:
    """The differences in released rules; empty if there are none."""
    found = [*_formats(before, now, newest_released)]
    for part, old, new in (
        *((part, before[part], now[part]) for part in BY_NAME),
        ("statements", _flat(before["statements"]), _flat(now["statements"])),
    ):
        found += _entries(part, old, new, newest_released)
    return found


def _flat(statements: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{name} version {number}": one for name, known in statements.items() for number, one in known.items()}


def _entries(part: str, old: Mapping[str, Any], new: Mapping[str, Any], most: int) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        if one != other and any(entry is not None and entry["since"] <= most for entry in (one, other)):
            yield f"{part}: {name} " + _said(one, other)


def _said(one: Any, other: Any) -> str:
    if one is None:
        return "is new in a format that was released"
    return "is gone" if other is None else f"was {one} and is {other}"


def _formats(before: Inventory, now: Inventory, most: int) -> Iterator[str]:
    for number in range(1, most + 1):
        old, new = before["formats"][str(number)], now["formats"].get(str(number), {})
        for part in sorted(old.keys() | new.keys()):
            one, other = (_promised(part, side.get(part), old, most) for side in (old, new))
            yield from _parts(f"format {number}: {part}", one, other)


def _parts(place: str, one: Any, other: Any) -> Iterator[str]:
    """The differences, by name where both sides are objects."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            if one.get(name) != other.get(name):
                yield f"{place}.{name} " + _said(one.get(name), other.get(name))
    elif one != other:
        yield f"{place} " + _said(one, other)


def _promised(part: str, values: Any, old: Mapping[str, Any], most: int) -> Any:
    """The bounds and defaults that a released format has; later formats add some to it that change nothing."""
    if part == "bounds" and values:
        return {name: value for name, value in values.items() if name in old["bounds"]}
    if part == "defaults" and values:
        settled = {name for number in range(1, most + 1) for name in FORMATS[number].kind_fields}
        return {name: value for name, value in values.items() if name in settled}
    return values

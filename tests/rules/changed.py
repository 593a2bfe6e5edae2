"""The first rulebook with some of its fields changed, by dotted path."""

import json
from typing import Any

from govern.rules.rulebook.presets import PRESETS


def with_all(changes: dict[str, Any]) -> dict[str, Any]:
    """The first rulebook with several things in it changed."""
    rulebook: dict[str, Any] = json.loads(json.dumps(PRESETS["tokens"]()))  # presets share parts between kinds
    for path, value in changes.items():
        _change(rulebook, path, value)
    return rulebook


def with_one(path: str, value: Any) -> dict[str, Any]:
    """The first rulebook with one thing in it changed; None takes it away."""
    return with_all({path: value})


def _change(rulebook: dict[str, Any], path: str, value: Any) -> None:
    place: Any = rulebook
    *folders, last = path.split(".")
    for folder in folders:
        place = place[folder]
    if value is None:
        del place[last]
    else:
        place[last] = value

"""Finds the permitted values of each field reader by trying values, so that a rewritten reader changes nothing here."""

import base64
from collections.abc import Callable
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.amounts import LARGEST

Permits = Callable[[Any], bool]

_NUMBERS: Final = sorted({0, 1, 2, 12, 24, 39, 50, 100, 366, 1000, 3660, 10**6, LARGEST, LARGEST + 1, -1, -LARGEST})
_LENGTHS: Final = (0, 1, 2, 3, 10, 40, 41, 100, 200, 201, 1000, 10_000)
_SAMPLES: Final[dict[str, Any]] = {
    "null": None,
    "true": True,
    "false": False,
    "text": "Some text.",
    "text with space around it": " text ",
    "text with a line break": "a\nb",
    "text with U+0000": "a\0b",
    "text with a bidi control": "a\u202eb",
    "text in capitals": "EUR",
    "empty object": {},
    "object": {"a": 1},
    "empty array": [],
    "array of numbers": [1],
    "array of texts": ["a"],
    "hash": "0" * 64,
    "array of hashes": ["0" * 64],
    "array of equal hashes": ["0" * 64] * 2,
    "array of 20 hashes": [f"{number:064x}" for number in range(20)],
    "array of 21 hashes": [f"{number:064x}" for number in range(21)],
    "key": base64.b64encode(b"\1" * 32).decode(),
    "signature": base64.b64encode(b"\1" * 64).decode(),
    "day": "2024-02-29",
    "no day": "2023-02-29",
    "month": "2024-02",
    "no month": "2024-13",
}
_ARRAYS: Final = frozenset(name for name, value in _SAMPLES.items() if isinstance(value, list))
_WORDS: Final = (
    *("member", "outside", "community", "treasurer", "expert", "upheld", "void", "yes", "no", "abstain"),
    *("assets", "bank", "cash", "income", "expenses", "equity", "liabilities", "receivables", "payables"),
    *("amendment", "appropriation", "budget", "choice", "election", "grants", "membership", "motion", "spending"),
    "stream",
)


def described(reader: Permits) -> str:
    """The permitted values of a statement's field, in one line."""
    pattern = fields.SPELLINGS.get(reader)
    if pattern is not None and reader not in (fields.natural, fields.positive, fields.anything):
        return f"matches {pattern}"
    found = [*_numbers(reader), *_lengths(reader)]
    found += [word for word in _WORDS if reader(word) and not reader("Some text.")]
    samples = [name for name, value in _SAMPLES.items() if reader(value)]
    if set(_ARRAYS) <= set(samples):
        samples = ["any array", *(name for name in samples if name not in _ARRAYS)]
    found += samples
    return ", ".join(found) or "nothing that was tried"


def _numbers(reader: Permits) -> list[str]:
    permitted = [number for number in _NUMBERS if reader(number)]
    if not permitted:
        return []
    return [f"{lowest(reader, permitted[0], -LARGEST - 1)} to {highest(reader, permitted[-1], LARGEST + 1)}"]


def _lengths(reader: Permits) -> list[str]:
    permitted = [length for length in _LENGTHS if reader("x" * length)]
    return [f"texts of length {', '.join(map(str, permitted))} of {len(_LENGTHS)} tried"] if permitted else []


def lowest(permits: Permits, good: int, least: int) -> int:
    """The least number that is permitted without a gap below a permitted one, found by halving down to `least`."""
    if permits(least):
        return least
    bad = least
    while good - bad > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if permits(middle) else (good, middle)
    return good


def highest(permits: Permits, good: int, most: int) -> int:
    """The same for the largest number."""
    return -lowest(lambda number: permits(-number), -good, -most)

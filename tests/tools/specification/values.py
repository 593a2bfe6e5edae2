"""The permitted values of fields in words, by the name that the specification gives each reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govern.protocol import fields
from govern.rules.treasury import reconciliation
from govern.rules.treasury.ledger import KINDS as ACCOUNT_KINDS

Reader = Callable[[Any], bool]

_HIDDEN: Final = frozenset({"check", "base64_of", "between", "one_of"})
_OTHER_MODULES: Final[Mapping[str, Reader]] = {"entries": reconciliation.entries}
NAMES: Final[dict[Reader, str]] = {
    value: name
    for name, value in {**vars(fields), **_OTHER_MODULES}.items()
    if callable(value) and not isinstance(value, type) and not name.startswith("_") and name not in _HIDDEN
    if getattr(value, "__module__", "") in (fields.__name__, reconciliation.__name__)
}


def spelled(reader: Reader) -> str:
    """The values that a named reader permits: its pattern, or the sentence in its code."""
    if reader in (fields.root, fields.public_key):
        return "base64 of exactly 32 bytes"
    pattern = fields.SPELLINGS.get(reader)
    if pattern is not None and not (reader.__doc__ or "").strip():
        return f"a string that matches `{pattern}` (ASCII)"
    return (reader.__doc__ or "").strip().splitlines()[0]


@dataclass(frozen=True)
class PermittedValues:
    """A field whose reader has no name: what it permits in words, and values on both sides of the line."""

    words: str
    good: tuple[Any, ...]
    bad: tuple[Any, ...]


def between(least: int, most: int) -> PermittedValues:
    """A whole number within bounds, both included."""
    return PermittedValues(f"whole number, {least} to {most}", (least, most), (least - 1, most + 1, str(least), True))


def one_of(*words: str) -> PermittedValues:
    """One of some words."""
    return PermittedValues(" or ".join(f"`{word}`" for word in words), words, ("", "other", 1))


# By statement and field, or by effect and field, or by object and field.
PERMITTED: Final[Mapping[tuple[str, str], PermittedValues]] = {
    ("account-opened", "kind"): one_of(*ACCOUNT_KINDS),
    ("application-scored", "points"): between(0, 100),
    ("challenge-ruled", "ruling"): one_of("upheld", "void"),
    ("draw-called", "role"): PermittedValues("office, or empty", ("", "treasurer"), ("Treasurer", 1)),
    ("proposal-submitted", "kind"): PermittedValues(
        "a kind of proposal (section 11)", ("motion", "budget"), ("", "other", 1)
    ),
    ("stream-supported", "stands"): PermittedValues("`true` or `false`", (True, False), (0, 1, "true")),
    ("text blob", "text"): PermittedValues("any string", ("", "x" * 1000), (1, True)),
    ("member as payee", "type"): one_of("member"),
    ("outside payee", "type"): one_of("outside"),
    ("grant-mandate", "expires_days"): between(1, 3660),
    ("fund-project", "expires_days"): between(1, 3660),
    ("open-round", "least"): between(0, 100),
    ("fill-seats", "most_terms"): between(0, 100),
    ("fill-seats", "seats"): between(1, 39),
    ("fill-seats", "term_days"): between(1, 3660),
}


def words_of(owner: str, field: str, reader: Reader) -> str:
    """The permitted values of a field in words."""
    known = NAMES.get(reader)
    if known is not None:
        return known
    if field == "effect":
        return f"`{owner}`"
    return PERMITTED[owner, field].words

"""Validators of single fields of statements."""

import base64
import binascii
import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Final

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused

LARGEST_MOMENT = LARGEST  # later than any time
LONGEST_DAYS: Final = 3660
Reader = Callable[[Any], bool]
Fields = Mapping[str, Reader]


def check(payload: Mapping[str, Any], fields: Fields) -> None:
    """Require exactly these fields with permitted values; raises Refused(field_missing, _unknown, _invalid)."""
    if payload.keys() != fields.keys():
        for name in fields:
            if name not in payload:
                raise Refused("field_missing", field=name)
        raise Refused("field_unknown", field=min(payload.keys() - fields.keys()))
    for name, permits in fields.items():
        if not permits(payload[name]):
            raise Refused("field_invalid", field=name)


SPELLINGS: dict[Reader, str] = {}
"""Regular expressions of the strict JSON that a validator permits, for validators that have one."""

SCHEMAS: dict[Reader, Mapping[str, object]] = {}
"""JSON Schemas of validators without such a pattern."""


def _matching(pattern: str) -> Reader:
    matches = re.compile(pattern, re.ASCII).fullmatch

    def permits(value: Any) -> bool:
        return type(value) is str and matches(value) is not None

    SPELLINGS[permits] = pattern
    return permits


digest = _matching("[0-9a-f]{64}")
digest_or_empty = _matching("(?:[0-9a-f]{64})?")
nonce = _matching("[0-9a-f]{32}")
member = _matching("m_[0-9a-f]{24}")
account = _matching("a_[0-9a-f]{24}")
account_or_empty = _matching("(?:a_[0-9a-f]{24})?")
entry = _matching("[0-9a-f]{64}(?:-[1-9][0-9]{0,2})?")
origin = _matching("[A-Za-z0-9][A-Za-z0-9.:_-]{0,99}")
currency = _matching("[A-Z]{3}")
club = _matching("c_[0-9a-f]{24}")
scope = _matching("community|c_[0-9a-f]{24}")
area = _matching("community|c_[0-9a-f]{24}|topic:[a-z][a-z0-9-]{0,39}|[0-9a-f]{64}")
slug = _matching("[a-z][a-z0-9-]{0,39}")
slug_or_empty = _matching("(?:[a-z][a-z0-9-]{0,39})?")
member_or_empty = _matching("(?:m_[0-9a-f]{24})?")
role = _matching("administrator|registrar|issuer|treasurer|moderator|arbiter|guardian|expert|convener|delegate")

office = _matching("[a-z][a-z-]{0,39}")


def base64_of(length: int) -> Reader:
    """Canonical base64 of exactly `length` bytes."""

    def permits(value: Any) -> bool:
        if type(value) is not str:
            return False
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            return False
        return len(raw) == length and base64.b64encode(raw).decode() == value

    return permits


root = base64_of(32)
public_key = base64_of(32)
SPELLINGS[root] = SPELLINGS[public_key] = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="  # no stray bits at the end


def natural(value: Any) -> bool:
    """A whole number from 0 to 2^53-1."""
    return type(value) is int and 0 <= value <= LARGEST


def positive(value: Any) -> bool:
    """A whole number from 1 to 2^53-1."""
    return type(value) is int and 0 < value <= LARGEST


def days(value: Any) -> bool:
    """One day to ten years."""
    return positive(value) and value <= LONGEST_DAYS


def whole(value: Any) -> bool:
    """A whole number of either sign within 2^53-1."""
    return type(value) is int and -LARGEST <= value <= LARGEST


def date(value: Any) -> bool:
    """A calendar date YYYY-MM-DD (ISO 8601)."""
    if type(value) is not str or len(value) != 10:
        return False
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def month(value: Any) -> bool:
    """A calendar month YYYY-MM (ISO 8601)."""
    return type(value) is str and len(value) == 7 and date(f"{value}-01")


def digests(value: Any) -> bool:
    """At most twenty different SHA-256 hashes."""
    return type(value) is list and len(value) <= 20 and all(map(digest, value)) and len(set(value)) == len(value)


def string(value: Any) -> bool:
    """Any string of at most 200 characters."""
    return type(value) is str and len(value) <= 200


def name(value: Any) -> bool:
    """A name of 1 to 200 characters without white space around it or control characters."""
    return string(value) and value != "" and value == value.strip() and value.isprintable()


def mapping(value: Any) -> bool:
    """An object; its inside is checked by the rule that reads it."""
    return type(value) is dict


def array(value: Any) -> bool:
    """An array; its inside is checked by the rule that reads it."""
    return type(value) is list


def anything(value: Any) -> bool:
    """Any JSON value but null; the rule that reads it decides."""
    return value is not None


SPELLINGS[natural] = "0|[1-9][0-9]{0,14}"  # longer ones may be too large
SPELLINGS[positive] = "[1-9][0-9]{0,14}"
SPELLINGS[anything] = "[a-z]*"


def boolean(value: Any) -> bool:
    """`true` or `false`."""
    return type(value) is bool


def office_or_empty(value: Any) -> bool:
    """An office, or an empty string."""
    return value == "" or office(value)


@cache
def one_of(*words: str) -> Reader:
    """One of some words."""

    def permits(value: Any) -> bool:
        return type(value) is str and value in words

    SCHEMAS[permits] = {"enum": list(words)}
    return permits


@cache
def between(least: int, most: int) -> Reader:
    """A whole number within bounds, both included."""

    def permits(value: Any) -> bool:
        return type(value) is int and least <= value <= most

    SCHEMAS[permits] = {"type": "integer", "minimum": least, "maximum": most}
    return permits


NUMBERS: Final = frozenset({natural, positive})  # spelled without quotation marks
NAMES_TEXT: Final = "names a text blob"

# The types of fields of payloads: what a value is in Python, and the reader that checks it.
AccountId = Annotated[str, account]
AccountIdOrEmpty = Annotated[str, account_or_empty]
Anything = Annotated[Any, anything]
Area = Annotated[str, area]
Array = Annotated[list[Any], array]
Boolean = Annotated[bool, boolean]
ClubId = Annotated[str, club]
Currency = Annotated[str, currency]
Date = Annotated[str, date]
Days = Annotated[int, days]
Digest = Annotated[str, digest]
DigestOrEmpty = Annotated[str, digest_or_empty]
Digests = Annotated[list[str], digests]
EntryId = Annotated[str, entry]
MemberId = Annotated[str, member]
MemberIdOrEmpty = Annotated[str, member_or_empty]
Month = Annotated[str, month]
Name = Annotated[str, name]
Natural = Annotated[int, natural]
Nonce = Annotated[str, nonce]
Object = Annotated[dict[str, Any], mapping]
Office = Annotated[str, office]
OfficeOrEmpty = Annotated[str, office_or_empty]
Origin = Annotated[str, origin]
Positive = Annotated[int, positive]
PublicKey = Annotated[str, public_key]
Root = Annotated[str, root]
Scope = Annotated[str, scope]
Slug = Annotated[str, slug]
SlugOrEmpty = Annotated[str, slug_or_empty]
String = Annotated[str, string]
Text = Annotated[str, digest, NAMES_TEXT]
Whole = Annotated[int, whole]

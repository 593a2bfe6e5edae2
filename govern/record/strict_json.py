"""Strict JSON, the canonical text form of everything that is hashed or signed (README, section 1)."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from govern.record.errors import StrictJSONError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json]"

MAX_BYTES = 60_000
MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1
RECURSION = 500  # levels that every Python can read


def encode(value: Json, most: int = MAX_BYTES) -> bytes:
    """The strict JSON of `value`; `most` sets another limit in bytes, for answers that are neither hashed nor signed.

    `value` consists of `dict`, `list` or `tuple` (both become an array), `str`, `int` and `bool`, exactly these types.
    A scalar has depth 0, `[]` and `{}` have depth 1, `[[]]` has 2; at most 16 is allowed.

    Raises StrictJSONError: json_type, json_null, json_float, json_integer_range, json_key, json_depth, json_surrogate,
    json_size.
    """
    _check(value, most)
    return _write(value, most)


def decode(data: bytes) -> Json:
    """Parse strict JSON, and refuse bytes that differ from the encoding of the parsed value.

    Arrays become lists. Raises StrictJSONError: those of `encode`, and json_utf8, json_malformed, json_duplicate_key,
    json_not_canonical.
    """
    if len(data) > MAX_BYTES:
        raise StrictJSONError("json_size", f"more than {MAX_BYTES} bytes")
    value = _read(data)
    _check(value)
    if _write(value) != data:
        _refuse_duplicate_keys(data)
        raise StrictJSONError("json_not_canonical", "written again, the bytes differ")
    return value


_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
_decoder = json.JSONDecoder()
_strings = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_brackets = re.compile(r"[][{}]")


def _read(data: bytes) -> Json:
    try:
        value: Json = _decoder.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise StrictJSONError("json_utf8", "not UTF-8") from error
    except json.JSONDecodeError as error:
        if _is_too_deep(error.doc[: error.pos]):
            raise StrictJSONError("json_depth", f"deeper than {MAX_DEPTH}") from error
        raise StrictJSONError("json_malformed", f"{error.msg} at {error.pos}") from error
    except RecursionError as error:
        raise StrictJSONError("json_depth", f"deeper than {MAX_DEPTH}") from error
    except ValueError as error:  # int() refuses to read thousands of digits
        raise StrictJSONError("json_integer_range", "an integer beyond 2^53-1") from error
    return value


def _is_too_deep(text: str) -> bool:
    """Whether malformed text nests so deeply that some Python versions raise RecursionError before the syntax error."""
    depth = deepest = 0
    for bracket in _brackets.findall(_strings.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > RECURSION


def _write(value: Json, most: int = MAX_BYTES) -> bytes:
    try:
        data = _encoder.encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise StrictJSONError("json_surrogate", "half of a surrogate pair") from error
    if len(data) > most:
        raise StrictJSONError("json_size", f"more than {most} bytes")
    return data


def _check(root: Json, most: int = MAX_BYTES) -> None:
    """Refuse any type, key, integer or depth outside the format; in depth first, so that even a cycle ends."""
    pending: list[tuple[Iterable[object], int]] = [((root,), 0)]
    budget = most  # each item takes a byte or more; this ends a value that holds itself many times over
    while pending:
        items, depth = pending.pop()
        for item in items:
            kind = type(item)
            if kind is str or kind is bool:
                continue
            if kind is int:
                if not -MAX_INTEGER <= item <= MAX_INTEGER:  # type: ignore[operator]
                    raise StrictJSONError("json_integer_range", "an integer beyond 2^53-1")
                continue
            inner = _items(item)
            budget -= len(inner)
            if depth >= MAX_DEPTH:
                raise StrictJSONError("json_depth", f"deeper than {MAX_DEPTH}")
            if budget < 0:
                raise StrictJSONError("json_size", f"more than {most} bytes")
            pending.append((inner, depth + 1))


def _items(item: object) -> Sequence[object]:
    """The items of an array, or the values of an object after checking its keys."""
    if type(item) is dict:
        for key in item:
            # ASCII identifiers without a leading underscore are exactly [a-zA-Z][a-zA-Z0-9_]*.
            if type(key) is not str or not (key.isidentifier() and key.isascii() and key[0] != "_"):
                raise StrictJSONError("json_key", "a key must match [a-zA-Z][a-zA-Z0-9_]*")
        return list(item.values())
    if type(item) is list or type(item) is tuple:
        return item
    if item is None:
        raise StrictJSONError("json_null", "null is not a value here")
    if isinstance(item, float):
        raise StrictJSONError("json_float", f"only integers are numbers here, not {item}")
    raise StrictJSONError("json_type", f"{type(item).__name__} has no strict JSON")


def _refuse_duplicate_keys(data: bytes) -> None:
    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(found)
        if len(members) != len(found):
            raise StrictJSONError("json_duplicate_key", "a key stands twice in one object")
        return members

    json.loads(data, object_pairs_hook=pairs)

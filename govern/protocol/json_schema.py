"""JSON Schema of payloads: one document for all types of statements and effects, made from their classes."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.amounts import LARGEST
from govern.protocol.effect import Effect
from govern.protocol.fields import SCHEMAS, SPELLINGS, Fields, Reader
from govern.protocol.payload import Payload
from govern.protocol.statement_type import StatementType

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SHAPES: Final[Mapping[Reader, Schema]] = {
    fields.anything: {"not": {"type": "null"}},
    fields.array: {"type": "array"},
    fields.boolean: {"type": "boolean"},
    fields.date: {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    fields.days: {"type": "integer", "minimum": 1, "maximum": fields.LONGEST_DAYS},
    fields.digests: {"type": "array", "items": {"$ref": "#/$defs/digest"}, "maxItems": 20, "uniqueItems": True},
    fields.mapping: {"type": "object"},
    fields.month: {"type": "string", "pattern": "^[0-9]{4}-(?:0[1-9]|1[0-2])$"},
    fields.name: {"type": "string", "minLength": 1, "maxLength": 200},
    fields.natural: {"type": "integer", "minimum": 0, "maximum": LARGEST},
    fields.office_or_empty: {"type": "string", "pattern": "^(?:[a-z][a-z-]{0,39})?$"},
    fields.positive: {"type": "integer", "minimum": 1, "maximum": LARGEST},
    fields.string: {"type": "string", "maxLength": 200},
    fields.whole: {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
}
_NAMES: Final[Mapping[Reader, str]] = {
    value: name for name, value in vars(fields).items() if callable(value) and (value in _SHAPES or value in SPELLINGS)
}


def document(kinds: Iterable[StatementType], effects: Iterable[type[Effect]]) -> Schema:
    """The schemas of all payloads under `$defs`, by the name (and version) of the type, beside those of values.

    Each effect of a proposal has one as well, named `effect-` and its name; `effect` is any of them.
    """
    values = {name: _shape(reader) for reader, name in _NAMES.items()}
    payloads = {kind.key: {"title": kind.payload_type, **_object(kind.payload, kind.fields)} for kind in kinds}
    named = {f"effect-{one.NAME}": {"title": one.NAME, **_object(one, one.CHECKED)} for one in effects}
    any_effect: Schema = {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in sorted(named)]}
    return {
        "$schema": DIALECT,
        "title": "Payloads of govern's statements",
        "description": "Each payload's schema is named after its type; `effect` is an item of a proposal's `effects`. "
        "Strict JSON and the rules ask for more.",
        "$defs": dict(sorted({**values, **payloads, **named, "effect": any_effect}.items())),
    }


def _object(cls: type[Payload], readers: Fields) -> Schema:
    return {
        "description": (cls.__doc__ or "").strip(),
        "type": "object",
        "properties": {name: _value(reader) for name, reader in sorted(readers.items())},
        "required": sorted(readers),
        "additionalProperties": False,
    }


def _value(reader: Reader) -> Schema:
    return {"$ref": f"#/$defs/{_NAMES[reader]}"} if reader in _NAMES else _shape(reader)


def _shape(reader: Reader) -> Schema:
    """The JSON Schema of a validator's permitted values; its own checks may be stricter."""
    shape = _SHAPES.get(reader) or SCHEMAS.get(reader)
    return dict(shape) if shape else {"type": "string", "pattern": f"^(?:{SPELLINGS[reader]})$"}

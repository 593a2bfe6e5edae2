"""The leaves of the log: the time of appending and the envelope (README, section 4)."""

import binascii
import re
from typing import NamedTuple

from govern.record import base64_text, strict_json
from govern.record import envelope as envelopes
from govern.record.envelope import Envelope, Signature
from govern.record.errors import LeafError

_usual = re.compile(rb'\{"at":(0|[1-9][0-9]{0,14}),"envelope":' + envelopes.USUAL + rb"\}")


class Leaf(NamedTuple):
    """An envelope and the time of its appending in milliseconds since 1970 (UTC)."""

    at: int
    envelope: Envelope


def format(at: int, envelope: Envelope) -> bytes:  # noqa: A001 - the module is the noun
    """The leaf's data in strict JSON; raises LeafError (leaf_at) for a time outside 0 to 2^53-1, EnvelopeError."""
    if type(at) is not int or not 0 <= at <= strict_json.MAX_INTEGER:
        raise LeafError("leaf_at", "a moment is milliseconds since 1970")
    return b'{"at":%d,"envelope":%b}' % (at, envelopes.format(envelope))


def parse(data: bytes) -> Leaf:
    """Parse a leaf's data; raises LeafError (leaf_shape, leaf_at), EnvelopeError or StrictJSONError."""
    usual = parse_usual(data)
    if usual is None:
        return _parse_carefully(data)
    at, kind, payload, keyid, sig = usual
    return Leaf(at, Envelope(kind, payload, (Signature(keyid, sig),)))


def parse_usual(data: bytes) -> tuple[int, str, bytes, str, bytes] | None:
    """Fast path of `parse`: time, payload type, payload, key id and signature of a leaf with one signature, else None.

    `parse` gives the same leaf for everything accepted here.
    """
    match = _usual.fullmatch(data)
    if match is None or len(data) > envelopes.MAX_BYTES:
        return None
    at, text, kind, keyid, sig = match.groups()
    payload = base64_text.canonical(text)
    if payload is None:
        return None
    return int(at), kind.decode("ascii"), payload, keyid.decode("ascii"), binascii.a2b_base64(sig)


def _parse_carefully(data: bytes) -> Leaf:
    value = strict_json.decode(data)
    if not isinstance(value, dict) or set(value) != {"at", "envelope"}:
        raise LeafError("leaf_shape", "an object of exactly at and envelope is needed")
    at = value["at"]
    if type(at) is not int or at < 0:
        raise LeafError("leaf_at", "a moment is milliseconds since 1970")
    found = envelopes.from_value(value["envelope"])
    envelopes.format(found)  # the size limit of an envelope also applies within a leaf
    return Leaf(at, found)

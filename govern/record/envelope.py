"""Signed envelopes: DSSE version 1 in strict JSON (README, section 2)."""

import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from govern.record import base64_text, signing, strict_json
from govern.record.errors import EnvelopeError
from govern.record.strict_json import Json

MAX_BYTES = strict_json.MAX_BYTES - 35  # so that every envelope fits into a leaf with any time
MAX_SIGNATURES = 4

_TYPE = r"[a-z0-9][a-z0-9.+-]{0,62}/[a-z0-9][a-z0-9.+-]{0,126}"
_payload_type = re.compile(_TYPE)
_keyid = re.compile(r"[0-9a-f]{64}")
USUAL: Final = (  # an envelope with one signature, as strict JSON spells it
    r'\{"payload":"([^"]*)","payloadType":"(' + _TYPE + r')","signatures":\[\{'
    r'"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/]{85}[AQgw]==)"\}\]\}'
).encode("ascii")
_usual = re.compile(USUAL)


class Signature(NamedTuple):
    """One signature of an envelope: the signer's key id (64 hex digits) and 64 bytes over the PAE."""

    keyid: str
    sig: bytes


@dataclass(frozen=True)
class Envelope:
    """The payload bytes as signed, their media type, and 1 to 4 signatures of different keys, not verified."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]

    @cached_property
    def message(self) -> bytes:
        """The signed bytes: the PAE of type and payload."""
        return pae(self.payload_type, self.payload)

    @cached_property
    def id(self) -> str:
        """Lower-case hex SHA-256 of the PAE; it does not depend on the signatures."""
        return hashlib.sha256(self.message).hexdigest()


def pae(payload_type: str, payload: bytes) -> bytes:
    """The pre-authentication encoding of DSSE v1; lengths count bytes, in decimal."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def seal(payload_type: str, payload: bytes, *seeds: bytes) -> Envelope:
    """An envelope signed with each of the seeds; raises EnvelopeError as `from_value`, and KeyInvalid."""
    message = pae(payload_type, payload)
    signatures = tuple(
        Signature(signing.key_id(signing.public_key(seed)), signing.sign(seed, message)) for seed in seeds
    )
    return from_value(to_value(Envelope(payload_type, payload, signatures)))


def format(envelope: Envelope) -> bytes:  # noqa: A001 - the module is the noun
    """The envelope's strict JSON; raises EnvelopeError (envelope_size) beyond MAX_BYTES, and StrictJSONError."""
    if len(envelope.signatures) == 1:
        data = _format_usual(envelope.payload, envelope.payload_type, *envelope.signatures[0])
        if _usual.fullmatch(data):
            return _within_limit(data)
    return _within_limit(strict_json.encode(to_value(envelope)))


def _format_usual(payload: bytes, kind: str, keyid: str, sig: bytes) -> bytes:
    """Format an envelope of the usual shape without building a value; correct only for input that `USUAL` matches."""
    return (
        f'{{"payload":"{base64_text.encode(payload)}","payloadType":"{kind}",'
        f'"signatures":[{{"keyid":"{keyid}","sig":"{base64_text.encode(sig)}"}}]}}'
    ).encode()


def parse(data: bytes) -> Envelope:
    """Parse an envelope; raises EnvelopeError, or StrictJSONError for bytes that are not strict JSON."""
    _within_limit(data)
    # Fast path for one signature: the general parser below gives the same envelope for everything accepted here.
    match = _usual.fullmatch(data)
    return (match and from_usual(*match.groups())) or from_value(strict_json.decode(data))


def from_usual(payload: bytes, kind: bytes, keyid: bytes, sig: bytes) -> Envelope | None:
    """The envelope of a match of `USUAL`, or None if it is malformed; the general parser then finds the error."""
    content = base64_text.canonical(payload)
    if content is None:
        return None
    return Envelope(kind.decode("ascii"), content, (Signature(keyid.decode("ascii"), binascii.a2b_base64(sig)),))


def to_value(envelope: Envelope) -> dict[str, Json]:
    """The envelope as a strict-JSON value, for embedding."""
    return {
        "payload": base64_text.encode(envelope.payload),
        "payloadType": envelope.payload_type,
        "signatures": [{"keyid": one.keyid, "sig": base64_text.encode(one.sig)} for one in envelope.signatures],
    }


def from_value(value: Json) -> Envelope:
    """The envelope that a strict-JSON value describes.

    Raises EnvelopeError: envelope_shape, envelope_type, envelope_payload, envelope_signatures, envelope_keyid,
    envelope_signature.
    """
    payload, kind, signatures = _members(value, "payload", "payloadType", "signatures")
    if not isinstance(kind, str) or not _payload_type.fullmatch(kind):
        raise EnvelopeError("envelope_type", "payloadType must be a lower-case media type")
    if not isinstance(payload, str):
        raise EnvelopeError("envelope_payload", "payload must be base64 text")
    content = base64_text.decode(payload, EnvelopeError, "envelope_payload")
    return Envelope(kind, content, _signatures(signatures))


def _signatures(value: Json) -> tuple[Signature, ...]:
    if not isinstance(value, (list, tuple)) or not 1 <= len(value) <= MAX_SIGNATURES:
        raise EnvelopeError("envelope_signatures", f"1 to {MAX_SIGNATURES} signatures are needed")
    found = tuple(_signature(one) for one in value)
    if len({one.keyid for one in found}) != len(found):
        raise EnvelopeError("envelope_signatures", "two signatures name the same key")
    return found


def _signature(value: Json) -> Signature:
    keyid, sig = _members(value, "keyid", "sig")
    if not isinstance(keyid, str) or not _keyid.fullmatch(keyid):
        raise EnvelopeError("envelope_keyid", "a key id is 64 lower-case hex digits")
    if not isinstance(sig, str):
        raise EnvelopeError("envelope_signature", "a signature is base64 text")
    content = base64_text.decode(sig, EnvelopeError, "envelope_signature")
    if len(content) != signing.SIGNATURE_BYTES:
        raise EnvelopeError("envelope_signature", "a signature has 64 bytes")
    return Signature(keyid, content)


def _members(value: Json, *names: str) -> list[Json]:
    """The values of an object that has exactly these members."""
    if not isinstance(value, Mapping) or set(value) != set(names):
        raise EnvelopeError("envelope_shape", f"an object of exactly {', '.join(names)} is needed")
    return [value[name] for name in names]


def _within_limit(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise EnvelopeError("envelope_size", f"more than {MAX_BYTES} bytes")
    return data

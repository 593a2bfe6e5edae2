"""Parses an incoming statement and checks its form, before any lock or transaction."""

import base64
import re
from dataclasses import dataclass
from typing import Any

from govern.protocol.errors import N_, Refused
from govern.protocol.ids import hash_of
from govern.protocol.payload import Payload
from govern.protocol.statement_type import StatementType
from govern.protocol.texts import check_text_blob
from govern.record import envelope, signing, strict_json
from govern.record.envelope import Envelope
from govern.record.errors import RecordError
from govern.rules.people.members import CommunityFounded, Founder
from govern.rules.statements import read

LARGEST_BODY = 60_000
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # as strict JSON writes U+0000


class NulCharacterError(Exception):
    """A statement or text contains U+0000, which PostgreSQL cannot store; intake refuses it everywhere."""


@dataclass(frozen=True)
class Submission:
    """A statement with the text blobs sent along (by hash) and the hashes of all texts that it names.

    `limited` if rate and size limits apply: it came over the network, not from the operator's own command.
    """

    envelope: Envelope
    kind: StatementType
    payload: Payload
    blobs: dict[str, bytes]
    named: frozenset[str]
    limited: bool = False


def receive(body: bytes, *, limited: bool = False) -> Submission:
    """Parse an envelope, or `{"blobs":[…],"envelope":{…}}`; the signature is verified with its batch.

    Raises Refused: envelope_malformed, statement_too_large, kind_unknown, payload_malformed, field_*, clerk_only,
    text_*. Raises NulCharacterError if limits apply.
    """
    if len(body) > LARGEST_BODY:
        raise Refused("statement_too_large")
    signed, blobs = _unwrap(body)
    if limited and any(NUL.search(data) for data in (signed.payload, *blobs.values())):
        raise NulCharacterError
    kind, payload = read(signed)
    if kind.signer == "clerk":
        raise Refused("clerk_only")
    named = frozenset(kind.named_texts(payload))
    if not blobs.keys() <= named:
        raise Refused("text_malformed")
    return Submission(signed, kind, payload, blobs, named, limited)


def _unwrap(body: bytes) -> tuple[Envelope, dict[str, bytes]]:
    try:
        if not body.startswith(b'{"blobs":'):
            return envelope.parse(body), {}
        value = strict_json.decode(body)
        if not isinstance(value, dict) or value.keys() != {"blobs", "envelope"}:
            raise Refused("envelope_malformed", why=N_("blobs and envelope are expected"))
        return envelope.from_value(value["envelope"]), _read_blobs(value["blobs"])
    except RecordError as error:
        raise Refused("envelope_malformed", why=error.code) from error


def _read_blobs(values: Any) -> dict[str, bytes]:
    if not isinstance(values, list):
        raise Refused("text_malformed")
    blobs = {}
    for value in values:
        check_text_blob(value)
        data = strict_json.encode(value)
        blobs[hash_of(data)] = data
    return blobs


def signed_by(submission: Submission, public_key: bytes | None) -> bool:
    """Whether the signature is by the key that the envelope names.

    `public_key` is the enrolled key of that id; a founding statement contains its own. Raises Refused(key_unknown).
    """
    signature = submission.envelope.signatures[0]
    if isinstance(submission.payload, CommunityFounded):
        founder = Founder.checked(submission.payload.founder)
        return signing.verify(base64.b64decode(founder.public_key), submission.envelope.message, signature.sig)
    if public_key is None:
        raise Refused("key_unknown")
    return signing.verify_checked(public_key, submission.envelope.message, signature.sig)

"""What can be checked of a leaf alone, its form, hash, id and signature: the part that every core shares."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.ids import hash_of
from govern.domain.members import FOUNDER
from govern.domain.statements import KINDS_OF_STATEMENT, Kind, read, read_payload
from govern.record import leaf, merkle, signing, tiles
from govern.record.envelope import Signature, pae
from govern.record.errors import RecordError, TileError

# Hash, moment, id, kind, key id, content, and what is wrong: a code of errors.RULES or report.CHECKS with its details.
Row = tuple[bytes, int, str, str, str, dict[str, Any], tuple[str, dict[str, object]] | None]

ENROLS: Final = b"govern.member-enrolled.v1"
FOUNDS: Final = b"govern.community-founded.v1"
_payload = re.compile(rb'"payload":"([A-Za-z0-9+/=]*)"')


def keys_introduced(data: bytes) -> Iterator[bytes]:
    """All public keys that the enrolments and the founding in an entry bundle name; nothing is checked here.

    A key id is its key's hash, so a key that nobody had the right to introduce verifies nothing but its own signatures;
    whether its holder was enrolled is for the replay to say.
    """
    if ENROLS not in data and FOUNDS not in data:
        return
    entries, _ = split(data)
    for entry in entries:
        if ENROLS in entry or FOUNDS in entry:
            yield from _keys_in(entry)


def _keys_in(entry: bytes) -> Iterator[bytes]:
    try:
        content = _content(entry)
        if FOUNDS in entry:
            found = [content["founder"]["public_key"], content["clerk_key"]]
        else:
            claim = json.loads(base64.b64decode(content["claim"]["payload"]))
            found = [claim["public_key"]]
        yield from [base64.b64decode(key) for key in found]
    except (ValueError, KeyError, TypeError, RecursionError):
        return  # the reader below finds out what is wrong with this leaf, and says so


def _content(entry: bytes) -> Any:
    match = _payload.search(entry)
    return json.loads(base64.b64decode(match[1] if match else b""))


def split(data: bytes) -> tuple[list[bytes], bool]:
    """The entries of a bundle, and whether it holds nothing else; of a damaged one those before the damage."""
    try:
        return tiles.parse_entries(data), True
    except TileError:
        entries: list[bytes] = []
        place = 0
        while place + 2 + int.from_bytes(data[place : place + 2], "big") <= len(data) and len(entries) < tiles.WIDTH:
            end = place + 2 + int.from_bytes(data[place : place + 2], "big")
            entries.append(data[place + 2 : end])
            place = end
        return entries, False


class Reader:
    """Reads entry bundles, with the public keys by key id that the record introduces anywhere."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys

    def read(self, data: bytes) -> tuple[list[Row], bool]:
        """What each leaf says, and whether the bundle holds nothing else."""
        entries, whole = split(data)
        return [self._row(entry) for entry in entries], whole

    def _row(self, entry: bytes) -> Row:
        usual = leaf.parse_usual(entry)  # one pass, without an object for each part
        if usual is None:
            return self._row_with_care(entry)
        at, payload_type, payload, signature = usual
        digest, message = merkle.leaf_hash(entry), pae(payload_type, payload)
        id_ = hash_of(message)
        try:
            kind, content = read_payload(payload_type, payload)
            holds = self._holds(message, signature, kind, content)
        except Refused as refused:
            return digest, at, id_, _name(payload_type), signature.keyid, {}, (refused.code, refused.details)
        return digest, at, id_, kind.name, signature.keyid, content, None if holds else ("signature_invalid", {})

    def _row_with_care(self, entry: bytes) -> Row:
        digest = merkle.leaf_hash(entry)
        try:
            at, signed = leaf.parse(entry)
        except RecordError as error:
            return digest, -1, "", "", "", {}, ("leaf_malformed", {"why": error.code})
        signature = signed.signatures[0]
        try:
            kind, content = read(signed)
            holds = self._holds(signed.message, signature, kind, content)
        except Refused as refused:
            return (
                digest,
                at,
                signed.id,
                _name(signed.payload_type),
                signature.keyid,
                {},
                (refused.code, refused.details),
            )
        return digest, at, signed.id, kind.name, signature.keyid, content, None if holds else ("signature_invalid", {})

    def _holds(self, message: bytes, signature: Signature, kind: Kind, content: dict[str, Any]) -> bool:
        """Whether the signature holds; that of an unknown key is left to the replay, which refuses the key."""
        if kind.signer == "founder":
            fields.check(content["founder"], FOUNDER)
            key = base64.b64decode(content["founder"]["public_key"])
            return signing.verify(key, message, signature.sig)
        known = self._keys.get(signature.keyid)
        if known is None:
            return True
        return signing.verify(known, message, signature.sig)


def _name(payload_type: str) -> str:
    known = KINDS_OF_STATEMENT.get(payload_type)
    return known.name if known else payload_type

"""Checks of a single leaf: form, hash, id and signature; this part runs in parallel."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from govern.protocol.errors import Refused
from govern.protocol.payload import Payload
from govern.record import leaf, merkle, signing, tiles
from govern.record.envelope import pae
from govern.record.errors import RecordError, TileError
from govern.rules.people.members import CommunityFounded, Founder
from govern.rules.statements import KINDS_OF_STATEMENT, need_one_signature, read_payload

# Type, key id, payload if it can be read, and what is wrong: UNCHECKED, or a code of errors.RULES or report.CHECKS,
# with its details.
Said = tuple[str, str, Payload | None, tuple[str, dict[str, Any]] | None]
# Hash of the leaf, moment, id, and what is said.
Row = tuple[bytes, int, bytes, str, str, Payload | None, tuple[str, dict[str, Any]] | None]

UNCHECKED: Final = "signature_unchecked"  # the reader does not know the key: the replay checks it

FOUNDS: Final = b"govern.community-founded.v1"
# One search: the whole record is scanned before the first signature is checked.
_introduces = re.compile(rb"govern\.(?:community-founded|member-enrolled|key-added|key-reset)\.v1").search
_payload = re.compile(rb'"payload":"([A-Za-z0-9+/=]*)"')


def keys_introduced(data: bytes) -> Iterator[bytes]:
    """All public keys in the founding and the key claims of an entry bundle, without any check.

    A key id is the hash of its key, so a key introduced without permission verifies only its own signatures; the replay
    decides whose key it is. The replay also checks signatures by keys that enter the record in another way.
    """
    if not _introduces(data):
        return
    entries, _ = split(data)
    for entry in entries:
        if _introduces(entry):
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
        return  # Reader reports the error of this leaf


def _content(entry: bytes) -> Any:
    match = _payload.search(entry)
    return json.loads(base64.b64decode(match[1] if match else b""))


def split(data: bytes) -> tuple[list[bytes], bool]:
    """The entries of a bundle and True, or the entries before the damage and False."""
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
    """Reads entry bundles with the public keys, by key id, that the record introduces anywhere."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys

    def read(self, data: bytes) -> tuple[list[Row], bool]:
        """The row of each leaf, and whether the bundle is undamaged."""
        entries, whole = split(data)
        return [self._row(entry) for entry in entries], whole

    def _row(self, entry: bytes) -> Row:
        usual = leaf.parse_usual(entry)  # one pass, without an object for each part
        if usual is None:
            return self._row_with_care(entry)
        at, payload_type, payload, keyid, signature = usual
        message = pae(payload_type, payload)
        said = self._said(payload_type, payload, message, keyid, signature)
        return (merkle.leaf_hash(entry), at, sha256(message).digest()) + said  # noqa: RUF005 - quicker than unpacking

    def _row_with_care(self, entry: bytes) -> Row:
        digest = merkle.leaf_hash(entry)
        try:
            at, signed = leaf.parse(entry)
        except RecordError as error:
            return digest, -1, b"", "", "", None, ("leaf_malformed", {"why": error.code})
        keyid, signature = signed.signatures[0]
        id_ = bytes.fromhex(signed.id)
        try:
            need_one_signature(signed)
        except Refused as refused:
            return digest, at, id_, _name(signed.payload_type), keyid, None, (refused.code, refused.details)
        return digest, at, id_, *self._said(signed.payload_type, signed.payload, signed.message, keyid, signature)

    def _said(self, payload_type: str, payload: bytes, message: bytes, keyid: str, signature: bytes) -> Said:
        try:
            kind, content = read_payload(payload_type, payload)
            if isinstance(content, CommunityFounded):
                key: bytes | None = base64.b64decode(Founder.checked(content.founder).public_key)
            else:
                key = self._keys.get(keyid)
        except Refused as refused:
            return _name(payload_type), keyid, None, (refused.code, refused.details)
        if key is None:
            return kind.key, keyid, content, (UNCHECKED, {"message": message, "signature": signature})
        # The replay checks each key where it is introduced and never accepts an invalid one.
        holds = signing.verify_checked(key, message, signature)
        return kind.key, keyid, content, None if holds else ("signature_invalid", {})


def _name(payload_type: str) -> str:
    known = KINDS_OF_STATEMENT.get(payload_type)
    return known.key if known else payload_type

"""Limits of the record's formats at their edges: the largest accepted value, and the next one."""

import base64
import struct
from collections.abc import Callable
from typing import Any

import pytest

from govern.record import checkpoint, cosignature, envelope, leaf, note, proof, strict_json, tiles
from govern.record.checkpoint import Checkpoint
from govern.record.cosignature import Cosignature
from govern.record.envelope import Envelope, Signature
from govern.record.errors import RecordError
from govern.record.proof import Proof

TYPE = "application/vnd.example.v1+json"
ROOT = bytes(32)
LINE = (
    "— example.org/log Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def nested(depth: int) -> Any:
    """Arrays within one another."""
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    return value


def signed(signatures: int) -> dict[str, Any]:
    """The value of an envelope with so many signatures."""
    return {
        "payload": "e30=",
        "payloadType": TYPE,
        "signatures": [{"keyid": f"{number:064x}", "sig": "A" * 86 + "=="} for number in range(signatures)],
    }


def sealed(size: int) -> Envelope:
    """An envelope of so many bytes; its payload's bytes come three at a time, its type's one at a time."""
    around = len(envelope.format(Envelope(TYPE, b"", (Signature("0" * 64, bytes(64)),))))
    blocks, rest = divmod(size - around, 4)
    return Envelope(TYPE + "x" * rest, bytes(3 * blocks), (Signature("0" * 64, bytes(64)),))


def spelt(one: Envelope) -> bytes:
    """An envelope's strict JSON, however long it is."""
    return strict_json.encode(envelope.to_value(one), 1_000_000)


def leaf_at(at: str) -> bytes:
    """A leaf's strict JSON with a moment."""
    return b'{"at":%b,"envelope":%b}' % (at.encode(), spelt(sealed(900)))


def with_signature(size: int) -> bytes:
    """A signed note whose only signature, its key's hash included, has so many bytes."""
    return f"x\n\n— example.org/log {base64.b64encode(bytes(size)).decode()}\n".encode()


def noted(size: int) -> bytes:
    """A signed note of so many bytes."""
    line = LINE.encode()
    return b"x" * (size - len(line) - 2) + b"\n\n" + line


def proven(index: int, hashes: int) -> bytes:
    """The text of a receipt."""
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *("A" * 43 + "=" for _ in range(hashes)), "", "checkpoint\n"]
    return "\n".join(lines).encode()


def checked(size: int) -> str:
    """The text of a checkpoint."""
    return f"example.org/log\n{size}\n{'A' * 43}=\n"


LIMITS: list[tuple[str, Callable[[Any], Any], Any, Any, str]] = [
    ("bytes of strict JSON", strict_json.decode, b'"' + b"a" * 59_998 + b'"', b'"' + b"a" * 59_999 + b'"', "json_size"),
    ("bytes written", strict_json.encode, "a" * 59_998, "a" * 59_999, "json_size"),
    ("depth", strict_json.encode, nested(16), nested(17), "json_depth"),
    ("depth read", strict_json.decode, b"[" * 16 + b"]" * 16, b"[" * 17 + b"]" * 17, "json_depth"),
    ("largest integer", strict_json.encode, 9_007_199_254_740_991, 9_007_199_254_740_992, "json_integer_range"),
    ("least integer", strict_json.encode, -9_007_199_254_740_991, -9_007_199_254_740_992, "json_integer_range"),
    ("signatures", envelope.from_value, signed(4), signed(5), "envelope_signatures"),
    ("one signature", envelope.from_value, signed(1), signed(0), "envelope_signatures"),
    ("bytes of an envelope", envelope.format, sealed(59_965), sealed(59_966), "envelope_size"),
    ("bytes read", envelope.parse, spelt(sealed(59_965)), spelt(sealed(59_966)), "envelope_size"),
    ("the moment of a leaf", lambda at: leaf.format(at, sealed(900)), 2**53 - 1, 2**53, "leaf_at"),
    ("no moment before 1970", lambda at: leaf.format(at, sealed(900)), 0, -1, "leaf_at"),
    ("no moment read before 1970", leaf.parse, leaf_at("0"), leaf_at("-1"), "leaf_at"),
    ("bytes of a note", note.parse, noted(1_000_000), noted(1_000_001), "note_size"),
    ("signatures of a note", note.parse, b"x\n\n" + 100 * LINE.encode(), b"x\n\n" + 101 * LINE.encode(), "note_sig"),
    ("bytes of a signature line", note.parse, with_signature(5), with_signature(4), "note_signature_line"),
    ("size of a checkpoint", checkpoint.parse, checked(2**63 - 1), checked(2**63), "checkpoint_size"),
    (
        "size written",
        lambda size: checkpoint.format(Checkpoint("example.org/log", size, ROOT)),
        2**63 - 1,
        2**63,
        "checkpoint_size",
    ),
    (
        "moment of a cosignature",
        lambda at: cosignature.format(Cosignature(at, bytes(64))),
        2**63 - 1,
        2**63,
        "cosignature_malformed",
    ),
    (
        "moment read",
        cosignature.parse,
        (2**63 - 1).to_bytes(8, "big") + bytes(64),
        (2**63).to_bytes(8, "big") + bytes(64),
        "cosignature_malformed",
    ),
    ("hashes of a receipt", proof.parse, proven(5, 63), proven(5, 64), "proof_malformed"),
    ("place in a receipt", proof.parse, proven(2**63 - 1, 1), proven(2**63, 1), "proof_index"),
    (
        "hashes written",
        lambda hashes: proof.format(Proof(5, (ROOT,) * hashes, b"checkpoint\n")),
        63,
        64,
        "proof_malformed",
    ),
    ("place written", lambda place: proof.format(Proof(place, (), b"checkpoint\n")), 2**63 - 1, 2**63, "proof_index"),
    ("first place", lambda place: proof.format(Proof(place, (), b"checkpoint\n")), 0, -1, "proof_index"),
    (
        "first moment of a cosignature",
        lambda at: cosignature.format(Cosignature(at, bytes(64))),
        0,
        -1,
        "cosignature_malformed",
    ),
    ("first level", lambda level: tiles.tile_path(level, 0), 0, -1, "tile_range"),
    ("first number", lambda index: tiles.entries_path(index), 0, -1, "tile_range"),
    ("least width", lambda width: tiles.tile_path(0, 0, width), 1, 0, "tile_range"),
    ("level of a tile", lambda level: tiles.tile_path(level, 0), 63, 64, "tile_range"),
    ("level read", tiles.parse_tile_path, "tile/63/000", "tile/64/000", "tile_path"),
    ("number of a tile", lambda index: tiles.entries_path(index), 2**63 - 1, 2**63, "tile_range"),
    (
        "number read",
        tiles.parse_entries_path,
        "tile/entries/x009/x223/x372/x036/x854/x775/807",
        "tile/entries/x009/x223/x372/x036/x854/x775/808",
        "tile_path",
    ),
    ("width of a tile", lambda width: tiles.tile_path(0, 0, width), 256, 257, "tile_range"),
    ("partial width read", tiles.parse_tile_path, "tile/0/000.p/255", "tile/0/000.p/256", "tile_path"),
    ("entries of a bundle", tiles.format_entries, [b""] * 256, [b""] * 257, "entries_count"),
    ("entries read", tiles.parse_entries, bytes(2 * 256), bytes(2 * 257), "entries_count"),
    ("bytes of an entry", tiles.format_entries, [bytes(65_535)], [bytes(65_536)], "entry_size"),
    ("an entry's end", tiles.parse_entries, struct.pack(">H", 9) + bytes(9), struct.pack(">H", 9) + bytes(8), "trunc"),
    ("hashes of a tile", tiles.parse_tile, bytes(32 * 256), bytes(32 * 257), "tile_size"),
    ("one hash of a tile", tiles.parse_tile, bytes(32), b"", "tile_size"),
]


@pytest.mark.parametrize(
    ("read", "last", "beyond", "code"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_the_largest_is_taken_and_one_more_is_refused(
    read: Callable[[Any], Any], last: Any, beyond: Any, code: str
) -> None:
    read(last)
    with pytest.raises(RecordError, match=code):
        read(beyond)


def test_every_envelope_fits_into_a_leaf_at_any_time() -> None:
    data = leaf.format(2**53 - 1, sealed(59_965))
    assert len(data) <= 60_000
    assert leaf.parse(data).envelope == sealed(59_965)

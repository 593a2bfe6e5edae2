"""Witnesses' timestamped signatures on checkpoints, after C2SP tlog-cosignature with Ed25519 (README, section 8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from govern.record import checkpoint, note, signing
from govern.record.errors import NoteError
from govern.record.note import NoteSignature

ED25519_COSIGNATURE = 0x04
MAX_TIMESTAMP = 2**63 - 1


@dataclass(frozen=True)
class Cosignature:
    """A witness's signature: the time of signing in seconds since 1970 (UTC), and 64 bytes of Ed25519."""

    timestamp: int
    signature: bytes


@dataclass(frozen=True)
class Witness:
    """A cosigner's verifier key of type 0x04; raises NoteError (note_name) or KeyInvalid for what can be none."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        note.check_name(self.name)
        signing.check_public_key(self.public_key)

    @cached_property
    def key_hash(self) -> int:
        """The 32-bit id of name, type and key."""
        return note.key_hash(self.name, ED25519_COSIGNATURE, self.public_key)

    def verify(self, text: str, signature: bytes) -> bool:
        """Whether `signature` is this witness's timestamped signature on the checkpoint of this text; never raises."""
        try:
            found = parse(signature)
        except NoteError:
            return False
        return signing.verify_checked(self.public_key, message(found.timestamp, text), found.signature)


def message(timestamp: int, text: str) -> bytes:
    """The bytes that a witness signs: a header line, a time line, and the checkpoint's text."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def format(cosignature: Cosignature) -> bytes:  # noqa: A001 - the module is the noun
    """The timestamp in eight big-endian bytes, then the signature; raises NoteError (cosignature_malformed)."""
    if not 0 <= cosignature.timestamp <= MAX_TIMESTAMP or len(cosignature.signature) != signing.SIGNATURE_BYTES:
        raise NoteError("cosignature_malformed", "a timestamp up to 2^63-1 and 64 bytes are needed")
    return cosignature.timestamp.to_bytes(8, "big") + cosignature.signature


def parse(data: bytes) -> Cosignature:
    """Parse the signature bytes that follow the key hash; raises NoteError (cosignature_malformed)."""
    found = Cosignature(int.from_bytes(data[:8], "big"), data[8:])
    if len(data) != 8 + signing.SIGNATURE_BYTES or found.timestamp > MAX_TIMESTAMP:
        raise NoteError("cosignature_malformed", "a timestamp up to 2^63-1 and 64 bytes are needed")
    return found


def format_vkey(witness: Witness) -> str:
    """`name+hash+base64(4, key)`."""
    return note.format_key(witness.name, witness.key_hash, ED25519_COSIGNATURE, witness.public_key)


def parse_vkey(text: str) -> Witness:
    """Parse a witness's verifier key line; raises NoteError (note_key), KeyInvalid."""
    name, found, key = note.parse_key(text, ED25519_COSIGNATURE)
    witness = Witness(name, key)
    if witness.key_hash != found:
        raise NoteError("note_key", "the key hash does not belong to name and key")
    return witness


def cosign(data: bytes, name: str, seed: bytes, timestamp: int) -> bytes:
    """Add a witness's signature to the signed checkpoint `data`. The caller must have checked consistency before.

    Raises NoteError, CheckpointError or KeyInvalid.
    """
    signed = note.parse(data)
    checkpoint.parse(signed.text)
    witness = Witness(name, signing.public_key(seed))
    content = format(Cosignature(timestamp, signing.sign(seed, message(timestamp, signed.text))))
    line = NoteSignature(name, witness.key_hash, content)
    return note.format(replace(signed, signatures=(*signed.signatures, line)))


def verify(data: bytes, witnesses: Sequence[Witness]) -> tuple[tuple[Witness, int], ...]:
    """The known witnesses that cosigned a checkpoint, each with its time in seconds, in the order of the signatures.

    The caller decides how many witnesses are enough; an empty result is no error. Raises NoteError (note_signature for
    a known witness's signature that does not hold, and those of `note.parse`) or CheckpointError.
    """
    signed = note.parse(data)
    checkpoint.parse(signed.text)
    known = {(one.name, one.key_hash): one for one in witnesses}
    found: list[tuple[Witness, int]] = []
    for line in signed.signatures:
        witness = known.get((line.name, line.key_hash))
        if witness is None:
            continue
        if not witness.verify(signed.text, line.signature):
            raise NoteError("note_signature", f"the cosignature of {line.name} does not hold")
        found.append((witness, parse(line.signature).timestamp))
    return tuple(found)

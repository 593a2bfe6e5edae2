"""Signed notes and their keys, after C2SP signed-note (README, section 6)."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from govern.record import base64_text, signing
from govern.record.errors import NoteError

ED25519 = 0x01
MAX_BYTES = 1_000_000
MAX_SIGNATURES = 100

_control = re.compile(r"[\x00-\x09\x0b-\x1f]")
_not_in_names = re.compile(r"[\s+\x00-\x1f\ud800-\udfff]")
_DASH = "\N{EM DASH} "
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - the fixed beginning of every private key's text


class NoteVerifier(Protocol):
    """A known key of any signature type, identified by name and key hash."""

    @property
    def name(self) -> str:
        """The key's name."""
        ...

    @property
    def key_hash(self) -> int:
        """The key's 32-bit id."""
        ...

    def verify(self, text: str, signature: bytes) -> bool:
        """Whether `signature` (without the key hash) is this key's signature over the note's text."""
        ...


@dataclass(frozen=True)
class NoteSignature:
    """A signature line: the key's name and 32-bit hash, and the bytes of the signature after the hash."""

    name: str
    key_hash: int
    signature: bytes


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and its signatures, not verified."""

    text: str
    signatures: tuple[NoteSignature, ...]


@dataclass(frozen=True)
class Verifier:
    """An Ed25519 verifier key of type 0x01; raises NoteError (note_name) or KeyInvalid for an unusable name or key."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        signing.check_public_key(self.public_key)

    @cached_property
    def key_hash(self) -> int:
        """The 32-bit id of name, type and key."""
        return key_hash(self.name, ED25519, self.public_key)

    def verify(self, text: str, signature: bytes) -> bool:
        """Whether `signature` is this key's signature over the text."""
        return signing.verify_checked(self.public_key, text.encode("utf-8"), signature)


@dataclass(frozen=True)
class Signer:
    """An Ed25519 private key of type 0x01 and its name; raises NoteError (note_name) or KeyInvalid."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        signing.public_key(self.seed)

    def __repr__(self) -> str:
        return f"Signer(name={self.name!r})"

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier of the public key."""
        return Verifier(self.name, signing.public_key(self.seed))

    def sign(self, text: str) -> NoteSignature:
        """The signature line for a note's text."""
        return NoteSignature(self.name, self.verifier.key_hash, signing.sign(self.seed, text.encode("utf-8")))


def key_hash(name: str, kind: int, public_key: bytes) -> int:
    """The first four bytes of SHA-256(name, newline, type, key), as a big-endian number."""
    digest = hashlib.sha256(name.encode("utf-8") + b"\n" + bytes([kind]) + public_key).digest()
    return int.from_bytes(digest[:4], "big")


def check_name(name: str) -> None:
    """Raise NoteError (note_name) for a key name that is empty or holds a plus, a space or a control character."""
    if not name or _not_in_names.search(name):
        raise NoteError("note_name", "a key's name is not empty and has no space and no plus")


def format_vkey(verifier: Verifier) -> str:
    """`name+hash+base64(type, key)`: the line that verifiers are configured with."""
    return format_key(verifier.name, verifier.key_hash, ED25519, verifier.public_key)


def parse_vkey(text: str) -> Verifier:
    """Parse a verifier key line without a newline; raises NoteError (note_key), KeyInvalid."""
    name, found, key = parse_key(text, ED25519)
    verifier = Verifier(name, key)
    if verifier.key_hash != found:
        raise NoteError("note_key", "the key hash does not belong to name and key")
    return verifier


def format_skey(signer: Signer) -> str:
    """`PRIVATE+KEY+name+hash+base64(type, seed)`; a secret."""
    return _SECRET + format_key(signer.name, signer.verifier.key_hash, ED25519, signer.seed)


def parse_skey(text: str) -> Signer:
    """Parse a private key line without a newline; raises NoteError (note_key), KeyInvalid."""
    if not text.startswith(_SECRET):
        raise NoteError("note_key", f"a private key begins with {_SECRET}")
    name, found, seed = parse_key(text.removeprefix(_SECRET), ED25519)
    signer = Signer(name, seed)
    if signer.verifier.key_hash != found:
        raise NoteError("note_key", "the key hash does not belong to name and key")
    return signer


def format_key(name: str, found: int, kind: int, key: bytes) -> str:
    """`name+hash+base64(type, key)` for a key of any type."""
    return f"{name}+{found:08x}+{base64_text.encode(bytes([kind]) + key)}"


def parse_key(text: str, kind: int) -> tuple[str, int, bytes]:
    """Name, claimed hash and key bytes of a key line of type `kind`; raises NoteError (note_key, note_name)."""
    name, _, rest = text.partition("+")
    digits, _, encoded = rest.partition("+")
    check_name(name)
    material = base64_text.decode(encoded, NoteError, "note_key")
    if material[:1] != bytes([kind]):
        raise NoteError("note_key", f"not a key of type {kind}")
    found = int.from_bytes(_hex(digits), "big")
    return name, found, material[1:]


def sign(text: str, *signers: Signer) -> bytes:
    """A note of `text`, which must end in a newline, signed by each signer; raises NoteError as `format`."""
    return format(Note(text, tuple(signer.sign(text) for signer in signers)))


def format(note: Note) -> bytes:  # noqa: A001 - the module is the noun
    """The note's bytes; raises NoteError (as `parse`) if parsing them would not give the same note."""
    lines = (
        f"{_DASH}{one.name} {base64_text.encode(one.key_hash.to_bytes(4, 'big') + one.signature)}\n"
        for one in note.signatures
    )
    data = f"{note.text}\n{''.join(lines)}".encode("utf-8", "replace")
    if parse(data) != note:
        raise NoteError("note_malformed", "the note would not read back as itself")
    return data


def parse(data: bytes) -> Note:
    """Parse a note without verifying its signatures.

    Raises NoteError: note_size, note_utf8, note_malformed, note_name, note_signature_line, note_signatures.
    """
    if len(data) > MAX_BYTES:
        raise NoteError("note_size", f"more than {MAX_BYTES} bytes")
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError("note_utf8", "not UTF-8") from error
    if _control.search(content):
        raise NoteError("note_malformed", "a control character")
    text, gap, tail = content.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NoteError("note_malformed", "no text and signature lines with an empty line between")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError("note_signatures", f"more than {MAX_SIGNATURES} signatures")
    return Note(text + "\n", tuple(_parse_line(line) for line in lines))


def verify(data: bytes, verifiers: Sequence[NoteVerifier]) -> str:
    """The text of a note signed by at least one known key; raises NoteError as `verified`."""
    return verified(data, verifiers)[0]


def verified(data: bytes, verifiers: Sequence[NoteVerifier]) -> tuple[str, tuple[NoteVerifier, ...]]:
    """The text of a note and the known keys that signed it (at least one).

    Signatures of unknown keys are ignored. Raises NoteError: those of `parse`, note_signature for a known key's
    signature that does not hold, note_unsigned if no known key has signed, note_ambiguous for two known keys of the
    same name and hash.
    """
    known = _by_name_and_hash(verifiers)
    note = parse(data)
    found: dict[tuple[str, int], NoteVerifier] = {}
    for one in note.signatures:
        verifier = known.get((one.name, one.key_hash))
        if verifier is None:
            continue
        if not verifier.verify(note.text, one.signature):
            raise NoteError("note_signature", f"the signature of {one.name} does not hold")
        found[one.name, one.key_hash] = verifier
    if not found:
        raise NoteError("note_unsigned", "no known key has signed")
    return note.text, tuple(found.values())


def _by_name_and_hash(verifiers: Sequence[NoteVerifier]) -> dict[tuple[str, int], NoteVerifier]:
    known: dict[tuple[str, int], NoteVerifier] = {}
    for verifier in verifiers:
        if known.setdefault((verifier.name, verifier.key_hash), verifier) != verifier:
            raise NoteError("note_ambiguous", f"two keys of the name {verifier.name} share a hash")
    return known


def _parse_line(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH):
        raise NoteError("note_signature_line", "a signature line begins with an em dash and a space")
    check_name(name)
    data = base64_text.decode(encoded, NoteError, "note_signature_line")
    if len(data) < 5:
        raise NoteError("note_signature_line", "a signature is four bytes of key hash and more")
    return NoteSignature(name, int.from_bytes(data[:4], "big"), data[4:])


def _hex(digits: str) -> bytes:
    if len(digits) != 8 or any(one not in "0123456789abcdef" for one in digits):
        raise NoteError("note_key", "a key hash is eight lower-case hex digits")
    return bytes.fromhex(digits)

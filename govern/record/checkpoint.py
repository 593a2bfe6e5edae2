"""Checkpoints, the signed state of a log, after C2SP tlog-checkpoint (README, section 7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govern.record import base64_text, note
from govern.record.errors import CheckpointError
from govern.record.merkle import HASH_BYTES
from govern.record.note import NoteVerifier, Signer, Verifier

MAX_SIZE = 2**63 - 1

_size = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Checkpoint:
    """A log's origin line, its number of leaves, the root over them (32 bytes), and extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def format(checkpoint: Checkpoint) -> str:  # noqa: A001 - the module is the noun
    """The note text of a checkpoint; raises CheckpointError if parsing it would not give the same checkpoint."""
    lines = (checkpoint.origin, str(checkpoint.size), base64_text.encode(checkpoint.root), *checkpoint.extensions)
    text = "\n".join(lines) + "\n"
    if parse(text) != checkpoint:
        raise CheckpointError("checkpoint_malformed", "the checkpoint would not read back as itself")
    return text


def parse(text: str) -> Checkpoint:
    """Parse the text of a checkpoint note.

    Raises CheckpointError: checkpoint_malformed, checkpoint_size, checkpoint_root.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise CheckpointError("checkpoint_malformed", "three or more lines, none empty, are needed")
    origin, size, root, *extensions = lines
    if not _size.fullmatch(size) or int(size) > MAX_SIZE:
        raise CheckpointError("checkpoint_size", "a size is a decimal number without leading zeroes")
    found = base64_text.decode(root, CheckpointError, "checkpoint_root")
    if len(found) != HASH_BYTES:
        raise CheckpointError("checkpoint_root", f"a root has {HASH_BYTES} bytes")
    return Checkpoint(origin, int(size), found, tuple(extensions))


def sign(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """The signed note; raises CheckpointError (checkpoint_origin) if the signer's name is not the origin."""
    if signer.name != checkpoint.origin:
        raise CheckpointError("checkpoint_origin", "a log's key is named by its origin line")
    return note.sign(format(checkpoint), signer)


def open_signed(data: bytes, verifiers: Sequence[NoteVerifier]) -> Checkpoint:
    """Open a signed checkpoint: a known key of type 0x01 named by the origin line must have signed it.

    The verifiers may include known cosigners; their signatures must hold too, but are not enough. Raises NoteError or
    CheckpointError (those of `parse`, and checkpoint_origin).
    """
    text, signed_by = note.verified(data, verifiers)
    checkpoint = parse(text)
    if not any(isinstance(one, Verifier) and one.name == checkpoint.origin for one in signed_by):
        raise CheckpointError("checkpoint_origin", f"no known key of {checkpoint.origin} has signed")
    return checkpoint

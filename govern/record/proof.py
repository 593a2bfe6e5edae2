"""Receipts: a leaf's inclusion proof with its signed checkpoint, after C2SP tlog-proof (README, section 9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from govern.record import base64_text, checkpoint, merkle
from govern.record.checkpoint import Checkpoint
from govern.record.errors import ProofError
from govern.record.note import NoteVerifier

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63

_index = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True)
class Proof:
    """A leaf's index, its path from the sibling upwards, the signed checkpoint verbatim, and unsigned extra data."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""


def format(proof: Proof) -> bytes:  # noqa: A001 - the module is the noun
    """The proof's text; raises ProofError if parsing it would not give the same proof."""
    # Checked directly instead of by parsing the result: a server formats a proof for every accepted statement.
    if type(proof.index) is not int or not 0 <= proof.index <= checkpoint.MAX_SIZE:
        raise ProofError("proof_index", "an index is a whole number")
    if len(proof.hashes) > MAX_HASHES or not proof.checkpoint:
        raise ProofError("proof_malformed", f"at most {MAX_HASHES} hashes and a checkpoint are needed")
    if any(len(one) != merkle.HASH_BYTES for one in proof.hashes):
        raise ProofError("proof_hash", f"a hash has {merkle.HASH_BYTES} bytes")
    extra = [f"extra {base64_text.encode(proof.extra)}"] if proof.extra else []
    lines = [HEADER, *extra, f"index {proof.index}", *map(_line, proof.hashes), "", ""]
    return "\n".join(lines).encode("ascii") + proof.checkpoint


@lru_cache(maxsize=4_096)  # the receipts of one batch share most of their hashes
def _line(one: bytes) -> str:
    return base64_text.encode(one)


def parse(data: bytes) -> Proof:
    """Parse a proof without verifying it.

    Raises ProofError: proof_malformed, proof_extra, proof_index, proof_hash.
    """
    head, gap, signed = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise ProofError("proof_malformed", "before the checkpoint everything is ASCII") from error
    if not gap or not signed or lines.pop(0) != HEADER:
        raise ProofError("proof_malformed", f"{HEADER}, lines, an empty line and a checkpoint are needed")
    extra = _extra(lines.pop(0)) if lines and lines[0].startswith("extra ") else b""
    if not lines or len(lines) > 1 + MAX_HASHES:
        raise ProofError("proof_malformed", f"an index and at most {MAX_HASHES} hashes are needed")
    return Proof(_place(lines[0]), tuple(_hash(line) for line in lines[1:]), signed, extra)


def verify(proof: Proof, leaf_data: bytes, verifiers: Sequence[NoteVerifier]) -> Checkpoint:
    """Verify that the leaf is in the log at `proof.index`, and return the proof's checkpoint.

    Raises NoteError or CheckpointError if the checkpoint is not signed by a known log, and ProofError (proof_inclusion)
    if the path does not lead from the leaf to the checkpoint's root.
    """
    found = checkpoint.open_signed(proof.checkpoint, verifiers)
    leaf = merkle.leaf_hash(leaf_data)
    if not merkle.verify_inclusion(leaf, proof.index, found.size, proof.hashes, found.root):
        raise ProofError("proof_inclusion", f"the leaf is not number {proof.index} of the {found.size} in the log")
    return found


def _extra(line: str) -> bytes:
    data = base64_text.decode(line.removeprefix("extra "), ProofError, "proof_extra")
    if not data:
        raise ProofError("proof_extra", "extra data without any is left out")
    return data


def _place(line: str) -> int:
    match = _index.fullmatch(line)
    if not match or int(match[1]) > checkpoint.MAX_SIZE:
        raise ProofError("proof_index", "an index is a decimal number without leading zeroes")
    return int(match[1])


def _hash(line: str) -> bytes:
    data = base64_text.decode(line, ProofError, "proof_hash")
    if len(data) != merkle.HASH_BYTES:
        raise ProofError("proof_hash", f"a hash has {merkle.HASH_BYTES} bytes")
    return data

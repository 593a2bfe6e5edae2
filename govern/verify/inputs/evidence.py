"""Evidence from outside the bundle: the log's key, witnesses' keys, earlier checkpoints and receipts."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Message
from govern.record import checkpoint, cosignature, note, proof
from govern.record.checkpoint import Checkpoint
from govern.record.cosignature import Witness
from govern.record.errors import RecordError
from govern.record.note import NoteVerifier, Verifier
from govern.record.proof import Proof
from govern.verify.inputs.bundle import LARGEST_SMALL, UnreadableBundle

ALL_RECEIPTS: Final = "govern-receipts/1"  # the format of the file in which a browser saves all its receipts
LARGEST_RECEIPTS: Final = 64_000_000


# Origin, size, root, and at least one signature line (an em dash in UTF-8), each at the beginning of a line.
_signed_checkpoint: Final = re.compile(
    rb"^[^\n]+\n(?:0|[1-9][0-9]*)\n[A-Za-z0-9+/]{43}=\n\n(?:\xe2\x80\x94 [^\n]+\n)+", re.MULTILINE
).search


@dataclass(frozen=True)
class SeenState:
    """A state of the record that somebody saw: its name in the report, the signed note, what it says, the receipt."""

    what: str
    signed: bytes
    checkpoint: Checkpoint
    receipt: Proof | None = None


@dataclass(frozen=True)
class Evidence:
    """All evidence from outside; `log_key` is None if none was given, `fingerprint` the noted digits of its hash."""

    log_key: Verifier | None
    witnesses: tuple[Witness, ...]
    seen: tuple[SeenState, ...]
    fingerprint: str = ""


def read_evidence(
    vkey: Path | None, checkpoints: Iterable[Path], receipts: Iterable[Path], fingerprint: str = ""
) -> Evidence:
    """Read the evidence files; raises UnreadableBundle.

    `vkey` holds the log's verifier key, then one line for each witness. A file of `receipts` holds one receipt, or all
    those that a browser saved (`govern-receipts.json`). `fingerprint` is at least the first 16 hex digits of the
    SHA-256 of the log's key, in groups or not.
    """
    digits = re.sub(r"[\s:.-]", "", fingerprint).lower()
    if fingerprint and not re.fullmatch(r"[0-9a-f]{16,64}", digits):
        raise UnreadableBundle(N_("the fingerprint is not 16 to 64 hexadecimal digits"))
    log_key, witnesses = (None, ()) if vkey is None else _keys(vkey)
    seen = [*map(_checkpoint, checkpoints), *(one for path in receipts for one in _receipts(path))]
    return Evidence(log_key, witnesses, tuple(seen), digits)


def _read(path: Path, limit: int = LARGEST_SMALL) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        message = N_("%(path)s, given beside it, cannot be read (%(why)s)")
        raise UnreadableBundle(message, path=path, why=error.strerror) from error


def _keys(path: Path) -> tuple[Verifier, tuple[Witness, ...]]:
    first, *others = _read(path).decode("utf-8", "replace").split() or [""]
    try:
        return note.parse_vkey(first), tuple(cosignature.parse_vkey(line) for line in others)
    except RecordError as error:
        message = N_("%(path)s, given beside it, holds no verifier key (%(why)s)")
        raise UnreadableBundle(message, path=path, why=error.code) from error


def _checkpoint(path: Path) -> SeenState:
    data = _read(path)
    try:
        noted = _in_a_text(data)
        return SeenState(Message(N_("The checkpoint in %(file)s"), file=path.name), noted, body(noted))
    except RecordError as error:
        message = N_("%(path)s, given beside it, holds no checkpoint (%(why)s)")
        raise UnreadableBundle(message, path=path, why=error.code) from error


def _in_a_text(data: bytes) -> bytes:
    """The first checkpoint in a text, such as a mail that was saved as a text; the data itself if there is none."""
    found = _signed_checkpoint(data.replace(b"\r\n", b"\n"))
    return found[0] if found else data


def _receipts(path: Path) -> Iterator[SeenState]:
    """The receipt in a file, or each of those in a browser's file of all receipts."""
    data = _read(path, LARGEST_RECEIPTS)
    if not data.lstrip().startswith(b"{"):
        yield _receipt(path, data, path.name)
        return
    try:
        saved = json.loads(data)
        known = saved["format"] == ALL_RECEIPTS
        texts = [str(one).encode() for one in saved["receipts"]]
    except (ValueError, KeyError, TypeError):
        known, texts = False, []
    if not known:
        raise UnreadableBundle(N_("%(path)s, given beside it, is no file of receipts"), path=path)
    for number, text in enumerate(texts, 1):
        yield _receipt(path, text, f"{path.name}, {number}")


def _receipt(path: Path, data: bytes, name: str) -> SeenState:
    try:
        receipt = proof.parse(data)
        what = Message(N_("The receipt in %(file)s"), file=name)
        return SeenState(what, receipt.checkpoint, body(receipt.checkpoint), receipt)
    except RecordError as error:
        message = N_("%(path)s, given beside it, holds no receipt (%(why)s)")
        raise UnreadableBundle(message, path=path, why=error.code) from error


def body(signed: bytes) -> Checkpoint:
    """The checkpoint in a signed note, signatures not verified; raises NoteError, CheckpointError."""
    return checkpoint.parse(note.parse(signed).text)


def known_keys(log_key: Verifier, witnesses: Iterable[Witness]) -> list[NoteVerifier]:
    """The keys that verify a checkpoint."""
    return [log_key, *witnesses]

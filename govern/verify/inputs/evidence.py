"""Evidence from outside the bundle: the log's key, witnesses' keys, earlier checkpoints and receipts."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from govern.protocol.errors import N_
from govern.protocol.messages import Message
from govern.record import checkpoint, cosignature, note, proof
from govern.record.checkpoint import Checkpoint
from govern.record.cosignature import Witness
from govern.record.errors import RecordError
from govern.record.note import NoteVerifier, Verifier
from govern.record.proof import Proof
from govern.verify.inputs.bundle import LARGEST_SMALL, UnreadableBundle


@dataclass(frozen=True)
class SeenState:
    """A state of the record that somebody saw: its name in the report, the signed note, what it says, the receipt."""

    what: str
    signed: bytes
    checkpoint: Checkpoint
    receipt: Proof | None = None


@dataclass(frozen=True)
class Evidence:
    """All evidence from outside; `log_key` is None if none was given."""

    log_key: Verifier | None
    witnesses: tuple[Witness, ...]
    seen: tuple[SeenState, ...]


def read_evidence(vkey: Path | None, checkpoints: Iterable[Path], receipts: Iterable[Path]) -> Evidence:
    """Read the evidence files; raises UnreadableBundle.

    `vkey` holds the log's verifier key, then one line for each witness.
    """
    log_key, witnesses = (None, ()) if vkey is None else _keys(vkey)
    seen = [*map(_checkpoint, checkpoints), *map(_receipt, receipts)]
    return Evidence(log_key, witnesses, tuple(seen))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_SMALL + 1)
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
        return SeenState(Message(N_("The checkpoint in %(file)s"), file=path.name), data, body(data))
    except RecordError as error:
        message = N_("%(path)s, given beside it, holds no checkpoint (%(why)s)")
        raise UnreadableBundle(message, path=path, why=error.code) from error


def _receipt(path: Path) -> SeenState:
    data = _read(path)
    try:
        receipt = proof.parse(data)
        what = Message(N_("The receipt in %(file)s"), file=path.name)
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

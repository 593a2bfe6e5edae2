"""The numbered steps of README.md that check the record as a whole; the replay checks the leaves."""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Community, HiddenText
from govern.protocol.ids import hash_of
from govern.protocol.messages import Message
from govern.protocol.texts import read_text_blob
from govern.protocol.units import SECOND
from govern.record import checkpoint, cosignature, merkle, note, tiles
from govern.record.checkpoint import Checkpoint
from govern.record.errors import RecordError, TileError
from govern.record.note import Verifier
from govern.record.signing import key_id
from govern.rules.bounded_texts import TextUse, check
from govern.verify.findings import Finding, found, refused, summary_of
from govern.verify.inputs.bundle import LARGEST_BLOB, LARGEST_ENTRIES, LARGEST_SMALL, Source
from govern.verify.inputs.evidence import Evidence, SeenState, known_keys
from govern.verify.moments import utc
from govern.verify.replay import Replay

OWN_FILES: Final = ("checkpoint", "vkey")
OWN_FOLDERS: Final = ("blob", "tile")
OF_MIRRORS: Final = ("alarms/", "checkpoints/")
OF_SYSTEMS: Final = ("Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Audit:
    """The input of the checks after the replay; `stated` is the bundle's checkpoint, `now` the auditor's clock."""

    source: Source
    evidence: Evidence
    vkey: bytes
    signed: bytes
    stated: Checkpoint
    replay: Replay
    now: int | None = None

    @property
    def is_live(self) -> bool:
        """Whether a server gave the record just now, so that it must be as far as the auditor's clock."""
        return self.now is not None and not self.source.listed

    @property
    def is_whole(self) -> bool:
        """Whether all entries could be read."""
        return self.replay.tree.size == self.stated.size


def note_is_signed(audit: Audit) -> Iterator[Finding]:
    """Step 1: the checkpoint is signed by the log's key (given, else from the bundle) and the known witnesses."""
    try:
        key = audit.evidence.log_key or note.parse_vkey(audit.vkey.decode("utf-8").removesuffix("\n"))
        checkpoint.open_signed(audit.signed, known_keys(key, audit.evidence.witnesses))
    except RecordError as error:
        yield found(1, "checkpoint_signature", why=error.code)
    except UnicodeDecodeError:
        yield found(1, "checkpoint_signature", why=N_("the vkey is not UTF-8"))


def founding_names_the_log(audit: Audit) -> Iterator[Finding]:
    """Step 1: the log key and the origin are those of the founding statement."""
    community = audit.replay.state.community()
    if community is None:
        return  # the replay says so
    log = log_of(community)
    if audit.vkey != (note.format_vkey(log) + "\n").encode():
        yield found(1, "log_key_differs", what=N_("The key in vkey"))
    if audit.evidence.log_key not in (None, log):
        yield found(1, "log_key_differs", what=N_("The key given"))
    if not key_id(log.public_key).startswith(audit.evidence.fingerprint):
        yield found(1, "log_key_differs", what=N_("The key of the fingerprint given"))
    if audit.stated.origin != log.name:
        yield found(1, "origin_differs", expected=log.name)


def log_of(community: Community) -> Verifier:
    """The log's verifier key in the founding statement."""
    return Verifier(f"{community.origin_name}/{community.id[:16]}", base64.b64decode(community.log_key))


def cosigned(audit: Audit) -> dict[str, int | None]:
    """When each known witness cosigned the checkpoint, by name (milliseconds); None if it did not."""
    known: dict[str, int | None] = dict.fromkeys(one.name for one in audit.evidence.witnesses)
    try:
        signed_by = cosignature.verify(audit.signed, audit.evidence.witnesses)
    except RecordError:
        return {}  # step 1 has found it
    return known | {witness.name: seconds * SECOND for witness, seconds in signed_by}


def witnesses_of(audit: Audit) -> tuple[str, ...]:
    """A line for each known witness: when it cosigned the checkpoint, or that it did not."""
    signed = N_("%(witness)s cosigned the checkpoint at %(moment)s")
    unsigned = N_("%(witness)s, a witness whose key was given, has not cosigned this checkpoint")
    return tuple(
        Message(unsigned, witness=name) if at is None else Message(signed, witness=name, moment=utc(at))
        for name, at in cosigned(audit).items()
    )


def root_is_rebuilt(audit: Audit) -> Iterator[Finding]:
    """Step 2: the root of the entries is the root of the checkpoint."""
    if audit.is_whole and audit.replay.tree.root() != audit.stated.root:
        yield found(2, "root_differs")


def tiles_are_rebuilt(audit: Audit) -> Iterator[Finding]:
    """Step 2: every tile in the bundle equals the tile computed from the entries."""
    for (level, index), expected in sorted(audit.replay.tiles.data.items()):
        width = len(expected) // merkle.HASH_BYTES
        if width < tiles.WIDTH and not audit.is_whole:
            continue
        path = tiles.tile_path(level, index, width)
        actual = audit.source.read(path, LARGEST_SMALL)
        if actual is None:
            yield found(2, "tile_missing", path=path)
        elif actual != expected:
            yield found(2, "tile_differs", _first_difference(level, index, actual, expected), path=path)


def _first_difference(level: int, index: int, actual: bytes, expected: bytes) -> int | None:
    """The leaf index of the first hash that differs; None above level 0."""
    if level:
        return None
    places = range(0, len(expected), merkle.HASH_BYTES)
    differing = [at for at in places if actual[at : at + merkle.HASH_BYTES] != expected[at : at + merkle.HASH_BYTES]]
    return index * tiles.WIDTH + differing[0] // merkle.HASH_BYTES if differing else None


def history_is_kept(audit: Audit) -> Iterator[Finding]:
    """Step 2: the record extends every earlier checkpoint and contains the statement of every receipt."""
    community = audit.replay.state.community()
    key = audit.evidence.log_key or (log_of(community) if community else None)
    for seen in audit.evidence.seen:
        yield from _is_signed(seen, key)
        yield from _is_continued(seen, audit)


def _is_signed(seen: SeenState, key: Verifier | None) -> Iterator[Finding]:
    if key is None:
        return
    try:
        checkpoint.open_signed(seen.signed, [key])
    except RecordError as error:
        yield found(2, "history_signature", what=seen.what, why=error.code)


def _is_continued(seen: SeenState, audit: Audit) -> Iterator[Finding]:
    size, index = seen.checkpoint.size, seen.receipt.index if seen.receipt else None
    tree = audit.replay.tree
    if size > tree.size:
        yield found(2, "history_shorter", index, what=seen.what, size=size, found=tree.size)
        return
    if tree.root(size) != seen.checkpoint.root:
        yield found(2, "history_differs", index, what=seen.what, size=size)
    if seen.receipt is None or index is None:
        return
    leaf = audit.replay.tiles.leaf_hash(index) if index < size else b""
    if not merkle.verify_inclusion(leaf, index, size, seen.receipt.hashes, seen.checkpoint.root):
        yield found(2, "receipt_differs", index, what=seen.what)


def blobs_are_there(audit: Audit) -> Iterator[Finding]:
    """Steps 3 and 7: every named blob is present with its hash, and rolls equal the recomputed ones."""
    used = _used(audit)
    for digest, named in audit.replay.named.items():
        data = audit.source.read(f"blob/{digest}", LARGEST_BLOB)
        place = named.leaf, named.kind
        if data is None and _is_withheld(audit, digest):
            continue  # by a statement that says who and why
        if data is None:
            yield found(3, "blob_missing", *place, hash=digest)
        elif named.is_roll:
            if hash_of(data) != digest or digest not in audit.replay.state.rolls:
                yield found(7, "roll_differs", *place, hash=digest)
        elif hash_of(data) != digest:
            yield found(3, "blob_differs", *place, hash=digest)
        elif not _is_text(data):
            yield found(3, "blob_malformed", *place, hash=digest)
        else:
            yield from _unfit(audit, used.get(digest, ()), data)


def _used(audit: Audit) -> Mapping[str, Sequence[TextUse]]:
    """The uses of texts in fields with limits, by hash."""
    used: dict[str, list[TextUse]] = {}
    for use in audit.replay.uses:
        used.setdefault(use.digest, []).append(use)
    return used


def _unfit(audit: Audit, named: Iterable[TextUse], data: bytes) -> Iterator[Finding]:
    """Step 3: a text breaks a limit of a field that names it."""
    for use in named:
        try:
            check(use, read_text_blob(data))
        except Refused as refusal:
            yield refused(refusal, *audit.replay.uses[use])


def _is_withheld(audit: Audit, digest: str) -> bool:
    """Whether a moderator's statement explains a missing text; never for a roll, which the check of the vote needs."""
    hidden = audit.replay.state.get(HiddenText, digest)
    return hidden is not None and hidden.hidden and not audit.replay.named[digest].is_roll


def _is_text(data: bytes) -> bool:
    try:
        read_text_blob(data)
    except Refused:
        return False
    return True


def no_file_is_unexpected(audit: Audit) -> Iterator[Finding]:
    """Step 3: what stands among the tiles and blobs is the record's, in the expected layout."""
    for path in audit.source.paths():
        if _is_foreign(path):
            continue
        if path.startswith("blob/"):
            if path.removeprefix("blob/") not in audit.replay.named:
                yield found(3, "blob_unnamed", path=summary_of(path))
        elif path.startswith("tile/") and not _is_of_the_tree(path, audit.stated.size) and not _is_older(audit, path):
            yield found(3, "file_unexpected", path=summary_of(path))
    if not audit.source.is_regular():
        yield found(3, "archive_irregular")


def _is_foreign(path: str) -> bool:
    """Whether a path is a folder's, a hidden file's or otherwise none of a record's."""
    parts = path.split("/")
    return path not in OWN_FILES and (
        parts[0] not in OWN_FOLDERS or not parts[-1] or parts[-1].startswith(".") or parts[-1] in OF_SYSTEMS
    )


def _is_older(audit: Audit, path: str) -> bool:
    """Whether a tile is an earlier, shorter state of one of the record's, as a mirror keeps it."""
    data = audit.source.read(path, LARGEST_ENTRIES) or b""
    try:
        if path.startswith("tile/entries/"):
            index, width = tiles.parse_entries_path(path)
            now = tiles.entries_path(index, tiles.tile_width(audit.stated.size, 0, index))
            whole = audit.source.read(now, LARGEST_ENTRIES) or b""
            return whole.startswith(data) and len(tiles.parse_entries(data)) == width
        level, index, width = tiles.parse_tile_path(path)
    except TileError:
        return False
    whole = audit.replay.tiles.data.get((level, index), b"")
    return whole.startswith(data) and len(data) == width * merkle.HASH_BYTES


def foreign_files(audit: Audit) -> tuple[str, ...]:
    """A note on files beside the record's, such as an operating system or an archiver adds: nothing reads them."""
    paths = audit.source.paths()
    others = sorted(one for one in paths if _is_foreign(one) and not one.startswith(OF_MIRRORS) and one[-1] != "/")
    if not others:
        return ()
    message = N_("files that are no part of the record were passed over: %(count)s (%(first)s)")
    return (Message(message, count=len(others), first=summary_of(others[0])),)


def _is_of_the_tree(path: str, size: int) -> bool:
    try:
        if path.startswith("tile/entries/"):
            index, width = tiles.parse_entries_path(path)
            return tiles.tile_width(size, 0, index) == width
        level, index, width = tiles.parse_tile_path(path)
        return tiles.tile_width(size, level, index) == width
    except TileError:
        return False

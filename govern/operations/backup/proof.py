"""Verifies that a copied database holds the whole record of its last checkpoint, signed by the log's key."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from govern.actions.money import attachments
from govern.actions.people.encryption import SealBroken
from govern.actions.writing import server_keys
from govern.actions.writing.guard import signer
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.protocol.ids import hash_of
from govern.record import checkpoint, merkle
from govern.record.errors import RecordError
from govern.record.tree import Tree
from govern.store.private.attachments import AttachmentRow
from govern.store.projection import Projection
from govern.store.record import log

CHUNK = 4096


@dataclass(frozen=True)
class BackupProof:
    """The verified state of the record, the number of uploaded files, and those that cannot be opened."""

    community: str
    name: str
    size: int
    root: bytes
    last_at: int
    checkpoint: bytes
    files: int
    broken_files: tuple[str, ...]


def prove(connection: Connection, instance: Instance) -> BackupProof:
    """Read the whole record and open every uploaded file; raises InstanceError if the record is not complete."""
    community, head = Projection(connection).community(), log.head(connection)
    if community is None or head is None:
        raise InstanceError(
            _("There is no record in %(folder)s yet: found the community first.", folder=instance.folder)
        )
    server_keys.check(instance, community)
    try:
        signed = checkpoint.open_signed(head.text, [signer(instance, community.id).verifier])
    except RecordError as error:
        raise InstanceError(_("The last checkpoint of the database is not signed by log.key.")) from error
    if (signed.size, signed.root) != (head.size, _root(connection, head.size)):
        raise InstanceError(_("The database does not hold the %(size)s statements of its checkpoint.", size=head.size))
    hashes = list(connection.scalars(select(AttachmentRow.sha256)))
    broken = tuple(digest for digest in hashes if not _opens(instance, digest))
    return BackupProof(community.id, community.name, head.size, head.root, head.at, head.text, len(hashes), broken)


def _root(connection: Connection, size: int) -> bytes:
    tree = Tree(_NoTiles())
    for data in _leaves(connection, size):
        tree.append(merkle.leaf_hash(data))
    return tree.root() if tree.size == size else b""


def _leaves(connection: Connection, size: int) -> Iterator[bytes]:
    for start in range(0, size, CHUNK):
        yield from log.leaves(connection, start, min(start + CHUNK, size))


def _opens(instance: Instance, digest: str) -> bool:
    try:
        return hash_of(attachments.read(instance, digest)) == digest
    except (OSError, SealBroken):
        return False


class _NoTiles:
    """An empty tile source: the tree is computed from the leaves alone."""

    def read_tile(self, level: int, index: int) -> bytes:
        del level, index
        return b""

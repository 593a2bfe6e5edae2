"""The record as files: a single file by its path, or all of them in a zip."""

import base64
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from govern.actions.writing.guard import Guard, RecordBehind
from govern.config import Instance
from govern.protocol.errors import N_
from govern.protocol.messages import Literal
from govern.record import note, tiles
from govern.record.errors import RecordError
from govern.record.note import Verifier
from govern.store.projection import Projection
from govern.store.record import log, withheld
from govern.store.record.log import BlobRow, Head
from govern.store.record.withheld import is_withheld
from govern.verify.inputs import archive

Progress = Callable[[int, int], None]  # files done and in total, without the blobs


def log_file(connection: Connection, path: str, head: Head | None) -> bytes | None:
    """A file of the record by its path below `/log/`, or None if it does not exist or its text is withheld.

    `head` is the newest checkpoint that may be published; files beyond it do not exist.
    """
    community = Projection(connection).community()
    if community is None or head is None:
        return None
    if path == "checkpoint":
        return head.text
    if path == "vkey":
        verifier = Verifier(f"{community.origin_name}/{community.id[:16]}", base64.b64decode(community.log_key))
        return note.format_vkey(verifier).encode() + b"\n"
    if path.startswith("blob/"):
        digest = path.removeprefix("blob/")
        return None if withheld.find(connection, [digest]) else log.blob(connection, digest)
    try:
        if path.startswith("tile/entries/"):
            number, width = tiles.parse_entries_path(path)
            within = width <= tiles.tile_width(head.size, 0, number)
            return log.entries(connection, number, width) if within else None
        level, number, width = tiles.parse_tile_path(path)
        return (
            log.tile(connection, level, number, width) if width <= tiles.tile_width(head.size, level, number) else None
        )
    except RecordError:
        return None


def write_bundle(engine: Engine, instance: Instance, out: Path, progress: Progress | None = None) -> int:
    """Write the zip of all files of the record, always the same bytes; returns the number of statements.

    The file appears under its name only when complete.

    Raises RecordBehind if there is no record yet, StatementUnrecorded if its checkpoint cannot be stored, or OSError.
    """
    with snapshot(engine) as connection:
        community, head = Projection(connection).community(), log.head(connection)
        if community is None or head is None:
            message = N_("There is no record in %(folder)s yet: found the community first.")
            raise RecordBehind(message, folder=Literal(str(instance.folder)))
        Guard.of(instance, community.id).keep_head(head)  # a checkpoint is published only after it is stored
        descriptor, fresh = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                writer = archive.ArchiveWriter(file)
                for path, data in _files(connection, head, progress):
                    writer.add(path, data)
                writer.finish()
            Path(fresh).chmod(0o644)
            Path(fresh).replace(out)
        except BaseException:
            Path(fresh).unlink()
            raise
        return head.size


def _files(connection: Connection, head: Head, progress: Progress | None) -> Iterator[tuple[str, bytes]]:
    """Every file in ascending order of paths, one at a time, without withheld texts."""
    blobs = select(BlobRow.hash, BlobRow.data).where(~is_withheld(BlobRow.hash)).order_by(BlobRow.hash)
    for row in connection.execute(blobs.execution_options(yield_per=64)):
        yield f"blob/{row.hash}", row.data
    paths = ["checkpoint", *sorted(tree_paths(head.size)), "vkey"]
    for done, path in enumerate(paths, 1):
        data = log_file(connection, path, head)
        if data is None:
            message = N_("The database lacks %(path)s, which belongs to its own checkpoint over %(size)s leaves.")
            raise RecordBehind(message, path=Literal(path), size=head.size)
        yield path, data
        if progress is not None:
            progress(done, len(paths))


def tree_paths(size: int) -> Iterator[str]:
    """The paths of all tiles and entry bundles of a tree, including the partial one at the right edge of each level."""
    for number in range(-(-size // tiles.WIDTH)):
        yield tiles.entries_path(number, tiles.tile_width(size, 0, number))
    level = 0
    while size >> tiles.HEIGHT * level:
        for number in range(-(-(size >> tiles.HEIGHT * level) // tiles.WIDTH)):
            yield tiles.tile_path(level, number, tiles.tile_width(size, level, number))
        level += 1


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction reads a consistent snapshot of the database."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection

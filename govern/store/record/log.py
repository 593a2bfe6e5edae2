"""The stored record: leaves, tiles, checkpoints and blobs, as `/log/` serves them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from govern.record import tiles
from govern.store import raw
from govern.store.base import Base
from govern.store.record.texts import save_texts
from govern.store.upsert import upsert, upsert_rows

LARGEST: Final = 2**53  # leaves


class LeafRow(Base):
    """A leaf's data, and columns for searches; `signer` is a key id, `member` is empty for the clerk."""

    __tablename__ = "log_leaves"
    __table_args__ = (
        Index("ix_log_leaves_kind", "kind", "index"),
        Index("ix_log_leaves_member", "member", "index"),
    )
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    signer: Mapped[str]
    member: Mapped[str]
    at: Mapped[int]
    data: Mapped[bytes]


class TileRow(Base):
    """A tile of the tree; the right-most tile of a level may be partial."""

    __tablename__ = "log_tiles"
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes]


class CheckpointRow(Base):
    """A published checkpoint; `at` is the time of the last leaf."""

    __tablename__ = "log_checkpoints"
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes]
    at: Mapped[int]
    text: Mapped[bytes]


class BlobRow(Base):
    """Bytes stored under their SHA-256: text blobs and weight rolls."""

    __tablename__ = "log_blobs"
    hash: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class LeafText(Base):
    """The blobs that a leaf names."""

    __tablename__ = "log_leaf_blobs"
    index: Mapped[int] = mapped_column(ForeignKey("log_leaves.index"), primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True, index=True)


@dataclass(frozen=True)
class Head:
    """The newest checkpoint."""

    size: int
    root: bytes
    at: int
    text: bytes


class TileTable:
    """The stored tiles of the tree, as a TileSource."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def read_tile(self, level: int, index: int) -> bytes:
        """All hashes of a tile; empty if there is none."""
        sql = "SELECT data FROM log_tiles WHERE level = ? AND number = ?"
        rows = raw.fetch(self.connection, sql, (level, index))
        return bytes(rows[0][0]) if rows else b""


def head(connection: Connection, most: int = LARGEST) -> Head | None:
    """The newest checkpoint over at most `most` leaves, or None before the founding."""
    sql = "SELECT size, root, at, text FROM log_checkpoints WHERE size <= ? ORDER BY size DESC LIMIT 1"
    rows = raw.fetch(connection, sql, (most,))
    return Head(*rows[0]) if rows else None


def root_at(connection: Connection, size: int) -> bytes | None:
    """The root of the checkpoint published at this size, or None."""
    return roots_at(connection, [size]).get(size)


def roots_at(connection: Connection, sizes: Iterable[int]) -> dict[int, bytes]:
    """The roots of the checkpoints published at these sizes."""
    sql = "SELECT size, root FROM log_checkpoints WHERE size IN ({})"
    return dict(raw.fetch_in(connection, sql, sizes))


def recorded(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The leaf indexes of those statements that are in the record."""
    sql = 'SELECT id, "index" FROM log_leaves WHERE id IN ({})'
    return dict(raw.fetch_in(connection, sql, ids))


def kept_texts(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """The hashes among these of stored text blobs; a weight roll is not a text."""
    sql = "SELECT hash FROM texts WHERE hash IN ({})"
    return {digest for (digest,) in raw.fetch_in(connection, sql, hashes)}


def blob(connection: Connection, digest: str) -> bytes | None:
    """A blob's bytes."""
    return connection.scalar(select(BlobRow.data).where(BlobRow.hash == digest))


def leaf(connection: Connection, index: int) -> bytes | None:
    """A leaf's data."""
    return connection.scalar(select(LeafRow.data).where(LeafRow.index == index))


def leaves(connection: Connection, start: int, end: int) -> list[bytes]:
    """The data of the leaves start <= index < end."""
    query = select(LeafRow.data).where(LeafRow.index >= start, LeafRow.index < end).order_by(LeafRow.index)
    return list(connection.scalars(query))


def tile(connection: Connection, level: int, number: int, width: int) -> bytes | None:
    """The first `width` hashes of a tile, or None if it has fewer."""
    data = TileTable(connection).read_tile(level, number)[: width * 32]
    return data if len(data) == width * 32 else None


def entries(connection: Connection, number: int, width: int) -> bytes | None:
    """An entry bundle of C2SP tlog-tiles with `width` leaves, or None if there are fewer."""
    found = leaves(connection, number * 256, number * 256 + width)
    return tiles.format_entries(found) if len(found) == width else None


def save(
    connection: Connection,
    new_leaves: Sequence[dict[str, object]],
    changed: dict[tuple[int, int], bytes],
    checkpoint: Head,
) -> None:
    """Write a batch: leaves, changed tiles and the new checkpoint."""
    names = raw.columns(LeafRow)
    raw.write(connection, raw.insert_into(LeafRow), [[leaf[name] for name in names] for leaf in new_leaves])
    upsert_rows(connection, TileRow, [[level, number, data] for (level, number), data in changed.items()])
    head_row = [checkpoint.size, checkpoint.root, checkpoint.at, checkpoint.text]
    raw.write(connection, raw.insert_into(CheckpointRow), [head_row])


def save_blobs(connection: Connection, blobs: dict[str, bytes], named: Iterable[tuple[int, str]]) -> None:
    """Store blobs and the leaves that name them."""
    upsert(connection, BlobRow, [{"hash": digest, "data": data} for digest, data in blobs.items()])
    upsert(connection, LeafText, [{"index": index, "hash": digest} for index, digest in named])
    save_texts(connection, blobs)

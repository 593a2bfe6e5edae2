"""A Merkle tree stored in tiles: each operation reads only the tiles it needs (README, section 5)."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from govern.record import merkle
from govern.record.errors import ProofError, TileError
from govern.record.merkle import Range
from govern.record.tiles import HEIGHT, WIDTH, parse_tile, tile_width

KEPT_TILES = 64
KEPT_HASHES = 4_096  # of subtrees, until the next append


class TileSource(Protocol):
    """The storage of tiles."""

    def read_tile(self, level: int, index: int) -> bytes:
        """The stored hashes of a tile, 32 bytes each; a partial tile is stored under the same level and index."""
        ...


class Tree:
    """A tree of `size` leaves over stored tiles.

    Appending, roots and proofs cost O(log n) hashes and read O(log n) tiles. The tree writes nothing: `take_changed`
    returns the changed tiles, which the caller must store in the transaction that stores the leaves. A tree is for one
    thread at a time and knows only the leaves appended through it: after a failed batch, or if another process
    appended, the caller must call `reset`.
    """

    def __init__(self, source: TileSource, size: int = 0) -> None:
        self._source = source
        self._changed: set[tuple[int, int]] = set()
        self._tiles: OrderedDict[tuple[int, int], _Tile] = OrderedDict()
        self._edges: list[_Tile | None] = []
        self._joined: dict[Range, bytes] = {}
        self.reset(size)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    def reset(self, size: int) -> None:
        """Set the size to one whose tiles are stored; discards everything else, including changes not yet taken."""
        if size < 0:
            raise ProofError("proof_range", "a tree has no negative size")
        self._size = size
        self._changed.clear()
        self.forget()

    def forget(self) -> None:
        """Drop every cached tile that can be read again."""
        for place in [place for place in self._tiles if place not in self._changed]:
            del self._tiles[place]
        self._edges.clear()
        self._joined.clear()

    def extend(self, leaf_hashes: Sequence[bytes]) -> None:
        """Add leaves by their hashes; whole tiles at once, which is faster than leaf by leaf."""
        start = 0
        while start < len(leaf_hashes):
            if self._size % WIDTH == 0 and len(leaf_hashes) - start >= WIDTH:
                self._add_tile(list(leaf_hashes[start : start + WIDTH]))
                start += WIDTH
            else:
                self.append(leaf_hashes[start])
                start += 1

    def _add_tile(self, hashes: list[bytes]) -> None:
        place = 0, self._size // WIDTH
        tile = self._tiles[place] = _Tile(hashes)
        self._changed.add(place)
        if not self._edges:
            self._edges.append(None)
        self._add(tile.rows[HEIGHT][0], 1)
        self._size += WIDTH

    def append(self, leaf_hash: bytes) -> int:
        """Add a leaf by its hash and return its index. Call `reset` after an exception of the source."""
        self._add(leaf_hash, 0)
        self._size += 1
        return self._size - 1

    def _add(self, leaf_hash: bytes, level: int) -> None:
        full = True
        while full:  # a full tile's root goes on into the level above
            tile = self._edge(level)
            full = tile.append(leaf_hash)
            if full:
                leaf_hash = tile.rows[HEIGHT][0]
                self._edges[level] = None
            level += 1
        if self._joined:
            self._joined.clear()

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, all by default; raises ProofError (proof_range) beyond them."""
        size = self._within(size)
        return self._hash(0, size) if size else merkle.EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path of a leaf in the tree of the first `size` leaves; raises ProofError (proof_range)."""
        return tuple(self._hash(*one) for one in merkle.inclusion_ranges(index, self._within(size)))

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree of `new` leaves begins with that of `old`; raises ProofError (proof_range)."""
        return tuple(self._hash(*one) for one in merkle.consistency_ranges(old, self._within(new)))

    def take_changed(self) -> dict[tuple[int, int], bytes]:
        """The bytes of every tile changed since the last call, by level and index; the last ones may be partial."""
        changed = {place: b"".join(self._tiles[place].rows[0]) for place in sorted(self._changed)}
        self._changed.clear()
        self._trim()
        return changed

    def _within(self, size: int | None) -> int:
        if size is None:
            return self._size
        if not 0 <= size <= self._size:
            raise ProofError("proof_range", f"no tree of {size} within one of {self._size}")
        return size

    def _hash(self, start: int, end: int) -> bytes:
        """The hash of a subtree, from its tile if it is complete; cached until the next append."""
        known = self._joined.get((start, end))
        if known is None:
            width = end - start
            if width & (width - 1) == 0:
                level, height = divmod(width.bit_length() - 1, HEIGHT)
                index, place = divmod(start // width, WIDTH >> height)
                known = self._tile(level, index).rows[height][place]
            else:
                middle = merkle.split(start, end)
                known = merkle.node_hash(self._hash(start, middle), self._hash(middle, end))
            if len(self._joined) == KEPT_HASHES:
                self._joined.clear()
            self._joined[start, end] = known
        return known

    def _edge(self, level: int) -> "_Tile":
        """The tile to which the next hash of this level is appended, marked as changed."""
        if level == len(self._edges):
            self._edges.append(None)
        index = (self._size >> HEIGHT * level) // WIDTH
        self._changed.add((level, index))
        tile = self._edges[level]
        if tile is None:
            tile = self._edges[level] = self._tile(level, index)
        return tile

    def _tile(self, level: int, index: int) -> "_Tile":
        place = level, index
        tile = self._tiles.get(place)
        if tile is None:
            tile = self._tiles[place] = self._load(level, index)
            self._trim()
        else:
            self._tiles.move_to_end(place)
        return tile

    def _load(self, level: int, index: int) -> "_Tile":
        width = tile_width(self._size, level, index)
        if width == 0:
            return _Tile([])
        hashes = parse_tile(self._source.read_tile(level, index))
        if len(hashes) < width:
            raise TileError("tile_size", f"tile {level}/{index} holds {len(hashes)} hashes where {width} are needed")
        return _Tile(hashes[:width])

    def _trim(self) -> None:
        """Drop the tiles longest unused, except changed and growing ones."""
        spare = len(self._tiles) - KEPT_TILES - len(self._changed)
        if spare > 0:
            kept = {id(edge) for edge in self._edges}
            old = [place for place, tile in self._tiles.items() if place not in self._changed and id(tile) not in kept]
            for place in old[:spare]:
                del self._tiles[place]


class _Tile:
    """Up to 256 hashes in row 0; row h has the hashes of the complete subtrees of height h over them."""

    __slots__ = ("rows",)

    def __init__(self, hashes: list[bytes]) -> None:
        self.rows = [hashes]
        for height in range(HEIGHT):
            self.rows.append(merkle.joined(self.rows[height]))

    def append(self, value: bytes) -> bool:
        """Add a hash and compute the subtrees that it completes; True if the tile is now full."""
        height = 0
        row = self.rows[0]
        row.append(value)
        while not len(row) & 1:
            value = hashlib.sha256(b"\x01" + row[-2] + row[-1]).digest()
            height += 1
            row = self.rows[height]
            row.append(value)
        return height == HEIGHT

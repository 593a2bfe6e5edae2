"""A Merkle tree kept in tiles, which reads no more of itself than the act at hand needs (README, section 5)."""

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
    """Where the tiles are stored."""

    def read_tile(self, level: int, index: int) -> bytes:
        """All hashes stored of the tile, 32 bytes each; a tile that may still grow is stored under the same place."""
        ...


class Tree:
    """A tree of `size` leaves over stored tiles.

    Appending, roots and proofs cost O(log n) hashes and read O(log n) tiles. Nothing is written: `take_changed` hands
    over what the caller must store, in the same transaction as what it stores about the leaves. A tree serves one
    thread at a time, and knows only the leaves appended through it: whoever finds that the log has another size than
    `size`, because a batch failed or another process appended, calls `reset`.
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
        """Forget everything, changes not yet taken included, and stand at a size whose tiles are stored."""
        if size < 0:
            raise ProofError("proof_range", "a tree has no negative size")
        self._size = size
        self._changed.clear()
        self.forget()

    def forget(self) -> None:
        """Give back the memory of every tile that can be read again."""
        for place in [place for place in self._tiles if place not in self._changed]:
            del self._tiles[place]
        self._edges.clear()
        self._joined.clear()

    def extend(self, leaf_hashes: Sequence[bytes]) -> None:
        """Add leaves by their hashes; a whole tile of them at once, which is quicker than one by one."""
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
        """Add a leaf by its hash; its index. After an exception of the source, `reset` before going on."""
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
        """What shows the tree of `new` leaves to begin with that of `old`; raises ProofError (proof_range)."""
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
        """The hash of one subtree: from its tile where it is complete, else joined; remembered until an append."""
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
        """The tile that the next hash of this level goes into, marked as changed."""
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
        """Let go of the tiles longest unused, but of none that changed or still grows."""
        spare = len(self._tiles) - KEPT_TILES - len(self._changed)
        if spare > 0:
            kept = {id(edge) for edge in self._edges}
            old = [place for place, tile in self._tiles.items() if place not in self._changed and id(tile) not in kept]
            for place in old[:spare]:
                del self._tiles[place]


class _Tile:
    """Up to 256 hashes in row 0; above, in row h, the hashes of the complete subtrees of height h over them."""

    __slots__ = ("rows",)

    def __init__(self, hashes: list[bytes]) -> None:
        self.rows = [hashes]
        for height in range(HEIGHT):
            self.rows.append(merkle.joined(self.rows[height]))

    def append(self, value: bytes) -> bool:
        """Add a hash, and join the subtrees that it completes; whether the tile is full now."""
        height = 0
        row = self.rows[0]
        row.append(value)
        while not len(row) & 1:
            value = hashlib.sha256(b"\x01" + row[-2] + row[-1]).digest()
            height += 1
            row = self.rows[height]
            row.append(value)
        return height == HEIGHT

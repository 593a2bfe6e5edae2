"""Paths and bytes of tiles and entry bundles, after C2SP tlog-tiles (README, section 5)."""

import re
import struct
from collections.abc import Sequence

from govern.record.errors import TileError
from govern.record.merkle import HASH_BYTES

HEIGHT = 8
WIDTH = 1 << HEIGHT
MAX_ENTRY_BYTES = 0xFFFF
_MAX_INDEX = 2**63

_tile = re.compile(r"tile/(0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)
_entries = re.compile(r"tile/entries/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/<index>`, with `.p/<width>` where partial; raises TileError (tile_range)."""
    if not 0 <= level <= 63:
        raise TileError("tile_range", f"no level {level}")
    return f"tile/{level}/{_place(index, width)}"


def parse_tile_path(path: str) -> tuple[int, int, int]:
    """Level, index and width of a tile's path; raises TileError (tile_path)."""
    match = _tile.fullmatch(path)
    if not match or int(match[1]) > 63:
        raise TileError("tile_path", "not the path of a tile")
    return int(match[1]), *_parse_place(match[2], match[3])


def entries_path(index: int, width: int = WIDTH) -> str:
    """`tile/entries/<index>`, with `.p/<width>` where partial; raises TileError (tile_range)."""
    return f"tile/entries/{_place(index, width)}"


def parse_entries_path(path: str) -> tuple[int, int]:
    """Index and width of an entry bundle's path; raises TileError (tile_path)."""
    match = _entries.fullmatch(path)
    if not match:
        raise TileError("tile_path", "not the path of an entry bundle")
    return _parse_place(match[1], match[2])


def format_entries(entries: Sequence[bytes]) -> bytes:
    """An entry bundle of 1 to 256 leaves' data; raises TileError (entries_count, entry_size)."""
    if not 1 <= len(entries) <= WIDTH:
        raise TileError("entries_count", f"a bundle holds 1 to {WIDTH} entries")
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise TileError("entry_size", f"an entry has at most {MAX_ENTRY_BYTES} bytes")
    return b"".join(part for entry in entries for part in (struct.pack(">H", len(entry)), entry))


def parse_entries(data: bytes) -> list[bytes]:
    """The leaves' data in an entry bundle; raises TileError (entries_count, entries_truncated)."""
    entries: list[bytes] = []
    place, end = 0, len(data)
    while place < end:
        start = place + 2
        place = start + int.from_bytes(data[place:start], "big")
        if place > end:
            raise TileError("entries_truncated", f"entry {len(entries)} ends beyond the bundle")
        entries.append(data[start:place])
    if not 1 <= len(entries) <= WIDTH:
        raise TileError("entries_count", f"a bundle holds 1 to {WIDTH} entries")
    return entries


def parse_tile(data: bytes) -> list[bytes]:
    """The 1 to 256 hashes of a tile; raises TileError (tile_size)."""
    if len(data) % HASH_BYTES or not HASH_BYTES <= len(data) <= WIDTH * HASH_BYTES:
        raise TileError("tile_size", f"a tile is 1 to {WIDTH} hashes of {HASH_BYTES} bytes")
    return [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]


def tile_width(size: int, level: int, index: int) -> int:
    """The number of hashes in the tile of a tree of `size` leaves: 0 if it does not exist yet, 256 if it is full."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - WIDTH * index))


def _place(index: int, width: int) -> str:
    if not 0 <= index < _MAX_INDEX or not 1 <= width <= WIDTH:
        raise TileError("tile_range", f"no tile {index} of width {width}")
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return "/".join(groups) + (f".p/{width}" if width < WIDTH else "")


def _parse_place(groups: str, width: str | None) -> tuple[int, int]:
    if len(groups) > 5 * 7:  # beyond 2^63: refused before conversion to a number
        raise TileError("tile_path", "no tree is that large")
    index, found = int(groups.replace("/", "").replace("x", "")), int(width or WIDTH)
    if index >= _MAX_INDEX or found > WIDTH or _place(index, found) != groups + (f".p/{width}" if width else ""):
        raise TileError("tile_path", "not the canonical path")
    return index, found

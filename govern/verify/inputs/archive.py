"""The zip container of a bundle, deterministic to the byte: stored files in ascending order, no dates, no comments.

The layout is that of PKWARE's APPNOTE 6.3.9 sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16. Files are not compressed, so
that the bytes depend on the content alone and not on a library's version.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LARGE_END: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_DATE: Final = 0x21  # 1 January 1980, the earliest that the format can say
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3 << 8
_PLAIN: Final = 20
_LARGE: Final = 45
_MOST: Final = 0xFFFFFFFF
_MOST_FILES: Final = 0xFFFF


@dataclass(frozen=True)
class File:
    """The directory entry of a file: name, CRC-32, length and offset of its header."""

    name: str
    crc: int
    size: int
    offset: int


class ArchiveWriter:
    """Writes a container to an open file; the caller adds names in ascending order."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._files: list[File] = []
        self._offset = 0

    def add(self, name: str, data: bytes) -> None:
        """Appends a file."""
        entry = File(name, zlib.crc32(data), len(data), self._offset)
        header = _local(entry)
        self._file.write(header)
        self._file.write(data)
        self._files.append(entry)
        self._offset += len(header) + len(data)

    def finish(self) -> None:
        """Writes the directory."""
        for block in _directory(self._files, self._offset):
            self._file.write(block)


def is_regular(file: BinaryIO, files: Iterable[File]) -> bool:
    """Whether the container with directory `files` has exactly the bytes that `ArchiveWriter` writes."""
    listed = list(files)
    if any(a.name >= b.name for a, b in pairwise(listed)):
        return False
    offset = 0
    for entry in listed:
        header = _local(entry)
        file.seek(offset)
        if entry.offset != offset or file.read(len(header)) != header:
            return False
        offset += len(header) + entry.size
    file.seek(offset)
    return all(file.read(len(block)) == block for block in _directory(listed, offset)) and not file.read(1)


def is_ours(file: BinaryIO, files: Iterable[File]) -> bool:
    """Whether most files are laid out as `ArchiveWriter` writes them; a changed container still counts as ours."""
    listed = list(files)
    return 2 * sum(_stands_as_written(file, entry) for entry in listed) > len(listed)


def _stands_as_written(file: BinaryIO, entry: File) -> bool:
    header = _local(entry)
    file.seek(entry.offset)
    return file.read(len(header)) == header


def _local(entry: File) -> bytes:
    name = entry.name.encode("utf-8")
    sizes = entry.crc, entry.size, entry.size
    return _LOCAL.pack(b"PK\x03\x04", _PLAIN, 0, 0, 0, _DATE, *sizes, len(name), 0) + name


def _directory(files: list[File], start: int) -> Iterable[bytes]:
    end = start
    for entry in files:
        block = _central(entry)
        end += len(block)
        yield block
    if len(files) >= _MOST_FILES or end >= _MOST:
        sizes = len(files), len(files), end - start, start
        yield _LARGE_END.pack(b"PK\x06\x06", _LARGE_END.size - 12, _UNIX | _LARGE, _LARGE, 0, 0, *sizes)
        yield _LOCATOR.pack(b"PK\x06\x07", 0, end, 1)
    number = min(len(files), _MOST_FILES)
    yield _END.pack(b"PK\x05\x06", 0, 0, number, number, min(end - start, _MOST), min(start, _MOST), 0)


def _central(entry: File) -> bytes:
    name = entry.name.encode("utf-8")
    far = entry.offset >= _MOST
    extra = struct.pack("<2HQ", 1, 8, entry.offset) if far else b""
    needed = _LARGE if far else _PLAIN
    sizes = entry.crc, entry.size, entry.size, len(name), len(extra)
    fixed = _CENTRAL.pack(
        b"PK\x01\x02", _UNIX | needed, needed, 0, 0, 0, _DATE, *sizes, 0, 0, 0, _MODE, min(entry.offset, _MOST)
    )
    return fixed + name + extra

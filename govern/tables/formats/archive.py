"""Zip files of statements: each contained file is read by its kind; a single file replaces the archive."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from govern.tables.formats.kinds import kind_of
from govern.tables.formats.sections import UnreadableFile

MOST_FILES: Final = 400
LARGEST: Final = 16 * 1024 * 1024  # bytes of all files together, unpacked


def members(data: bytes) -> list[tuple[str, bytes]]:
    """The files of an archive, sorted by name; raises UnreadableFile."""
    kept: list[tuple[str, bytes]] = []
    room = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in _wanted(archive):
                with archive.open(entry) as file:
                    content = file.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise UnreadableFile("zip_large")
                kept.append((entry.filename, content))
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile and its decompressors raise many kinds for damaged archives
        raise UnreadableFile("zip_damaged") from error
    return kept


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that a person packed, without files of the operating system."""
    entries = [
        one
        for one in archive.infolist()
        if not one.is_dir() and not one.filename.startswith("__MACOSX") and not _name(one).startswith(".")
    ]
    if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
        raise UnreadableFile("zip_large")
    if any(one.flag_bits & 1 for one in entries):
        raise UnreadableFile("kind", kind="zip.encrypted")
    return sorted(entries, key=lambda one: one.filename)


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.rpartition("/")[2]


def unpacked(data: bytes) -> bytes:
    """The only file in a zip file; any other data unchanged."""
    if kind_of(data) != "zip":
        return data
    try:
        kept = members(data)
    except UnreadableFile:
        return data
    return kept[0][1] if len(kept) == 1 and kept[0][1] and kind_of(kept[0][1]) != "zip" else data


def by_kind(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and content of each nonempty file in a zip file; raises UnreadableFile."""
    for name, content in members(data):
        if content:
            yield kind_of(content), name, content

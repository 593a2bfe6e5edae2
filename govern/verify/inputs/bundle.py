"""Sources of a bundle's files: a zip, a directory or an address, all with the tree served under `/log/`."""

import http.client
import os
import struct
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol

from govern.protocol.errors import N_
from govern.protocol.messages import Message
from govern.record.tiles import MAX_ENTRY_BYTES, WIDTH
from govern.verify.inputs import archive

LARGEST_SMALL: Final = 1_000_000  # vkey and checkpoint
LARGEST_ENTRIES: Final = WIDTH * (MAX_ENTRY_BYTES + 2)
LARGEST_BLOB: Final = 1 << 28  # a roll of some four million electors
TIMEOUT_SECONDS: Final = 30
_CLOSED: Final = N_("its record is open to members and auditors only: an access key is needed (--access-key FILE)")
_ZIP_TROUBLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
)


class UnreadableBundle(Exception):
    """The input cannot be read as a bundle; `why` is the reason."""

    def __init__(self, sentence: str, **details: object) -> None:
        """Takes a message template and its arguments."""
        self.why = Message(sentence, **details)
        super().__init__(str(self.why))


class Source(Protocol):
    """Files by path. A source that cannot list its files (an address) has `listed` False."""

    listed: bool

    def read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file, or None if it is missing; raises UnreadableBundle if unreadable or above `limit`."""

    def paths(self) -> Iterator[str]:
        """The paths of all files; empty if `listed` is False."""

    def is_regular(self) -> bool:
        """Whether the container, if any, has the exact layout that `archive` defines."""

    def close(self) -> None:
        """Close open files."""


def open_source(where: str | Path, access_key: str = "") -> Source:
    """Open a path or an http(s) address; `access_key` is sent to the server. Raises UnreadableBundle."""
    text = str(where)
    if text.startswith(("http://", "https://")):
        return Address(text, access_key)
    path = Path(where)
    if path.is_dir():
        return Directory(path)
    if not path.is_file():
        raise UnreadableBundle(N_("there is no such file, folder or address"))
    return Zip(path)


class Directory:
    """A folder with the tree."""

    listed = True

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str, limit: int) -> bytes | None:
        """See Source."""
        try:
            with (self._root / path).open("rb") as file:
                return _within(file.read(limit + 1), path, limit)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise UnreadableBundle("%(path)s: %(why)s", path=path, why=error.strerror) from error

    def paths(self) -> Iterator[str]:
        """See Source."""
        for folder, _, names in os.walk(self._root):
            for name in names:
                yield (Path(folder) / name).relative_to(self._root).as_posix()

    def is_regular(self) -> bool:
        """There is no container."""
        return True

    def close(self) -> None:
        """Nothing to close."""


class Zip:
    """A zip file. Stored files are read without the zip directory, so that damage is found in the damaged file."""

    listed = True

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise UnreadableBundle(N_("it cannot be opened (%(why)s)"), why=error.strerror) from error
        try:
            self._zip = zipfile.ZipFile(self._file)
        except _ZIP_TROUBLE as error:
            self._file.close()
            raise UnreadableBundle(N_("it is no zip file, or a damaged one (%(why)s)"), why=str(error)) from error
        self._files = {info.filename: info for info in self._zip.infolist()}
        self._sums_hold = True
        self._summed: set[str] = set()

    def read(self, path: str, limit: int) -> bytes | None:
        """See Source."""
        info = self._files.get(path)
        if info is None:
            return None
        if info.file_size > limit:
            raise UnreadableBundle(N_("%(path)s is larger than %(limit)s bytes"), path=path, limit=limit)
        try:
            data = self._stored(info) if info.compress_type == zipfile.ZIP_STORED else self._zip.read(info)
        except _ZIP_TROUBLE as error:
            raise UnreadableBundle(
                N_("%(path)s is damaged in the zip file (%(why)s)"), path=path, why=str(error)
            ) from error
        if path not in self._summed:  # entries are read twice; checking the sum once saves time
            self._summed.add(path)
            self._sums_hold = self._sums_hold and zlib.crc32(data) == info.CRC
        return data

    def _stored(self, info: zipfile.ZipInfo) -> bytes:
        self._file.seek(info.header_offset)
        header = self._file.read(30)
        names, extra = struct.unpack("<26x2H", header)
        self._file.seek(names + extra, os.SEEK_CUR)
        data = self._file.read(info.file_size)
        if len(data) != info.file_size:
            raise EOFError("it ends early")
        return data

    def paths(self) -> Iterator[str]:
        """See Source."""
        return iter(self._files)

    def is_regular(self) -> bool:
        """See Source; call it after reading everything.

        A zip written by `govern bundle` must be identical to the byte. A zip of another program is judged by its files
        alone: people unpack a download and pack it again.
        """
        entries = [
            archive.File(info.filename, info.CRC, info.file_size, info.header_offset) for info in self._zip.infolist()
        ]
        ours = archive.is_ours(self._file, entries)
        return self._sums_hold and (not ours or archive.is_regular(self._file, entries))

    def close(self) -> None:
        """Closes the file."""
        self._zip.close()
        self._file.close()


class Address:
    """An http(s) address that serves `checkpoint`, `tile/…` and the other files as `/log/` does."""

    listed = False

    def __init__(self, address: str, access_key: str = "") -> None:
        self._base = address.rstrip("/")
        self._access_key = access_key
        if self.read("checkpoint", LARGEST_SMALL) is None:  # a community's own address is good enough
            self._base += "/log"

    def read(self, path: str, limit: int) -> bytes | None:
        """See Source."""
        try:
            with urllib.request.urlopen(self._request(path), timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - http(s) only
                return _within(answer.read(limit + 1), path, limit)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                return None
            if error.code == HTTPStatus.UNAUTHORIZED:
                raise UnreadableBundle(
                    _CLOSED if not self._access_key else N_("the server does not accept the access key")
                ) from error
            message = N_("%(path)s answers with status %(status)s")
            raise UnreadableBundle(message, path=f"{self._base}/{path}", status=error.code) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            message = N_("%(path)s cannot be fetched (%(why)s)")
            raise UnreadableBundle(message, path=f"{self._base}/{path}", why=str(error)) from error

    def _request(self, path: str) -> urllib.request.Request:
        request = urllib.request.Request(f"{self._base}/{path}")  # noqa: S310 - http(s) only
        if self._access_key:
            # Follow no redirect: the access key must not be sent to another server.
            request.add_unredirected_header("Authorization", f"Bearer {self._access_key}")
        return request

    def paths(self) -> Iterator[str]:
        """An address cannot list its files."""
        return iter(())

    def is_regular(self) -> bool:
        """There is no container."""
        return True

    def close(self) -> None:
        """Nothing to close."""


def _within(data: bytes, path: str, limit: int) -> bytes:
    if len(data) > limit:
        raise UnreadableBundle(N_("%(path)s is larger than %(limit)s bytes"), path=path, limit=limit)
    return data

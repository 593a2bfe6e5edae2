"""A mirror of a record: a folder that follows an address, keeps every checkpoint, and takes over only what verifies."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from govern.protocol.errors import N_
from govern.record import tiles
from govern.record.errors import TileError
from govern.verify.inputs.bundle import LARGEST_SMALL, Source, UnreadableBundle

CHECKPOINTS: Final = "checkpoints"  # every checkpoint that was verified, named by its size
ALARMS: Final = "alarms"  # checkpoints that did not verify: evidence against the server
_CHANGING: Final = ("checkpoint", "vkey")


@dataclass
class MirroredSource:
    """An address read through a folder: files that never change come from the folder, new ones are kept for it.

    `fetched` holds the paths of new files, which lie in `staging` until `accept`.
    """

    address: Source
    folder: Path
    staging: Path
    fetched: list[str] = field(default_factory=list)
    listed: bool = False

    def read(self, path: str, limit: int) -> bytes | None:
        """See Source."""
        for place in (self.folder, self.staging):
            if path not in _CHANGING and (place / path).is_file():
                return _within(place / path, limit)
        if path in self.fetched:
            return _within(self.staging / path, limit)
        data = self.address.read(path, limit)
        if data is not None:
            _write(self.staging / path, data)
            self.fetched.append(path)
        return data

    def paths(self) -> Iterator[str]:
        """An address cannot list its files."""
        return iter(())

    def is_regular(self) -> bool:
        """There is no container."""
        return True

    def close(self) -> None:
        """See Source."""
        self.address.close()

    def accept(self, size: int) -> None:
        """Take the new files over; the checkpoint last, so that an interrupted mirror is a whole older one."""
        for path in sorted(self.fetched, key=lambda one: one in _CHANGING):
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path == "checkpoint":
                _write(self.folder / CHECKPOINTS / str(size), (self.staging / path).read_bytes())
            (self.staging / path).replace(target)
        for path in self.fetched:
            self._drop_shorter(path)

    def _drop_shorter(self, path: str) -> None:
        """Remove earlier, shorter states of a tile."""
        try:
            tiles.parse_entries_path(path) if path.startswith("tile/entries/") else tiles.parse_tile_path(path)
        except TileError:
            return
        target = self.folder / path
        parts = target.parent if target.parent.name.endswith(".p") else target.with_name(target.name + ".p")
        for other in parts.glob("*") if parts.is_dir() else ():
            if other != target:
                other.unlink()
        if parts.is_dir() and not any(parts.iterdir()):
            parts.rmdir()

    def keep_alarm(self, moment: int) -> Path:
        """Keep the checkpoint that did not verify; returns its file."""
        place = self.folder / ALARMS / f"{moment}-checkpoint"
        _write(place, (self.staging / "checkpoint").read_bytes() if "checkpoint" in self.fetched else b"")
        return place


def earlier_checkpoints(folder: Path) -> list[Path]:
    """The checkpoints that a mirror has verified, by size."""
    files = (folder / CHECKPOINTS).glob("*") if (folder / CHECKPOINTS).is_dir() else ()
    return sorted((one for one in files if one.name.isdigit()), key=lambda one: int(one.name))


def open_mirror(address: Source, folder: Path) -> tuple[MirroredSource, tempfile.TemporaryDirectory[str]]:
    """The folder's view of an address, and the place of new files, to be cleaned up; raises UnreadableBundle."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = tempfile.TemporaryDirectory(prefix=".new-", dir=folder)
    except OSError as error:
        raise UnreadableBundle(N_("%(path)s cannot be written (%(why)s)"), path=folder, why=error.strerror) from error
    return MirroredSource(address, folder, Path(staging.name)), staging


def _within(path: Path, limit: int) -> bytes:
    data = path.read_bytes()
    if len(data) > limit:
        raise UnreadableBundle(N_("%(path)s is larger than %(limit)s bytes"), path=path, limit=limit)
    return data


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def has_vkey(folder: Path) -> bool:
    """Whether a mirror holds the log's key from its first run, which later runs compare."""
    return (folder / "vkey").is_file() and (folder / "vkey").stat().st_size <= LARGEST_SMALL

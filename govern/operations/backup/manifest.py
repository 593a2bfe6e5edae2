"""The manifest of a backup, `backup.json`: the files of the folder and the state of the record."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from govern.cli_i18n import _
from govern.config import InstanceError

FORMAT: Final = "govern-backup/1"
NAME: Final = "backup.json"
CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """The manifest: times in milliseconds since 1970 (UTC), the database's file name, SHA-256 of files by path."""

    community: str
    name: str
    size: int
    root: str
    last_at: int
    made_at: int
    database: str
    files: dict[str, str]


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest durably, which completes the backup."""
    value = {"format": FORMAT, **asdict(manifest)}
    with (folder / NAME).open("x", encoding="utf-8") as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """The manifest of a complete backup whose files are unchanged; raises InstanceError."""
    try:
        value: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if value.pop("format") != FORMAT:
            raise InstanceError(_("%(folder)s was written by a version of govern that is not known.", folder=folder))
        manifest = Manifest(**value)
    except FileNotFoundError as error:
        raise InstanceError(_("%(folder)s holds no complete backup: it has no backup.json.", folder=folder)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InstanceError(_("The file backup.json in %(folder)s is damaged.", folder=folder)) from error
    for path, digest in manifest.files.items():
        if not _is_inside(path) or not (folder / path).is_file() or digest_of(folder / path) != digest:
            raise InstanceError(_("The backup is damaged: %(file)s is missing or changed.", file=folder / path))
    return manifest


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by relative path."""
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
    return digest.hexdigest()

"""The database URL of an instance: an SQLite file is named relative to the instance folder."""

import re
from pathlib import Path
from typing import Final

from govern.cli_i18n import _

DEFAULT: Final = "sqlite:///govern.db"
_SQLITE: Final = re.compile(r"(?P<scheme>sqlite(?:\+[a-z]+)?:///)(?P<path>[^?]+)(?P<query>\?.*)?", re.DOTALL)


class DatabaseOutsideFolder(Exception):
    """An SQLite file outside the instance folder; the message names it and gives advice."""


def located(folder: Path, url: str) -> str:
    """The URL for SQLAlchemy, independent of the working directory; raises WrongPlace."""
    found = _SQLITE.fullmatch(relative(folder, url))
    return _with_path(found, folder.absolute() / found["path"]) if found else url


def relative(folder: Path, url: str) -> str:
    """The URL for the settings; an absolute path inside the folder is made relative.

    A path whose folder is missing was written before the instance was moved here, so it means the file of that name in
    this folder. A path into another existing folder could be another community's record: WrongPlace.
    """
    found = _SQLITE.fullmatch(url)
    if found is None:
        return url
    path = folder.absolute() / found["path"]
    if ".." not in path.parts:
        for own in (folder.absolute(), folder.resolve()):
            if path.is_relative_to(own):
                return _with_path(found, path.relative_to(own))
        if not path.parent.exists() and (folder / path.name).exists():
            return _with_path(found, Path(path.name))
    raise DatabaseOutsideFolder(_elsewhere(folder, path, _with_path(found, Path(path.name))))


def file_of(url: str) -> Path | None:
    """The file of an SQLite URL; None for other databases."""
    found = _SQLITE.fullmatch(url)
    return Path(found["path"]) if found else None


def _with_path(found: re.Match[str], path: Path) -> str:
    return f"{found['scheme']}{path}{found['query'] or ''}"


def _elsewhere(folder: Path, path: Path, own: str) -> str:
    return _(
        "The settings in %(folder)s name the database %(path)s, which lies in another folder: it may be the record "
        "of another copy of this community. To use the database in %(folder)s, write “%(own)s” for “database” in "
        "%(folder)s/settings.json. To use the other one all the same, set GOVERN_DATABASE=sqlite:///%(path)s.",
        folder=folder,
        path=path,
        own=own,
    )

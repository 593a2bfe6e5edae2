"""Compiled catalogues: made from each `.po` by the packaging, and compared with it when a program starts.

An installed package holds only the compiled ones, and nothing is compared there.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from govern import paths


class StaleCatalogue(Exception):
    """A checkout whose catalogue is not compiled, or was changed since."""

    def __init__(self, catalogue: Path) -> None:
        missing = not catalogue.with_suffix(".mo").exists()
        what = "is not compiled" if missing else "was changed after it was compiled"
        super().__init__(f"the catalogue {catalogue} {what}; run: python -m govern.i18n")


def catalogues(folder: Path | None = None) -> Iterator[Path]:
    """Every catalogue of the folder of translations, in the form that people edit."""
    return iter(sorted((folder or paths.translations()).glob("*/LC_MESSAGES/*.po")))


def check(folder: Path | None = None) -> None:
    """Raises `StaleCatalogue` rather than let a program speak English where it was asked for another language."""
    for catalogue in catalogues(folder):
        if is_stale(catalogue):
            raise StaleCatalogue(catalogue)


def is_stale(catalogue: Path) -> bool:
    """Whether the compiled form is missing, or older than the catalogue."""
    made = catalogue.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime_ns < catalogue.stat().st_mtime_ns


def compile_stale(folder: Path | None = None) -> list[Path]:
    """Compiles what is not compiled, or was changed since; the catalogues concerned."""
    stale = [catalogue for catalogue in catalogues(folder) if is_stale(catalogue)]
    for catalogue in stale:
        compile_one(catalogue)
    return stale


def compile_one(catalogue: Path) -> None:
    """Writes the compiled form beside the catalogue, whole or not at all: another process may be reading it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as file:
        texts = read_po(file, locale=catalogue.parents[1].name)
    with tempfile.TemporaryDirectory(dir=catalogue.parent) as folder:
        made = Path(folder) / "messages"
        with made.open("wb") as file:
            write_mo(file, texts)
        made.chmod(0o644)
        made.replace(catalogue.with_suffix(".mo"))

"""Compiled catalogues for pages and scripts: built from each `.po` by packaging, checked at program start.

An installed package contains only the compiled ones, and skips the check.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from govern import paths
from govern.i18n.languages import TRANSLATED, Language

MODULES: Final = "js/language/catalogues"  # the scripts' messages, below the folder of static files


class StaleCatalogue(Exception):
    """A catalogue of a checkout that is not compiled, or changed since."""

    def __init__(self, catalogue: Path) -> None:
        missing = not all(made.exists() for made in made_of(catalogue))
        what = "is not compiled" if missing else "was changed after it was compiled"
        super().__init__(f"the catalogue {catalogue} {what}; run: python -m govern.i18n")


def catalogues(folder: Path | None = None) -> Iterator[Path]:
    """Every language's editable catalogue in the folder of translations."""
    written = ((folder or paths.translations()) / row.locale / "LC_MESSAGES" / "messages.po" for row in TRANSLATED)
    return (catalogue for catalogue in written if catalogue.exists())


def check(folder: Path | None = None) -> None:
    """Raise `StaleCatalogue` if a catalogue is not compiled, instead of showing English texts in another language."""
    for catalogue in catalogues(folder):
        if is_stale(catalogue):
            raise StaleCatalogue(catalogue)


def is_stale(catalogue: Path) -> bool:
    """Whether a compiled form is missing, or older than the catalogue."""
    written = catalogue.stat().st_mtime_ns
    return any(not made.exists() or made.stat().st_mtime_ns < written for made in made_of(catalogue))


def made_of(catalogue: Path) -> tuple[Path, Path]:
    """The compiled files of a catalogue: for the pages, and for the browser's scripts."""
    language = of_catalogue(catalogue)
    return catalogue.with_suffix(".mo"), catalogue.parents[3] / "static" / module_name(language)


def module_name(language: Language) -> str:
    """The static file with the scripts' messages of a language."""
    return f"{MODULES}/{language.tag}.js"


def of_catalogue(catalogue: Path) -> Language:
    """The language of a catalogue, by its folder."""
    locale = catalogue.parents[1].name
    return next(row for row in TRANSLATED if row.locale == locale)


def compile_stale(folder: Path | None = None) -> list[Path]:
    """Compiles what is not compiled, or was changed since; the catalogues concerned."""
    stale = [catalogue for catalogue in catalogues(folder) if is_stale(catalogue)]
    for catalogue in stale:
        compile_one(catalogue)
    return stale


def compile_one(catalogue: Path) -> None:
    """Writes the compiled forms."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from govern.i18n.browser_catalogue import module

    language = of_catalogue(catalogue)
    with catalogue.open("rb") as file:
        texts = read_po(file, locale=language.locale)
    compiled = io.BytesIO()
    write_mo(compiled, texts)
    for_pages, for_scripts = made_of(catalogue)
    _replace(for_pages, compiled.getvalue())
    _replace(for_scripts, module(texts, language).encode())


def _replace(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        made = Path(folder) / path.name
        made.write_bytes(content)
        made.chmod(0o644)
        made.replace(path)

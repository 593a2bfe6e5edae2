"""The catalogue of Chinese texts made anew from code and templates: `python -m tests.tools.catalogue [WORDS.json …]`.

Each WORDS.json maps English texts to Chinese ones, as {"English": "中文"}; it fills what has no Chinese yet and
changes nothing that has. Texts that nothing asks for any more are dropped. The exit code is 1 while a text is missing.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po

from govern.i18n.compiled import compile_one

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "govern" / "translations"
CHINESE: Final = FOLDER / "zh_Hans" / "LC_MESSAGES" / "messages.po"
WIDTH: Final = 0  # one line for each text, so that a difference shows whole sentences

# `words("…")` marks a text of the rules; `Rule("1.1", "…")` is a rule's number and the sentence of its refusal.
KEYWORDS: Final[Mapping[str, Any]] = {**DEFAULT_KEYWORDS, "words": None, "Rule": (2,)}


def extracted(root: Path = ROOT) -> Catalog:
    """Every text that the code and the templates ask for, with the files that do; without any Chinese."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for name, _line, text, comments, context in extract_from_dir(root, methods, options, keywords=KEYWORDS):
        found.add(text, locations=[(Path(name).as_posix(), 1)], auto_comments=comments, context=context)
    return found


def chinese() -> Catalog:
    """The catalogue as it stands in its file."""
    with CHINESE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def compiled() -> Catalog:
    """The catalogue that the pages read."""
    with CHINESE.with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def renewed(old: Catalog, asked_for: Catalog) -> Catalog:
    """The old Chinese for exactly the texts that are asked for; none is guessed from a similar one."""
    old.update(asked_for, no_fuzzy_matching=True, update_creation_date=False)
    old.obsolete.clear()
    return old


def fill(catalogue: Catalog, words: Mapping[str, str | list[str]]) -> None:
    """Puts Chinese words where there are none."""
    for message in missing(catalogue):
        said = words.get(english(message))
        if said:
            one = said if isinstance(said, str) else said[0]
            message.string = (one,) if message.pluralizable else one


def missing(catalogue: Catalog) -> Iterator[Message]:
    """The texts that have no Chinese, or a doubtful one."""
    for message in catalogue:
        said = (message.string,) if isinstance(message.string, str) else message.string
        if message.id and (message.fuzzy or not said or not all(said)):
            yield message


def english(message: Message) -> str:
    """A text as it stands in the code, the singular of two."""
    return message.id if isinstance(message.id, str) else message.id[0]


def write(catalogue: Catalog) -> None:
    """Writes the catalogue and its compiled form."""
    with CHINESE.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, include_lineno=False)
    compile_one(CHINESE)


def main() -> int:
    """Makes the catalogue anew and lists what is still to be said in Chinese."""
    reader = argparse.ArgumentParser(prog="python -m tests.tools.catalogue", description=__doc__)
    reader.add_argument("words", nargs="*", type=Path, metavar="WORDS.json")
    catalogue = renewed(chinese(), extracted())
    for path in reader.parse_args().words:
        fill(catalogue, json.loads(path.read_text(encoding="utf-8")))
    write(catalogue)
    left = list(missing(catalogue))
    for message in left:
        print(f"{message.locations[0][0]}: {english(message)}")
    print(f"{len(catalogue)} texts, {len(left)} without Chinese")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())

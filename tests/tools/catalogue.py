"""Renews the catalogues of translations from code and templates: `python -m tests.tools.catalogue [WORDS.json …]`.

Each WORDS.json maps English texts to those of one language (`--language`, Chinese unless said), as {"English": "中文"};
it fills what is not translated yet and changes nothing that is. Texts that nothing asks for any more are dropped. The
exit code is 1 while a text of any language is missing.
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
from govern.i18n.languages import LANGUAGES, TRANSLATED, Language

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "govern" / "translations"
WIDTH: Final = 0  # one line for each text, so that a difference shows whole sentences

# `N_("…")` marks a text of the rules; `Rule("1.1", "…")` is a rule's number and the sentence of its refusal.
# `Sentence("…")` and `PluralSentence("…", "…")` are sentences about effects, which pages and the signing dialog say.
KEYWORDS: Final[Mapping[str, Any]] = {
    **DEFAULT_KEYWORDS,
    "Rule": (2,),
    "Sentence": None,
    "PluralSentence": (1, 2),
}


def extracted(root: Path = ROOT) -> Catalog:
    """Every text that the code and the templates ask for, with the files that do; without any translation."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for name, _line, text, comments, context in extract_from_dir(root, methods, options, keywords=KEYWORDS):
        found.add(text, locations=[(Path(name).as_posix(), 1)], auto_comments=comments, context=context)
    return found


def path_of(language: Language) -> Path:
    """The file of a language's catalogue."""
    return FOLDER / language.locale / "LC_MESSAGES" / "messages.po"


def written(language: Language) -> Catalog:
    """The catalogue read from its file; an empty one for a new language."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language.locale)
    with path.open("rb") as file:
        return read_po(file, locale=language.locale)


def compiled(language: Language) -> Catalog:
    """The catalogue that the pages read."""
    with path_of(language).with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def renewed(old: Catalog, asked_for: Catalog) -> Catalog:
    """The old translations of exactly the texts that are asked for; none is guessed from a similar one."""
    old.update(asked_for, no_fuzzy_matching=True, update_creation_date=False)
    old.obsolete.clear()
    return old


def fill(catalogue: Catalog, words: Mapping[str, str | list[str]]) -> None:
    """Puts translations where there are none; those of a plural message are listed form by form."""
    for message in missing(catalogue):
        said = words.get(named(message))
        if said:
            forms = (said,) if isinstance(said, str) else tuple(said)
            message.string = forms if message.pluralizable else forms[0]


def missing(catalogue: Catalog) -> Iterator[Message]:
    """The texts that are not translated, or doubtfully."""
    for message in catalogue:
        said = (message.string,) if isinstance(message.string, str) else message.string
        if message.id and (message.fuzzy or not said or not all(said)):
            yield message


def named(message: Message) -> str:
    """A text with what tells it from another of the same words: `key|Ended` is what became of a key."""
    return f"{message.context}|{english(message)}" if message.context else english(message)


def english(message: Message) -> str:
    """A text as it stands in the code, the singular of two."""
    return message.id if isinstance(message.id, str) else message.id[0]


def write(catalogue: Catalog, path: Path) -> None:
    """Writes the catalogue and its compiled form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, include_lineno=False)
    compile_one(path)


def renew(language: Language, asked_for: Catalog, words: Mapping[str, str | list[str]]) -> list[Message]:
    """Updates a language's catalogue; returns the messages without a translation."""
    catalogue = renewed(written(language), asked_for)
    fill(catalogue, words)
    write(catalogue, path_of(language))
    left = list(missing(catalogue))
    for message in left:
        print(f"{message.locations[0][0]}: {named(message)}")
    print(f"{language.own_name}: {len(catalogue)} texts, {len(left)} not translated")
    return left


def main() -> int:
    """Updates the catalogues and lists the texts without a translation."""
    reader = argparse.ArgumentParser(prog="python -m tests.tools.catalogue", description=__doc__)
    reader.add_argument("words", nargs="*", type=Path, metavar="WORDS.json")
    reader.add_argument("--language", default="zh-Hans", choices=[one.tag for one in TRANSLATED])
    asked = reader.parse_args()
    words: dict[str, str | list[str]] = {}
    for path in asked.words:
        words |= json.loads(path.read_text(encoding="utf-8"))
    texts = extracted()
    left = [renew(one, texts, words if one == LANGUAGES[asked.language] else {}) for one in TRANSLATED]
    return 1 if any(left) else 0


if __name__ == "__main__":
    raise SystemExit(main())

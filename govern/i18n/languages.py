"""The languages that the program speaks: one row each; everything that depends on the language asks this table.

To add a language, add a row here and a catalogue `govern/translations/LOCALE/LC_MESSAGES/messages.po`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Script:
    """Letters that tell in what script a text is written; one of them weighs as much as `weight` Latin letters."""

    code: str  # ISO 15924
    letters: re.Pattern[str]
    weight: int = 1


LATIN: Final = Script("Latn", re.compile(r"[A-Za-z\u00c0-\u024f]"))
HAN: Final = Script("Hani", re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), weight=2)


@dataclass(frozen=True)
class Language:
    """A language: how it is named, and how it writes."""

    tag: str  # BCP 47, as in <html lang>
    own_name: str  # what the language calls itself
    locale: str  # of the Unicode CLDR, and the name of the catalogue's folder
    script: Script = LATIN
    colon: str = ": "  # between a name and what is said of it
    gap: str = " "  # between two sentences
    aliases: tuple[str, ...] = ()  # how lists of people name it: lower case, without spaces and hyphens

    @property
    def intl(self) -> str:
        """The locale as browsers name it."""
        return self.locale.replace("_", "-")


SOURCE: Final = Language("en", "English", "en_GB", aliases=("en", "engb", "enus", "eng", "english", "英文", "英语"))
ROWS: Final = (
    SOURCE,  # the language of the message ids; dates as 6 Oct 2026
    Language(
        *("zh-Hans", "简体中文", "zh_Hans"),
        script=HAN,
        colon="：",
        gap="",
        aliases=("zh", "zhhans", "zhcn", "chi", "zho", "chinese", "中文", "汉语", "简体中文"),
    ),
)
LANGUAGES: Final[Mapping[str, Language]] = {row.tag: row for row in ROWS}
OWN_NAMES: Final = {row.tag: row.own_name for row in ROWS}
TRANSLATED: Final = tuple(row for row in ROWS if row is not SOURCE)


def find(tag: str) -> Language | None:
    """The language that a tag or a POSIX locale asks for: `zh-CN` and `zh_SG.UTF-8` are answered in `zh-Hans`."""
    tag = re.split("[.@]", tag)[0].replace("_", "-").lower()
    exact = (row for row in ROWS if row.tag.lower() == tag)
    near = (row for row in ROWS if _primary(row.tag) == _primary(tag))
    return next(exact, None) or next(near, None)


def preferred(tags: Iterable[str]) -> Language:
    """The first language asked for that is spoken here, else the source language."""
    return next((found for found in map(find, tags) if found), SOURCE)


def named(alias: str) -> str:
    """The tag of the language that a list of people names so, or an empty text."""
    return next((row.tag for row in ROWS if alias in row.aliases), "")


def _primary(tag: str) -> str:
    return tag.lower().split("-")[0]

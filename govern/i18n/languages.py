"""The table of supported languages, one row each; all language-dependent code reads it.

To add a language, add a row here and a catalogue `govern/translations/LOCALE/LC_MESSAGES/messages.po`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Script:
    """The letters that identify a script; one of them weighs as much as `weight` Latin letters."""

    code: str  # ISO 15924
    letters: re.Pattern[str]
    weight: int = 1


LATIN: Final = Script("Latn", re.compile(r"[A-Za-z\u00c0-\u024f]"))
HAN: Final = Script("Hani", re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), weight=2)


@dataclass(frozen=True)
class Language:
    """A language: its names and its writing conventions."""

    tag: str  # BCP 47, as in <html lang>
    own_name: str  # name in the language itself
    locale: str  # of the Unicode CLDR, and the name of the catalogue's folder
    script: Script = LATIN
    colon: str = ": "  # between a label and its value
    gap: str = " "  # between two sentences
    aliases: tuple[str, ...] = ()  # names in lists of people: lower case, without spaces and hyphens

    @property
    def intl(self) -> str:
        """The locale in browsers' form."""
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
    """The language for a tag or a POSIX locale: `zh-CN` and `zh_SG.UTF-8` give `zh-Hans`."""
    tag = re.split("[.@]", tag)[0].replace("_", "-").lower()
    exact = (row for row in ROWS if row.tag.lower() == tag)
    near = (row for row in ROWS if _primary(row.tag) == _primary(tag))
    return next(exact, None) or next(near, None)


def preferred(tags: Iterable[str]) -> Language:
    """The first supported language among the wishes, else the source language."""
    return next((found for found in map(find, tags) if found), SOURCE)


def named(alias: str) -> str:
    """The tag of the language with this name in lists of people, or empty."""
    return next((row.tag for row in ROWS if alias in row.aliases), "")


def _primary(tag: str) -> str:
    return tag.lower().split("-")[0]

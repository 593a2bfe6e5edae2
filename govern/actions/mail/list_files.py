"""The bytes of a list as text: how it is encoded, and what parts its columns."""

import codecs
import re
from typing import Final

from govern.actions.accounts import FormError

_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def text_of(data: bytes) -> str:
    """A list in UTF-8, UTF-16 (with its mark), GB18030 or Windows-1252; raises FormError(list_unreadable)."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", _old_encoding(data)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FormError({"list": "list_unreadable"})


def _old_encoding(data: bytes) -> str:
    """GB18030 writes a Chinese character with two bytes, mostly high ones; Windows-1252 a letter with one.

    Letters with accents mostly stand alone among plain ones, so that runs of high bytes are single there.
    """
    runs = [len(run) for run in _HIGH.findall(data)]
    return "cp1252" if sum(length == 1 for length in runs) * 2 >= len(runs) else "gb18030"


def delimiter_of(text: str) -> str:
    """What parts the columns: whichever of comma, semicolon and tab stands most often in the first line."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max((",", ";", "\t"), key=first.count)

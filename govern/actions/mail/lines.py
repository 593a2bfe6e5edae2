"""Single-line forms of members' texts for mail headers, feeds and calendars."""

import re
import unicodedata
from typing import Final

# XML 1.0, section 2.2: the characters allowed in a document.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Explicit directional formatting (UAX 9): unbalanced, it would reorder the text around it in a mail program.
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS: Final = frozenset(("Cc", "Cs", "Zl", "Zp"))


def one_line(text: str) -> str:
    """A text without line breaks and control characters, with single spaces; joiners (U+200C, U+200D) stay."""
    shown = (sign for sign in text if sign not in _DIRECTIONS)
    return " ".join("".join(" " if unicodedata.category(sign) in _BREAKS else sign for sign in shown).split())


def for_xml(text: str) -> str:
    """A text without the characters that XML 1.0 does not allow."""
    return _NOT_XML.sub("", text)

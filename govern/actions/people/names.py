"""Names and titles in every script: normalizes and validates what people type.

The same rule, with the same characters, is in `static/js/forms/names.js`; both are tested by `tests/names.json`.

Joiners (U+200C, U+200D) stay where they join: after letters and marks of scripts that have them (UAX 31, section 2.3),
and between the parts of an emoji (UTS 51). Other invisible characters (the Default_Ignorable_Code_Point of Unicode, and
letters that look like a blank) are removed, among them soft hyphens and the direction controls that come along when a
name is pasted. Control characters are refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from govern.protocol.names import BLANKS, LONGEST, PRIVATE, SELECTORS

_JOINING: Final = (
    "\u0600-\u08ff\u0900-\u109f\u1700-\u17b3\u17b6-\u180a\u1810-\u18af\u1900-\u1cff"
    "\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
_INVISIBLE: Final = (
    f"{BLANKS}{SELECTORS}\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_REMOVED_OR_KEPT: Final = re.compile(
    "(?P<kept>"
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # a flag of a subdivision of a country
    f"|(?<=[{_JOINING}])\u200d"
    f"|(?<=[{_JOINING}])\u200c(?=\u200c*[{_JOINING}])"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    rf"|(?<=[^\s{_INVISIBLE}])[{SELECTORS}]"
    f")|[{_INVISIBLE}]"
)
_REFUSED: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{PRIVATE}]")


@dataclass(frozen=True)
class Name:
    """A normalized name; `removed` if invisible characters were removed, `error` is its error code.

    `error` is `missing` (empty), `blank` (nothing visible), `signs` (control characters), `long`, or empty.
    """

    text: str
    removed: bool
    error: str


def without_invisible(typed: str) -> str:
    """The text in NFC without invisible characters; spaces stay, and so does a text of nothing else."""
    composed = unicodedata.normalize("NFC", typed)
    visible = _visible(composed)
    return visible if visible.strip() else composed


def read_name(typed: str, longest: int = LONGEST) -> Name:
    """Normalize and validate a name or a title: NFC, single spaces, no invisible characters."""
    if _REFUSED.search(typed):
        return Name(" ".join(typed.split()), removed=False, error="signs")
    composed = unicodedata.normalize("NFC", typed)
    visible = _visible(composed)
    text = " ".join(unicodedata.normalize("NFC", visible).split())
    removed = visible != composed
    if not any(unicodedata.category(sign)[0] not in "MZC" for sign in text):
        return Name("", removed, "blank" if typed.strip() else "missing")
    return Name(text, removed, "long" if len(text) > longest else "")


def _visible(composed: str) -> str:
    return _REMOVED_OR_KEPT.sub(lambda match: match["kept"] or "", composed)

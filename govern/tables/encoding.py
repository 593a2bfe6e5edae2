"""Detects the encoding of a text file: by its first bytes, as valid UTF-8, else by the look of its words.

Bytes of one legacy encoding are nearly always letters of another one too. The difference is whether words look like
words: no Chinese character between Latin letters, no symbol inside a word. Remaining ambiguities are asked.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHOICES: Final[tuple[str, ...]] = ("gb18030", "big5", "cp1252", "cp1250", "cp1251", "cp850", "shift_jis", "euc_kr")
_SAMPLE: Final = 60_000  # bytes examined
_NAMES: Final = {"utf8": "utf-8-sig", "utf-8": "utf-8-sig", "gbk": "gb18030", "gb2312": "gb18030", "latin1": "cp1252"}
_runs = re.compile(rb"[^\x00-\x1f,;|\"]*[\x80-\xff][^\x00-\x1f,;|\"]*")
_word = re.compile(r"[^\W\d_]+|[^\x00-\x7f]+")


@dataclass(frozen=True)
class DecodedText:
    """The text of a file and its encoding; or, if ambiguous, a sample line in each possible encoding."""

    text: str = ""
    encoding: str = ""
    open: Mapping[str, str] | None = None


Known = Callable[[str], str]
"""Whether a cell is a word that such files have, such as a column's name: empty if not, else `east` for the languages
of Central Europe, whose Windows code page is 1250, `west` for others."""


def _nothing_known(_cell: str) -> str:
    return ""


def decode(data: bytes, wanted: str = "", known: Known = _nothing_known) -> DecodedText | None:
    """Decode a file; None if it is not text (or not in the encoding `wanted`)."""
    if wanted:
        return _by(data, _NAMES.get(wanted.casefold(), wanted))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by(data, encoding)
    if b"\0" in data:
        return _wide(data)
    return _by(data, "utf-8-sig") or (None if _binary(data) else _legacy(data, known))


def _by(data: bytes, encoding: str) -> DecodedText | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return None if "\0" in text else DecodedText(text, encoding)


def _wide(data: bytes) -> DecodedText | None:
    """UTF-16 without a byte order mark: every second byte of its ASCII characters is zero."""
    for encoding, places in (("utf-16-le", data[1:4000:2]), ("utf-16-be", data[:4000:2])):
        if places.count(0) * 3 > len(places) and (found := _by(data, encoding)):
            return found
    return None


def _binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    return sum(one < 32 and one not in (9, 10, 12, 13, 26, 27) for one in head) * 100 > len(head)


def _legacy(data: bytes, known: Known) -> DecodedText | None:
    """Choose a legacy encoding: the one with most known cells, else with the most plausible words."""
    sample = tuple(dict.fromkeys(_runs.findall(data[:_SAMPLE])))
    whole = b"\n".join(sample)
    read = {one: whole.decode(one, "replace") for one in CHOICES if _by(data, one)}
    if not read:
        return None
    hits = {one: sum(bool(known(cell.strip(" '\t\r"))) for cell in text.split("\n")) for one, text in read.items()}
    strange = {one: sum(_strange(word) for word in _word.findall(text)) for one, text in read.items()}
    best = max((hits[one], -strange[one]) for one in read)
    fits = {read[one]: one for one in reversed(CHOICES) if one in read and (hits[one], -strange[one]) == best}
    if len(fits) > 1:
        fits = _narrowed(whole, _of_region(data, fits, known))
    if len(fits) == 1:
        return _by(data, next(iter(fits.values())))
    return DecodedText(open=_different(sample, fits.values()))


def _of_region(data: bytes, fits: dict[str, str], known: Known) -> dict[str, str]:
    """Exclude Western or Central European Windows text, similar in letters, by the language of known words."""
    if not {"cp1250", "cp1252"} <= set(fits.values()):
        return fits
    cells = re.split(r"[\n,;|\t\"]", data[:8000].decode("cp1250", "replace"))
    regions = {known(cell.strip()) for cell in cells}
    other = {"east": "cp1252", "west": "cp1250"}
    out = other["east"] if "east" in regions else other["west"] if "west" in regions else ""
    return {text: one for text, one in fits.items() if one != out}


def _narrowed(sample: bytes, fits: dict[str, str]) -> dict[str, str]:
    """Drop DOS if Windows fits too, and keep only charset-normalizer's choice if it is certain."""
    if "cp1252" in fits.values():
        fits = {text: one for text, one in fits.items() if one != "cp850"}
    found = from_bytes(sample, cp_isolation=list(fits.values()), threshold=0.2).best()
    matched = _NAMES.get(found.encoding, found.encoding) if found and found.coherence >= 0.5 else ""
    return {text: one for text, one in fits.items() if one == matched} or fits


def _different(sample: Iterable[bytes], encodings: Iterable[str]) -> dict[str, str]:
    """The first cell that differs in all these encodings, in each of them."""
    for cell in sample:
        decoded = {one: cell.decode(one, "replace").strip() for one in encodings}
        if len(set(decoded.values())) == len(decoded):
            return decoded
    return decoded


def _strange(word: str) -> int:
    """A penalty for an implausible word."""
    kinds = {_script(one) for one in word}
    if len(word) == 1 and word.isalpha() and not word.isascii() and "han" not in kinds:
        return int(word not in "àÀéÉèyоиваскуяОИВАСКУЯåÅöøæ")
    if kinds <= {"ascii", "latin"}:
        return _strange_case(word)
    if "sign" in kinds:
        return 3 * sum(_script(one) == "sign" for one in word)
    if len(kinds) > 1:
        return 3
    return sum(one not in _USUAL for one in word) if kinds == {"han"} else 0


def _strange_case(word: str) -> int:
    """A penalty for Latin words with three accents in a row, or a capital after a small letter."""
    strange = 4 if re.search(r"[^\x00-\x7f]{3}", word) else 0
    strange += sum(before.islower() and one.isupper() and not one.isascii() for before, one in pairwise(word))
    return strange


def _script(one: str) -> str:
    if one.isascii():
        return "ascii"
    if not one.isalpha() or unicodedata.category(one) in ("Co", "Cn", "Lm"):
        return "mark" if one in _MARKS else "sign"
    name = unicodedata.name(one, "").split(" ")[0]
    return {"LATIN": "latin", "CJK": "han", "FULLWIDTH": "han"}.get(name, name)


_MARKS: Final = "、。《》〈〉「」【】（）：；，！？￥·…—–“”‘’€£§°ºª«»№•"  # common punctuation


def _level_one() -> frozenset[str]:
    """The 3,755 common characters of GB 2312 and the 5,401 of Big5."""
    usual = []
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        for lead in range(first, last + 1):
            for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
                usual.append(bytes((lead, trail)).decode(encoding, "ignore"))
    return frozenset(one for one in usual if len(one) == 1)


_USUAL: Final = _level_one()

"""Parses amounts as people and banks write them: sign, currency, digits and the possible decimal marks."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel.numbers import list_currencies

from govern.protocol.amounts import LARGEST

MARKS: Final = (".", ",")
_LONGEST: Final = 40  # characters; a longer text is not a number
_GAPS: Final = "'’´`  "
# Banks' signs of currencies. A sign shared by several currencies lists all of them.
_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL")
SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "€": ("EUR",),
    "£": ("GBP",),
    "$": _DOLLARS,
    "US$": ("USD",),
    "U$S": ("USD",),
    "HK$": ("HKD",),
    "S$": ("SGD",),
    "NT$": ("TWD",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "NZ$": ("NZD",),
    "R$": ("BRL",),
    "¥": ("CNY", "JPY"),
    "元": ("CNY",),
    "圆": ("CNY",),
    "人民币": ("CNY",),
    "人民币元": ("CNY",),
    "RMB": ("CNY",),
    "CNH": ("CNY",),
    "美元": ("USD",),
    "港币": ("HKD",),
    "港元": ("HKD",),
    "欧元": ("EUR",),
    "英镑": ("GBP",),
    "日元": ("JPY",),
    "円": ("JPY",),
    "₹": ("INR",),
    "Rs": ("INR", "PKR", "LKR", "NPR"),
    "Rs.": ("INR", "PKR", "LKR", "NPR"),
    "₽": ("RUB",),
    "руб": ("RUB",),
    "руб.": ("RUB",),
    "р.": ("RUB",),
    "RUR": ("RUB",),
    "₴": ("UAH",),
    "₺": ("TRY",),
    "TL": ("TRY",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "฿": ("THB",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Ft": ("HUF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("SEK", "NOK", "DKK", "ISK"),
    "lei": ("RON",),
    "Fr.": ("CHF",),
    "SFr.": ("CHF",),
    "Euro": ("EUR",),
    "Euros": ("EUR",),
}
_CODES: Final = frozenset(list_currencies())
_BY_CASE: Final = {sign.casefold(): codes for sign, codes in SIGNS.items()}
_SIDES: Final = {
    "CR": 1,
    "CR.": 1,
    "DR": -1,
    "DR.": -1,
    "DB": -1,
    "C": 1,
    "D": -1,
    "H": 1,
    "S": -1,
    "贷": 1,
    "借": -1,
}
_note = re.compile(r"[((](?:已退款|已全额退款|CN|[A-Z]{2})[^()()]*[))]$")
_number = re.compile(rf"[0-9][0-9.,{_GAPS}]*|[.,][0-9]+")
_empty = re.compile(r"[-—–_/*.]*|n/?a|null|none|无", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenAmount:
    """A parsed amount: digits with separators, sign (0: none), debit or credit side, possible currencies."""

    digits: str
    sign: int
    side: int
    currencies: tuple[str, ...]


@lru_cache(maxsize=50_000)
def is_blank(text: str) -> bool:
    """Whether a cell counts as empty: nothing, a dash or a slash."""
    return _empty.fullmatch(text.strip()) is not None


@lru_cache(maxsize=50_000)
def written(text: str) -> WrittenAmount | None:
    """The parts of an amount; None if the cell is not an amount."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("\"'").strip()
    plain = _note.sub("", plain).strip()
    for dash in "−–—‐‑‒":
        plain = plain.replace(dash, "-")
    negative = "(" in plain and plain.endswith(")")
    if negative:
        plain = plain[:-1].replace("(", "", 1).strip()
    found = _number.search(plain)
    if found is None or len(found[0]) > _LONGEST:
        return None
    digits = found[0].rstrip(_GAPS)
    around = (plain[: found.start()], plain[found.start() + len(digits) :])
    return _around(digits, around, -1 if negative else 0)


def _around(digits: str, around: tuple[str, str], sign: int) -> WrittenAmount | None:
    """Parse the text before and after the digits: at most one sign, one side and one currency."""
    side = 0
    currencies: tuple[str, ...] = ()
    for text in around:
        rest = text.strip()
        if rest[:1] in ("+", "-") or rest[-1:] in ("+", "-"):
            if sign:
                return None
            mark = rest[0] if rest[0] in "+-" else rest[-1]
            sign = -1 if mark == "-" else 1
            rest = rest[1:].strip() if rest[0] in "+-" else rest[:-1].strip()
        for word in rest.split():
            if word.upper() in _SIDES and not side and text is around[1]:
                side = _SIDES[word.upper()]
            elif (named := currencies_of(word)) and not currencies:
                currencies = named
            else:
                return None
    return WrittenAmount(digits, sign, side, currencies)


def currencies_of(text: str) -> tuple[str, ...]:
    """The possible currencies of a code, a sign or a name."""
    plain = unicodedata.normalize("NFKC", text).strip()
    named = SIGNS.get(plain) or _BY_CASE.get(plain.casefold())
    if named:
        return named
    return (plain.upper(),) if plain.upper() in _CODES else ()


def is_amount(text: str) -> bool:
    """Whether a cell is an amount with one of the decimal marks, in any currency."""
    found = written(text)
    return found is not None and any(value_of(found.digits, mark, 8) is not None for mark in MARKS)


def value_of(digits: str, mark: str, decimals: int) -> int | None:
    """The digits in minor units for a decimal mark; None if they do not fit it, or are too large."""
    minor = number_of(digits, mark, decimals)
    return minor if minor is not None and minor <= LARGEST else None


@lru_cache(maxsize=100_000)
def number_of(digits: str, mark: str, decimals: int) -> int | None:
    """As value_of, without a limit of size."""
    other = "," if mark == "." else "."
    whole, _mark, fraction = digits.partition(mark)
    if not _whole(whole, other, bool(fraction)) or (fraction and not fraction.isdigit()):
        return None
    if fraction[decimals:].strip("0"):
        return None
    return int((re.sub(r"[^0-9]", "", whole) or "0") + fraction[:decimals].ljust(decimals, "0"))


def _whole(text: str, other: str, fraction: bool) -> bool:
    """Whether a text is a whole number, with or without grouping: 1234, 1.234, 1 234, 1'234, 12,34,567."""
    if not text:
        return fraction
    if text.isdigit():
        return True
    for gap in {other, *_GAPS} & set(text):
        step = re.escape(gap)
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{step}[0-9]{{3}})+", text):
            return True
        if gap == "," and re.fullmatch(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}", text):
            return True
    return False


def marks_of(texts: Iterable[str], decimals: int) -> tuple[str, ...]:
    """The decimal marks that fit a column of amounts and give different values.

    Cells that are not amounts do not count. If no mark fits all cells, the one that fits most is taken.
    """
    cells = {found.digits for text in texts if (found := written(text))}
    read = {mark: {cell: value_of(cell, mark, decimals) for cell in cells} for mark in MARKS}
    fits = {mark: sum(value is not None for value in read[mark].values()) for mark in MARKS}
    best = [mark for mark in MARKS if fits[mark] == max(fits.values())]
    if len(best) == 2 and read["."] == read[","]:
        return (".",)
    return tuple(best)

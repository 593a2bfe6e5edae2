"""Amounts and days as people write them, read exactly or refused with the reason."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from govern.domain.amounts import LARGEST
from govern.domain.errors import words
from govern.domain.old_ledger.values import Unreadable

GAPS: Final = "'’ \u00a0\u2009\u202f"  # what parts thousands besides point and comma
_code = re.compile(r"^[A-Z]{3}\b|\b[A-Z]{3}$|(?<=[0-9])[A-Z]{3}$")
_separated = re.compile(r"[0-9]([.,])[0-9]")
_fraction = re.compile(r"[.,]([0-9]+)")
_iso = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.+Z-]*)?")
_chinese = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_compact = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_dotted = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: [0-9:]*)?")


def decimal_mark(amounts: Iterable[str]) -> str:
    """The mark before the fraction in all these amounts; raises Unreadable if they do not tell, or not the same."""
    marks, doubtful = set(), ""
    for text in amounts:
        found = _separated.findall(text)
        if len(set(found)) == 2:
            marks.add(found[-1])
        elif len(found) > 1:
            marks.add("." if found[0] == "," else ",")
        elif found and len(_fraction.findall(text)[-1]) == 3:
            doubtful = doubtful or text
        elif found:
            marks.add(found[0])
    if len(marks) == 2:
        raise Unreadable(
            words("some amounts have a decimal comma, others a decimal point: say which it is (--decimal)")
        )
    if doubtful and not marks:
        raise Unreadable(
            words("“%(cell)s” may be thousands or a fraction: say which mark is decimal (--decimal)"), cell=doubtful
        )
    return marks.pop() if marks else "."


def amount_of(text: str, decimal: str, digits: int) -> int:
    """An amount in minor units; raises Unreadable."""
    plain, negative = _sign(unicodedata.normalize("NFKC", text).strip())
    other = "," if decimal == "." else "."
    whole, mark, part = plain.partition(decimal)
    if not re.fullmatch(rf"[0-9]+|[0-9]{{1,3}}(?:[{re.escape(GAPS + other)}][0-9]{{3}})+", whole, re.ASCII):
        raise Unreadable(words("“%(cell)s” is no amount"), cell=text)
    if mark and not re.fullmatch(r"[0-9]*", part, re.ASCII):
        raise Unreadable(words("“%(cell)s” is no amount"), cell=text)
    if part[digits:].strip("0"):
        raise Unreadable(
            words("“%(cell)s” has more decimals than the currency, which has %(digits)s"), cell=text, digits=digits
        )
    minor = int(re.sub(r"[^0-9]", "", whole) + part[:digits].ljust(digits, "0"))
    if minor > LARGEST:
        raise Unreadable(words("“%(cell)s” is more than can be counted exactly"), cell=text)
    return -minor if negative else minor


def _sign(text: str) -> tuple[str, bool]:
    """The digits and marks alone, and whether they are negative: -1, 1-, (1), with or without a currency."""
    text = text.replace("−", "-").replace("–", "-")
    sign = "()" if text.startswith("(") and text.endswith(")") else ""
    plain = text.strip("()").strip() if sign else text
    for _ in range(2):  # -€ 1 and € -1
        plain = _code.sub("", plain).strip()
        plain = plain.strip("".join(one for one in plain if unicodedata.category(one) == "Sc") or " ").strip()
        if not sign and plain.startswith(("-", "+")):
            sign, plain = plain[0], plain[1:].strip()
        elif not sign and plain.endswith("-"):
            sign, plain = "-", plain[:-1].strip()
    return plain, sign not in ("", "+")


def day_of_text(text: str, order: str) -> str:
    """A day as YYYY-MM-DD; raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in (_iso, _chinese, _compact):
        if found := form.fullmatch(plain):
            year, month, day = map(int, found.groups())
            return _day(text, year, month, day)
    found = _dotted.fullmatch(plain)
    if found is None:
        raise Unreadable(words("“%(cell)s” is no day") if plain else words("the day is missing"), cell=text)
    first, mark, second, year_text = found.groups()
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    if _month_first(text, int(first), int(second), mark, order):
        return _day(text, year, int(first), int(second))
    return _day(text, year, int(second), int(first))


def _month_first(text: str, first: int, second: int, mark: str, order: str) -> bool:
    if order:
        return order == "mdy"
    if mark == "." or first > 12 or first == second:  # points stand between day, month and year only
        return False
    if second > 12:
        return True
    raise Unreadable(words("“%(cell)s” may begin with the day or the month: say which (--dates)"), cell=text)


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError as error:
        raise Unreadable(words("“%(cell)s” is no day of the calendar"), cell=text) from error

"""Parses days as people and banks write them, with every possible meaning."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

ORDERS: Final = ("dmy", "mdy", "ymd")
_PIVOT: Final = 70  # two-digit years below are of this century (POSIX strptime: 69 and 68)
_MONTHS: Final = """
jan january januar januari janvier enero gennaio janeiro januari jän jänner ene gen янв января
feb february februar februari février fev févr febrero febbraio fevereiro feber фев февраля
mar march märz maart mars marzo março mär mrz mrt maa мар марта
apr april avril abril aprile avr abr апр апреля
may mai mei maj mayo maggio maio mag мая май
jun june juni juin junio giugno junho giu июн июня
jul july juli juillet julio luglio julho juil lug июл июля
aug august augustus août agosto aoû ago авг августа
sep september septembre septiembre settembre setembro sept set сен сентября
oct october oktober octobre octubre ottobre outubro okt ott out окт октября
nov november novembre noviembre novembro ноя ноября
dec december dezember décembre diciembre dicembre dezembro dez déc dic дек декабря
"""
_time = re.compile(
    r"(?:[ T,]+|(?<=-[0-9]{2})-(?=[0-9]{2}[.:][0-9]{2}[.:]))(?:上午|下午|中午|晚上|凌晨)?\s*"
    r"(?:[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,:][0-9]+)?)?|[0-9]{4}|[0-9]{6}|[0-9]{1,2}时[0-9]{1,2}分(?:[0-9]{1,2}秒)?)"
    r"\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[A-Z]{2,5})?\s*(?:[+-][0-9]{2}:?[0-9]{2})?$"
)
_weekday = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|ma|wo|vr|za|zo|za)[a-zé]*[.,]?\s+"
    r"(?=[0-9a-zéä])|\s*(?:星期|周)[一二三四五六日天]$",
    re.IGNORECASE,
)
_iso = re.compile(r"([0-9]{4})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{1,2})\.?")
_chinese = re.compile(r"([0-9]{4}|[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]")
_eight = re.compile(r"([0-9]{8})(?:[0-9]{4}|[0-9]{6})?")
_six = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_parted = re.compile(r"([0-9]{1,2})([-/. ]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})\.?")
_named = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|º)?[-. /]*(?:de )?([^\W\d_]+)\.?[-, /]*(?:de )?([0-9]{4}|[0-9]{2})")
_named_first = re.compile(r"([^\W\d_]+)\.?[- ]*([0-9]{1,2})(?:st|nd|rd|th)?,?[- ]*([0-9]{4})")
_named_year = re.compile(r"([0-9]{4})[- ]*([^\W\d_]+)\.?[- ]*([0-9]{1,2})")


def _bare(word: str) -> str:
    """A word without case and accents."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


MONTHS: Final[Mapping[str, int]] = {
    _bare(word): number for number, line in enumerate(_MONTHS.strip().splitlines(), 1) for word in line.split()
}


@lru_cache(maxsize=50_000)
def days_of(text: str) -> Mapping[str, datetime.date]:
    """The day of a cell by each order of day, month and year; the same for all orders if unambiguous.

    A time and its zone are ignored: a bank's day is the day that the bank writes.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip("'\" ")
    plain = _weekday.sub("", plain)
    return _plain(plain) or _plain(_time.sub("", plain).strip(" ,"))


def _plain(text: str) -> Mapping[str, datetime.date]:
    if found := _iso.fullmatch(text):
        return _same(_day(found[1], found[3], found[4]))
    if found := _chinese.fullmatch(text):
        return _same(_day(found[1], found[2], found[3]))
    if found := _eight.fullmatch(text):
        return _compact(found[1])
    if found := _six.fullmatch(text):
        return _orders(found[1], found[2], found[3])
    if found := _parted.fullmatch(text):
        first, mark, second, third = found.groups()
        return _orders(first, second, third, points=mark == ".")
    return _by_name(text)


def _same(day: datetime.date | None) -> Mapping[str, datetime.date]:
    return dict.fromkeys(ORDERS, day) if day else {}


def _compact(text: str) -> Mapping[str, datetime.date]:
    day = _day(text[:4], text[4:6], text[6:8])
    if day and 1950 <= day.year < 2100:
        return _same(day)
    return _orders(text[:2], text[2:4], text[4:8])


def _orders(first: str, second: str, third: str, *, points: bool = False) -> Mapping[str, datetime.date]:
    """The possible orders of three numbers; points only separate day, month and year in this order."""
    found = {"dmy": _day(third, second, first)}
    if not points:
        found["mdy"] = _day(third, first, second)
    if len(first) == len(third) == 2 and not points:
        found["ymd"] = _day(first, second, third)
    return {order: day for order, day in found.items() if day}


def _by_name(text: str) -> Mapping[str, datetime.date]:
    if (found := _named.fullmatch(text)) and (month := MONTHS.get(_bare(found[2]))):
        return _same(_day(found[3], str(month), found[1]))
    if (found := _named_first.fullmatch(text)) and (month := MONTHS.get(_bare(found[1]))):
        return _same(_day(found[3], str(month), found[2]))
    if (found := _named_year.fullmatch(text)) and (month := MONTHS.get(_bare(found[2]))):
        return _same(_day(found[1], str(month), found[3]))
    return {}


def _day(year: str, month: str, day: str) -> datetime.date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _PIVOT else 1900
    try:
        return datetime.date(number, int(month), int(day))
    except ValueError:
        return None


def orders_of(texts: Iterable[str], today: datetime.date | None = None) -> tuple[str, ...]:
    """The orders by which all these cells are days, as far as they differ; other cells do not count.

    An order with days after `today` does not fit. With two-digit years, an order is excluded if it gives more different
    years than days of the month, and another order does not.
    """
    cells = [found for text in dict.fromkeys(texts) if (found := days_of(text))]
    fits = [order for order in ORDERS if cells and all(order in found for found in cells)]
    if today is not None:
        fits = [one for one in fits if all(found[one] <= today for found in cells)] or fits
    likely = [one for one in fits if _likely([found[one] for found in cells])]
    if "ymd" in fits and likely:
        fits = likely
    return tuple({tuple(found[one] for found in cells): one for one in reversed(fits)}.values())[::-1]


def _likely(days: list[datetime.date]) -> bool:
    return len({day.year for day in days}) <= len({day.day for day in days})

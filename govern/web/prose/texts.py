"""Texts, money and times as shown on pages; texts are looked up by hash unless withheld."""

import datetime
import re
from collections.abc import Iterable
from copy import copy
from decimal import Decimal

from babel import Locale

from govern.protocol.amounts import decimals_of
from govern.protocol.facts import HiddenText
from govern.web.frame.language import locale
from govern.web.frame.lookup import lookup

_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z])(?=[0-9])")


def remember_texts(hashes: Iterable[str]) -> None:
    """Announce texts to be shown, so that `text_of` and `withheld_of` read them with two queries."""
    lookup().texts.want(hashes)


def text_of(digest: str) -> str:
    """The text of a blob; empty if it is missing or withheld (see `withheld_of`)."""
    found = lookup().texts.get(digest)
    return found.words if found else ""


def withheld_of(digest: str) -> HiddenText | None:
    """The withholding of a text: moderator, time and hash of the reason; None if the text can be shown."""
    found = lookup().texts.get(digest)
    return found.withheld if found else None


def money(amount: int, currency: str) -> str:
    """Minor units as money in the reader's language, formatted like `formatPrice` of js/language/money.js."""
    decimals, of = decimals_of(currency), Locale.parse(locale())
    pattern = copy(of.currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)  # CLDR omits the decimals of some currencies
    shown = pattern.apply(Decimal(amount).scaleb(-decimals), of, currency=currency, currency_digits=False)
    return _LETTER_DIGIT.sub("\u00a0", shown)  # "CHF 5.00": CLDR's currencySpacing, which Babel omits


def plain_money(amount: int, currency: str) -> str:
    """Minor units as a number for a form, such as 1200.50."""
    return f"{Decimal(amount).scaleb(-decimals_of(currency)):f}"


def moment(at: int) -> datetime.datetime:
    """Milliseconds since 1970 as a datetime in UTC."""
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=at)

"""Texts as pages show them: looked up by hash unless withheld, money and moments in one's way."""

import datetime
import re
from collections.abc import Iterable
from copy import copy
from decimal import Decimal

from babel import Locale
from flask import g
from sqlalchemy import select

from govern.protocol.amounts import decimals_of
from govern.protocol.facts import HiddenText
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.store.record import withheld
from govern.store.record.log import BlobRow
from govern.web.frame.database import db
from govern.web.frame.language import locale
from govern.web.frame.names_shown import without_controls

_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z])(?=[0-9])")


def remember_texts(hashes: Iterable[str]) -> None:
    """Looks up several texts with two queries; `text_of` and `withheld_of` then need none."""
    known: dict[str, str] = g.setdefault("texts", {})
    missing = {one for one in hashes if one and one not in known}
    if not missing:
        return
    hidden = withheld.find(db.session(), missing)
    g.setdefault("withheld", {}).update(hidden)
    known.update(dict.fromkeys(missing, ""))
    for row in db.session.execute(select(BlobRow.hash, BlobRow.data).where(BlobRow.hash.in_(missing - hidden.keys()))):
        known[row.hash] = read_text(row.data)
    remember_texts(one.reason for one in hidden.values())


def read_text(data: bytes) -> str:
    """The text of a blob, without what would turn its line around; empty if it is no text."""
    try:
        value = strict_json.decode(data)
    except RecordError:  # a weight roll, which is no text
        return ""
    return without_controls(str(value["text"])) if isinstance(value, dict) and "text" in value else ""


def text_of(digest: str) -> str:
    """The text of a blob; empty if it is not there, or withheld (see `withheld_of`)."""
    remember_texts([digest])
    found: str = g.texts.get(digest, "")
    return found


def withheld_of(digest: str) -> HiddenText | None:
    """By whom a text is withheld, when, and the hash of the reason; None for one that can be shown."""
    remember_texts([digest])
    found: HiddenText | None = g.get("withheld", {}).get(digest)
    return found


def money(amount: int, currency: str) -> str:
    """Minor units as money in the reader's language, written like `formatPrice` of js/language/money.js."""
    decimals, of = decimals_of(currency), Locale.parse(locale())
    pattern = copy(of.currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)  # CLDR leaves some currencies without the decimals that they have
    shown = pattern.apply(Decimal(amount).scaleb(-decimals), of, currency=currency, currency_digits=False)
    return _LETTER_DIGIT.sub("\u00a0", shown)  # "CHF 5.00": CLDR's currencySpacing, which Babel leaves out


def plain_money(amount: int, currency: str) -> str:
    """Minor units as a number that a form takes, such as 1200.50."""
    return f"{Decimal(amount).scaleb(-decimals_of(currency)):f}"


def moment(at: int) -> datetime.datetime:
    """Milliseconds since 1970 as a moment in UTC."""
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=at)

"""A rulebook as a form: its values as a person writes them, and back, with an error beside each field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from babel.numbers import NumberFormatError, format_decimal, get_currency_precision, parse_decimal

from govern.domain.amounts import LARGEST, read_ratio
from govern.domain.errors import Refused
from govern.domain.lint import read_rulebook
from govern.domain.rules import DURATIONS, RATIOS
from govern.web.language import locale
from govern.web.rule_words import share
from govern.web.wording import _

UNITS: Final = {"days": 86_400_000, "hours": 3_600_000, "minutes": 60_000, "seconds": 1000}
COUNTS: Final = ("sponsors", "head_count")
BANDS: Final = 3  # how many bands a currency's form offers
_SHARE: Final = re.compile(r"\s*(?:(\d{1,3}(?:\.\d{1,4})?)\s*%|(\d{1,7})\s*/\s*(\d{1,7}))\s*", re.ASCII)
Form = Mapping[str, str]
Json = dict[str, Any]


@dataclass
class Reading:
    """A form as read: the rulebook, and what is wrong by the field's name."""

    rulebook: Json
    errors: dict[str, str] = field(default_factory=dict)


def written(rules: Json) -> dict[str, str]:
    """What stands in the form for a rulebook."""
    form: dict[str, str] = {}
    for kind, values in rules["kinds"].items():
        form |= _written_kind(kind, values)
    for place, (currency, bands) in enumerate(sorted(rules["money"].items())):
        form[f"money.{place}.currency"] = currency
        for row, band in enumerate(bands):
            form[f"money.{place}.{row}.above"] = _written_amount(band["above"], currency)
            form[f"money.{place}.{row}.count"] = str(band["count"])
    return form


def _written_kind(kind: str, values: Json) -> dict[str, str]:
    form = {f"{kind}.{name}": str(values[name]) for name in COUNTS}
    form |= {f"{kind}.{name}": share(read_ratio(values[name], name)) for name in RATIOS}
    form[f"{kind}.source"] = values["weight"]["source"]
    form[f"{kind}.cap"] = share(read_ratio(values["weight"]["cap"], "cap")) if "cap" in values["weight"] else ""
    for name in DURATIONS:
        unit = next((unit for unit, ms in UNITS.items() if values[name] and values[name] % ms == 0), "days")
        form[f"{kind}.{name}"] = _plain(Decimal(values[name]) / UNITS[unit])
        form[f"{kind}.{name}.unit"] = unit
    return form


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _written_amount(amount: int, currency: str) -> str:
    value = Decimal(amount).scaleb(-get_currency_precision(currency))
    return str(format_decimal(value, locale=locale()))


def read(form: Form, current: Json) -> Reading:
    """The rulebook that a form describes, numbered after the current one; checked as the rules check it."""
    reading = Reading({**current, "kinds": {}, "money": {}, "number": current["number"] + 1})
    for kind, values in current["kinds"].items():
        reading.rulebook["kinds"][kind] = {**values, **_read_kind(form, kind, values, reading)}
    places = sorted({int(found[1]) for name in form if (found := re.fullmatch(r"money\.(\d{1,2})\.currency", name))})
    for place in places:
        _read_currency(form, place, reading)
    if not reading.errors:
        _check(reading, current)
    return reading


def _read_kind(form: Form, kind: str, values: Json, reading: Reading) -> Json:
    def take(name: str, read_one: Callable[[str], Any]) -> Any:
        try:
            return read_one(form.get(f"{kind}.{name}", ""))
        except ValueError as error:
            reading.errors[f"{kind}.{name}"] = str(error)
            return None

    rules = {name: take(name, _count) for name in COUNTS} | {"method": values["method"]}
    for name in DURATIONS:
        unit = UNITS.get(form.get(f"{kind}.{name}.unit", ""), UNITS["days"])
        rules[name] = take(name, lambda typed, unit=unit: _duration(typed, unit))  # type: ignore[misc]
    for name in RATIOS:
        rules[name] = take(name, lambda typed, strict=values[name]["strict"]: _share(typed, strict))  # type: ignore[misc]
    rules["weight"] = {"source": form.get(f"{kind}.source", "")}
    if rules["weight"]["source"] == "capped-tokens/1":
        rules["weight"]["cap"] = take("cap", lambda typed: _share(typed, False))
    return rules


def _count(typed: str) -> int:
    if not re.fullmatch(r"\s*\d{1,6}\s*", typed, re.ASCII):
        raise ValueError(_("Write a whole number."))
    return int(typed)


def _duration(typed: str, unit: int) -> int:
    if not re.fullmatch(r"\s*\d{1,9}(\.\d{1,9})?\s*", typed, re.ASCII):
        raise ValueError(_("Write a number."))
    ms = Decimal(typed.strip()) * unit
    if ms != ms.to_integral_value():
        raise ValueError(_("Write a number without so many decimals."))
    return int(ms)


def _share(typed: str, strict: bool) -> Json:
    found = _SHARE.fullmatch(typed)
    if found is None or (found[3] and int(found[3]) == 0):
        raise ValueError(_("Write a share such as %(one)s or %(other)s.", one="10%", other="1/10"))
    value = Fraction(found[1]) / 100 if found[1] else Fraction(int(found[2]), int(found[3]))
    if value > 1 or value.denominator > 1_000_000:
        raise ValueError(_("A share lies between %(least)s and %(most)s.", least="0%", most="100%"))
    return {"den": value.denominator, "num": value.numerator, "strict": strict}


def _read_currency(form: Form, place: int, reading: Reading) -> None:
    name = f"money.{place}.currency"
    currency = form[name].strip().upper()
    if not currency:
        return
    if not re.fullmatch("[A-Z]{3}", currency) or currency in reading.rulebook["money"]:
        reading.errors[name] = _("Write the three letters of a currency, such as EUR, once.")
        return
    rows = [(f"money.{place}.{row}.above", f"money.{place}.{row}.count") for row in range(BANDS)]
    filled = [(above, count) for above, count in rows if form.get(above, "").strip() or form.get(count, "").strip()]
    bands = [_read_band(form, above, count, currency, reading) for above, count in filled]
    reading.rulebook["money"][currency] = bands
    if not bands:
        reading.errors[rows[0][1]] = _("Say how many treasurers must approve.")


def _read_band(form: Form, above: str, count: str, currency: str, reading: Reading) -> Json:
    band = {"above": 0, "count": 0}
    for name, key, read_one in ((above, "above", lambda typed: _amount(typed, currency)), (count, "count", _count)):
        try:
            band[key] = read_one(form.get(name, ""))
        except ValueError as error:
            reading.errors[name] = str(error)
    return band


def _amount(typed: str, currency: str) -> int:
    try:
        value = parse_decimal(typed.strip() or "0", locale=locale(), strict=True)
    except NumberFormatError as error:
        raise ValueError(_("Write an amount such as 1,200.00.")) from error
    minor = value.scaleb(get_currency_precision(currency))
    if minor != minor.to_integral_value() or not 0 <= minor <= LARGEST:
        raise ValueError(_("Write an amount such as 1,200.00."))
    return int(minor)


def _check(reading: Reading, current: Json) -> None:
    """Lets the rules themselves judge each kind and each currency, so that each shows its own first error."""
    new = reading.rulebook
    for kind in new["kinds"]:
        _judge(current | {"kinds": current["kinds"] | {kind: new["kinds"][kind]}}, reading)
    for place, currency in enumerate(new["money"]):
        _judge(current | {"money": {currency: new["money"][currency]}}, reading, f"money.{place}.currency")
    if not reading.errors:
        read_rulebook(new)


def _judge(rulebook: Json, reading: Reading, name: str = "") -> None:
    try:
        read_rulebook(rulebook)
    except Refused as refused:
        where = str(refused.details["field"]).removeprefix("kinds.").replace(".weight.cap", ".cap")
        reading.errors[name or where.replace(".weight", ".source")] = _reason(refused)


def _reason(refused: Refused) -> str:
    if refused.code == "rulebook_unsafe":
        return _("This is not safe: %(why)s.", why=_(str(refused.details["why"])))
    return _("This is not possible here.")

"""The rulebook form: formats and parses values, with an error beside each field."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import Refused
from govern.rules.rulebook.formats import format_of, number_of, read_rules
from govern.rules.rulebook.lint import dangers
from govern.rules.rulebook.presets import preset
from govern.web.frame.gettext import _
from govern.web.pages.rules import kind_form, stricter_rules_form
from govern.web.pages.rules.rulebook_reading import NOBODY, Form, Json, RulebookReading, written_duration
from govern.web.words.kinds import kinds_in_words
from govern.web.words.rules import rulebook_fields as values
from govern.web.words.rules.rulebook_words import paying

BANDS: Final = 3  # minimum number of bands in the form of a currency


def written(rules: Json) -> dict[str, str]:
    """The form values for a rulebook."""
    form = {f"{kind}.on": "1" for kind in rules["kinds"]}
    for kind in kinds_in_words():
        own = _rules_before(kind, rules)
        form |= kind_form.written(kind, own) | stricter_rules_form.written(kind, own["stricter"])
    for place, (currency, bands) in enumerate(sorted(rules["money"].items())):
        form[f"money.{place}.currency"] = currency
        for row, band in enumerate(bands):
            form[f"money.{place}.{row}.above"] = values.written_amount(band["above"], currency)
            form[f"money.{place}.{row}.count"] = str(band["count"])
    form |= written_duration("delay_ms", rules["delay_ms"])
    form |= written_duration("tokens.maturity_ms", rules["tokens"]["maturity_ms"])
    form |= written_duration("tokens.decay.epoch_ms", rules["tokens"]["decay"]["epoch_ms"])
    form["tokens.decay.keep"] = values.written_millionths(rules["tokens"]["decay"]["keep"])
    return form | {
        "access.names": rules["access"]["names"],
        "access.record": rules["access"]["record"],
        "delegation.depth": str(rules["delegation"]["depth"]),
        "delegation.warn_at": values.written_share(rules["delegation"]["warn_at"]),
        "live_per_author": str(rules["live_per_author"]),
        "topics": ", ".join(rules["topics"]),
        "treasury.escalation": rules["treasury"]["escalation"] or NOBODY,
        "treasury.fee": values.written_share(rules["treasury"]["fee"]),
        "treasury.payees": rules["treasury"]["payees"],
    }


def _rules_before(kind: str, rules: Json) -> Json:
    """The initial rules of a kind in a form; if there are none, those of the simplest preset."""
    found: Json = rules["kinds"].get(kind) or preset("simple", number_of(rules))["kinds"][kind]
    return found


def read(form: Form, base: Json, number: int) -> RulebookReading:
    """Parse the rulebook of a form, with its number, and check it by the rules.

    `base` is the rulebook that the form was made from; values without a field (such as whether a cap is strict) are
    kept.
    """
    reading = RulebookReading(form, {**base, "kinds": {}, "money": {}, "number": number})
    needed = format_of(base).needed_kinds
    for kind in kinds_in_words():
        if kind in needed or form.get(f"{kind}.on"):
            reading.rulebook["kinds"][kind] = _read_kind(kind, _rules_before(kind, base), reading)
    if any(form.get(f"{kind}.on") for kind in paying()):
        for place in kind_form.places(form, r"money\.(\d{1,2})\.currency"):
            _read_currency(place, reading)
    reading.rulebook |= _read_general(base, reading)
    if not reading.errors:
        _check(reading)
    return reading


def _read_general(base: Json, reading: RulebookReading) -> Json:
    strict = base["delegation"]["warn_at"]["strict"]
    return {
        "access": {name: reading.form.get(f"access.{name}", "") for name in ("names", "record")},
        "delay_ms": reading.duration("delay_ms"),
        "delegation": {
            "depth": reading.take("delegation.depth", values.read_count),
            "warn_at": reading.take("delegation.warn_at", lambda typed: values.read_share(typed, strict=strict)),
        },
        "live_per_author": reading.take("live_per_author", values.read_count),
        "tokens": {
            "decay": {
                "epoch_ms": reading.duration("tokens.decay.epoch_ms"),
                "keep": reading.take("tokens.decay.keep", values.read_millionths),
            },
            "maturity_ms": reading.duration("tokens.maturity_ms"),
        },
        "topics": reading.take("topics", values.read_words),
        "treasury": {
            "escalation": reading.role("treasury.escalation"),
            "fee": reading.share("treasury.fee", strict=base["treasury"]["fee"]["strict"]),
            "payees": reading.form.get("treasury.payees", ""),
        },
    }


def _read_kind(kind: str, before: Json, reading: RulebookReading) -> Json:
    """Parse the rules of a kind; rules without effect on it have no field and are kept."""
    asked = {name: kind_form.read(kind, name, reading, before) for name in kind_form.names_of(kind, before)}
    return {**before, **asked, "stricter": stricter_rules_form.read(kind, reading, before)}


def _read_currency(place: int, reading: RulebookReading) -> None:
    name = f"money.{place}.currency"
    if not reading.form[name].strip():
        return
    currency = reading.take(name, values.read_currency)
    if currency is None or currency in reading.rulebook["money"]:
        reading.errors[name] = _("Write the three letters of a currency, such as EUR, once.")
        return
    places = range(max(kind_form.places(reading.form, rf"money\.{place}\.(\d{{1,2}})\.\w+"), default=0) + 1)
    rows = [(f"money.{place}.{row}.above", f"money.{place}.{row}.count") for row in places]
    filled = [pair for pair in rows if any(reading.form.get(one, "").strip() for one in pair)]
    reading.rulebook["money"][currency] = [_read_band(pair, currency, reading) for pair in filled]
    if not any(reading.form.get(count, "").strip() for _above, count in rows):
        reading.errors[rows[0][1]] = _("Say how many treasurers must approve.")


def _read_band(pair: tuple[str, str], currency: str, reading: RulebookReading) -> Json:
    above, count = pair
    return {
        "above": reading.take(above, lambda typed: values.read_amount(typed, currency)),
        "count": reading.take(count, values.read_count),
    }


def _check(reading: RulebookReading) -> None:
    """Check the whole by the rules themselves, and show every danger beside its field."""
    try:
        rules = read_rules(reading.rulebook)
        for remark in dangers(reading.rulebook, rules):
            reading.errors.setdefault(name_of(remark.field, reading.rulebook), unsafe(remark.why))
    except Refused as refused:
        why = str(refused.details.get("why", ""))
        sentence = unsafe(why) if refused.code == "rulebook_unsafe" else _("This is not possible here.")
        reading.errors[name_of(str(refused.details.get("field", "")), reading.rulebook)] = sentence


def unsafe(why: str) -> str:
    """A danger found by the linter, as a sentence."""
    return _("This is not safe: %(why)s.", why=_(why))


def name_of(place: str, rulebook: Json) -> str:
    """The form's field for a path of the rulebook."""
    if place.startswith("money."):
        return f"money.{sorted(rulebook['money']).index(place.split('.')[1])}.currency"
    parts = place.removeprefix("kinds.").split(".")
    if not place.startswith("kinds.") or len(parts) == 1:
        return place
    if parts[1] == "stricter" and len(parts) > 2:
        return _name_in_case(parts, rulebook)
    inner = ".".join(parts[1:])
    return f"{parts[0]}.{kind_form.field_of(inner)}"


def _name_in_case(parts: list[str], rulebook: Json) -> str:
    """The field of a stricter case: of a rule that it changes, or else of the whole case."""
    at, inner = ".".join(parts[:3]), [part for part in parts[3:] if part != "change"]
    case = rulebook["kinds"][parts[0]]["stricter"][int(parts[2])]
    if inner and inner[0] in case["change"]:
        whole = ".".join(inner)
        return f"{at}.change.{kind_form.field_of(whole if whole in kind_form.FIRST else inner[0])}"
    return f"{at}.{inner[0] if inner and inner[0] in ('above', 'places') else 'case'}"


def doubtful(why: str) -> str:
    """A warning of the linter, as a sentence."""
    return _("Think twice: %(why)s.", why=_(why))


def rows(form: Form) -> Mapping[str, int]:
    """The number of currencies in the form, and of bands for each: those filled in and an empty one."""
    found = {"money": max(kind_form.places(form, r"money\.(\d{1,2})\..*"), default=-1) + 2}
    for place in range(found["money"]):
        filled = max(kind_form.places(form, rf"money\.{place}\.(\d{{1,2}})\..*"), default=-1) + 1
        found[f"money.{place}"] = max(filled, BANDS)
    return found

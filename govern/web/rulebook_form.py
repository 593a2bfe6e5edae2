"""A rulebook as a form: its values as a person writes them, and back, with an error beside each field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govern.domain.errors import Refused
from govern.domain.lint import dangers
from govern.domain.rules import COUNTS, DURATIONS, RATIOS, ROLES, read_rules
from govern.web import rulebook_fields as values
from govern.web.wording import _

KINDS: Final = ("motion", "spending", "amendment")
BANDS: Final = 3  # how many bands a currency's form offers at least
MOST: Final = 9  # chambers of a kind, cases of stricter rules
NOBODY: Final = "-"  # the choice of no role, so that a question is never unanswered
LATE: Final = ("window_ms", "extension_ms", "longest_ms")
PARTS: Final = (  # what a rule can protect from being changed by a usual amendment
    "kinds.amendment",
    "delay_ms",
    "kinds.motion",
    "kinds.spending",
    "money",
    "tokens",
    "delegation",
    "access",
    "topics",
    "live_per_author",
)
CHANGES: Final = (*COUNTS, *RATIOS, *DURATIONS)  # what the form can make stricter for some proposals
Form = Mapping[str, str]
Json = dict[str, Any]


@dataclass
class Reading:
    """A form as read: the rulebook, and what is wrong by the field's name."""

    form: Form
    rulebook: Json
    errors: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, read_one: Callable[[str], Any]) -> Any:
        """A field's value; where it cannot be read, the error is noted and None returned."""
        try:
            return read_one(self.form.get(name, ""))
        except ValueError as error:
            self.errors[name] = str(error)
            return None

    def role(self, name: str) -> str:
        """A role; empty for nobody, or for everyone."""
        typed = self.form.get(name, "")
        return "" if typed == NOBODY else typed

    def duration(self, name: str) -> Any:
        """A span of time in milliseconds."""
        return self.take(name, lambda typed: values.read_duration(typed, self.form.get(f"{name}.unit", "")))


def written(rules: Json) -> dict[str, str]:
    """What stands in the form for a rulebook."""
    form = {"spending.on": "1"} if "spending" in rules["kinds"] else {}
    for kind in KINDS:
        form |= _written_kind(kind, rules["kinds"].get(kind, rules["kinds"]["motion"]))
    for place, (currency, bands) in enumerate(sorted(rules["money"].items())):
        form[f"money.{place}.currency"] = currency
        for row, band in enumerate(bands):
            form[f"money.{place}.{row}.above"] = values.written_amount(band["above"], currency)
            form[f"money.{place}.{row}.count"] = str(band["count"])
    form |= _duration("delay_ms", rules["delay_ms"]) | _duration("tokens.maturity_ms", rules["tokens"]["maturity_ms"])
    return form | {
        "access.names": rules["access"]["names"],
        "access.record": rules["access"]["record"],
        "delegation.depth": str(rules["delegation"]["depth"]),
        "delegation.warn_at": values.written_share(rules["delegation"]["warn_at"]),
        "live_per_author": str(rules["live_per_author"]),
        "topics": ", ".join(rules["topics"]),
    }


def _duration(name: str, ms: int) -> dict[str, str]:
    typed, unit = values.written_duration(ms)
    return {name: typed, f"{name}.unit": unit}


def _written_kind(kind: str, rules: Json) -> dict[str, str]:
    form = _written_values(kind, rules)
    form |= {f"{kind}.{name}": rules[name] or NOBODY for name in ROLES} | {f"{kind}.reasons": rules["reasons"]}
    form[f"{kind}.source"] = rules["weight"]["source"]
    form[f"{kind}.cap"] = values.written_share(rules["weight"]["cap"]) if "cap" in rules["weight"] else ""
    form[f"{kind}.bands"] = values.written_bands(rules["weight"].get("bands", ()))
    if rules["delegation"]:
        form[f"{kind}.delegation"] = "1"
    for name in LATE:
        form |= _duration(f"{kind}.late_turn.{name}", rules["late_turn"][name])
    form |= _duration(f"{kind}.challenge.ruling_ms", rules["challenge"]["ruling_ms"])
    form |= {f"{kind}.{name}.role": rules[name]["role"] or NOBODY for name in ("challenge", "veto")}
    form[f"{kind}.veto.ends"] = values.written_moment(rules["veto"]["ends"])
    for place, chamber in enumerate(rules["chambers"]):
        form |= {f"{kind}.chambers.{place}.{name}": chamber[name] or NOBODY for name in chamber}
    for place, one in enumerate(rules["stricter"]):
        form |= _written_stricter(f"{kind}.stricter.{place}", one)
    return form


def _written_values(prefix: str, rules: Json) -> dict[str, str]:
    form = {f"{prefix}.{name}": str(rules[name]) for name in COUNTS if name in rules}
    form |= {f"{prefix}.{name}": values.written_share(rules[name]) for name in RATIOS if name in rules}
    for name in DURATIONS:
        if name in rules:
            form |= _duration(f"{prefix}.{name}", rules[name])
    return form


def _written_stricter(prefix: str, one: Json) -> dict[str, str]:
    form = {f"{prefix}.above": values.written_amounts(one["above"])}
    form |= {f"{prefix}.touches.{path}": "1" for path in one["touches"] if path in PARTS}
    form[f"{prefix}.places"] = ", ".join(path for path in one["touches"] if path not in PARTS)
    return form | _written_values(f"{prefix}.change", one["change"])


def read(form: Form, base: Json, number: int) -> Reading:
    """The rulebook that a form describes, with its number; checked as the rules check it.

    `base` is the rulebook that the form was made from; what no form can say (such as whether a cap is strict) stays
    as it is there.
    """
    reading = Reading(form, {**base, "kinds": {}, "money": {}, "number": number})
    for kind in KINDS:
        if kind != "spending" or form.get("spending.on"):
            reading.rulebook["kinds"][kind] = _read_kind(
                kind, base["kinds"].get(kind, base["kinds"]["motion"]), reading
            )
    if form.get("spending.on"):
        for place in _places(form, r"money\.(\d{1,2})\.currency"):
            _read_currency(place, reading)
    reading.rulebook |= _read_general(base, reading)
    if not reading.errors:
        _check(reading)
    return reading


def _places(form: Form, pattern: str) -> list[int]:
    return sorted({int(found[1]) for name in form if (found := re.fullmatch(pattern, name))})


def _read_general(base: Json, reading: Reading) -> Json:
    strict = base["delegation"]["warn_at"]["strict"]
    return {
        "access": {name: reading.form.get(f"access.{name}", "") for name in ("names", "record")},
        "delay_ms": reading.duration("delay_ms"),
        "delegation": {
            "depth": reading.take("delegation.depth", values.read_count),
            "warn_at": reading.take("delegation.warn_at", lambda typed: values.read_share(typed, strict=strict)),
        },
        "live_per_author": reading.take("live_per_author", values.read_count),
        "tokens": {"maturity_ms": reading.duration("tokens.maturity_ms")},
        "topics": reading.take("topics", values.read_words),
    }


def _read_kind(kind: str, base: Json, reading: Reading) -> Json:
    form = reading.form
    rules = _read_values(kind, base, reading, (*COUNTS, *RATIOS, *DURATIONS))
    rules |= {name: reading.role(f"{kind}.{name}") for name in ROLES} | {"reasons": form.get(f"{kind}.reasons", "")}
    rules |= {"method": base["method"], "delegation": bool(form.get(f"{kind}.delegation"))}
    rules["weight"] = _read_weight(kind, base, reading)
    rules["late_turn"] = {name: reading.duration(f"{kind}.late_turn.{name}") for name in LATE}
    rules["challenge"] = {
        "role": reading.role(f"{kind}.challenge.role"),
        "ruling_ms": reading.duration(f"{kind}.challenge.ruling_ms"),
    }
    rules["veto"] = {
        "ends": reading.take(f"{kind}.veto.ends", values.read_moment),
        "role": reading.role(f"{kind}.veto.role"),
    }
    rules["chambers"] = _read_chambers(kind, reading)
    places = _places(form, rf"{kind}\.stricter\.(\d)\.\w+(?:\..*)?")
    stricter = [_read_stricter(f"{kind}.stricter.{place}", place, base, reading) for place in places]
    return rules | {"stricter": [one for one in stricter if one]}


def _read_values(prefix: str, base: Json, reading: Reading, names: tuple[str, ...]) -> Json:
    rules: Json = {}
    for name in names:
        path = f"{prefix}.{name}"
        if name in DURATIONS:
            rules[name] = reading.duration(path)
        elif name in COUNTS:
            rules[name] = reading.take(path, values.read_count)
        else:
            strict = base[name]["strict"]
            rules[name] = reading.take(path, lambda typed, strict=strict: values.read_share(typed, strict=strict))  # type: ignore[misc]
    return rules


def _read_weight(kind: str, base: Json, reading: Reading) -> Json:
    source = reading.form.get(f"{kind}.source", "")
    if source == "bands/1":
        return {"bands": reading.take(f"{kind}.bands", values.read_bands), "source": source}
    if source != "capped-tokens/1":
        return {"source": source}
    strict = base["weight"].get("cap", {}).get("strict", False)
    return {"cap": reading.take(f"{kind}.cap", lambda typed: values.read_share(typed, strict=strict)), "source": source}


def _read_chambers(kind: str, reading: Reading) -> list[Json]:
    chambers = []
    for place in _places(reading.form, rf"{kind}\.chambers\.(\d)\.id"):
        prefix = f"{kind}.chambers.{place}"
        name, electors = reading.form[f"{prefix}.id"].strip(), reading.form.get(f"{prefix}.electors", "members")
        if not name:
            continue
        if not re.fullmatch("[a-z][a-z0-9-]{0,39}", name, re.ASCII):
            reading.errors[f"{prefix}.id"] = _("Write small Latin letters and digits, such as residents.")
        role = reading.role(f"{prefix}.role") if electors == "role" else ""
        if electors == "role" and not role:
            reading.errors[f"{prefix}.role"] = _("Choose one")
        chambers.append({"electors": electors, "id": name, "role": role})
    return chambers


def _read_stricter(prefix: str, place: int, base: Json, reading: Reading) -> Json | None:
    """One case of stricter rules; None where nothing is filled in, so that emptying a case takes it out."""
    before = base["stricter"][place] if place < len(base["stricter"]) else {"above": {}, "change": {}, "touches": []}
    filled = tuple(name for name in CHANGES if reading.form.get(f"{prefix}.change.{name}", "").strip())
    above = reading.take(f"{prefix}.above", values.read_amounts) or {}
    touches = _read_touches(prefix, before["touches"], reading.form)
    if not filled and not above and not touches:
        return None
    kept = {name: value for name, value in before["change"].items() if name not in CHANGES}
    strict = {name: {"strict": before["change"].get(name, base[name])["strict"]} for name in RATIOS}
    change = kept | _read_values(f"{prefix}.change", strict, reading, filled)
    if not change:
        reading.errors[f"{prefix}.change.{CHANGES[0]}"] = _("Say at least one thing that is stricter.")
    if not above and not touches:
        reading.errors[f"{prefix}.above"] = _("Say for which proposals.")
    return {"above": above, "change": change, "touches": touches}


def _read_touches(prefix: str, before: list[str], form: Form) -> list[str]:
    found = [path for path in PARTS if form.get(f"{prefix}.touches.{path}")]
    found += values.read_words(form.get(f"{prefix}.places", ""))
    return before if sorted(found) == sorted(before) else found


def _read_currency(place: int, reading: Reading) -> None:
    name = f"money.{place}.currency"
    if not reading.form[name].strip():
        return
    currency = reading.take(name, values.read_currency)
    if currency is None or currency in reading.rulebook["money"]:
        reading.errors[name] = _("Write the three letters of a currency, such as EUR, once.")
        return
    places = range(max(_places(reading.form, rf"money\.{place}\.(\d{{1,2}})\.\w+"), default=0) + 1)
    rows = [(f"money.{place}.{row}.above", f"money.{place}.{row}.count") for row in places]
    filled = [pair for pair in rows if any(reading.form.get(one, "").strip() for one in pair)]
    reading.rulebook["money"][currency] = [_read_band(pair, currency, reading) for pair in filled]
    if not any(reading.form.get(count, "").strip() for _above, count in rows):
        reading.errors[rows[0][1]] = _("Say how many treasurers must approve.")


def _read_band(pair: tuple[str, str], currency: str, reading: Reading) -> Json:
    above, count = pair
    return {
        "above": reading.take(above, lambda typed: values.read_amount(typed, currency)),
        "count": reading.take(count, values.read_count),
    }


def _check(reading: Reading) -> None:
    """Lets the rules themselves judge the whole, and shows everything they find unsafe beside its field."""
    try:
        rules = read_rules(reading.rulebook)
        for remark in dangers(reading.rulebook, rules):
            reading.errors.setdefault(name_of(remark.field, reading.rulebook), unsafe(remark.why))
    except Refused as refused:
        why = str(refused.details.get("why", ""))
        sentence = unsafe(why) if refused.code == "rulebook_unsafe" else _("This is not possible here.")
        reading.errors[name_of(str(refused.details.get("field", "")), reading.rulebook)] = sentence


def unsafe(why: str) -> str:
    """What the linter finds, as a sentence."""
    return _("This is not safe: %(why)s.", why=_(why))


_FIRST: Final = {  # a part of several fields, and the field that stands for it
    "late_turn": "late_turn.window_ms",
    "veto": "veto.ends",
    "challenge": "challenge.ruling_ms",
    "chambers": "chambers.0.id",
    "weight": "source",
    "weight.cap": "cap",
    "weight.bands": "bands",
    "stricter": "stricter.0.above",
}


def name_of(place: str, rulebook: Json) -> str:
    """The form's field for a place in the rulebook."""
    if place.startswith("money."):
        return f"money.{sorted(rulebook['money']).index(place.split('.')[1])}.currency"
    parts = place.removeprefix("kinds.").split(".")
    if not place.startswith("kinds.") or len(parts) == 1:
        return place
    if parts[1] == "stricter" and len(parts) > 2:
        return _name_in_stricter(parts)
    inner = ".".join(parts[1:])
    return f"{parts[0]}.{_FIRST.get(inner, inner)}"


def _name_in_stricter(parts: list[str]) -> str:
    prefix, inner = ".".join(parts[:3]), [part for part in parts[3:] if part != "change"]
    if inner and inner[0] in CHANGES:
        return f"{prefix}.change.{inner[0]}"
    return f"{prefix}.places" if inner == ["touches"] else f"{prefix}.above"


def doubtful(why: str) -> str:
    """What the linter warns of, as a sentence."""
    return _("Think twice: %(why)s.", why=_(why))


def rows(form: Form) -> Mapping[str, int]:
    """How many rows each list of the form shows: those filled in and an empty one."""
    found = {"money": max(_places(form, r"money\.(\d{1,2})\..*"), default=-1) + 2}
    for place in range(found["money"]):
        filled = max(_places(form, rf"money\.{place}\.(\d{{1,2}})\..*"), default=-1) + 1
        found[f"money.{place}"] = max(filled, BANDS)
    for kind in KINDS:
        for part in ("chambers", "stricter"):
            found[f"{kind}.{part}"] = min(max(_filled(form, f"{kind}.{part}"), default=-1) + 2, MOST)
    return found


def _filled(form: Form, prefix: str) -> list[int]:
    pattern = re.compile(rf"{re.escape(prefix)}\.(\d)\..*")
    matches = ((pattern.fullmatch(name), typed) for name, typed in form.items())
    return [int(found[1]) for found, typed in matches if found and typed.strip() and not _is_choice(found[0])]


def _is_choice(name: str) -> bool:
    """Whether a field always has a value, so that it tells nothing about its row being filled in."""
    return name.endswith((".electors", ".role", ".unit"))

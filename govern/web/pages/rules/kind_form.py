"""The rules of a kind of proposal as form fields: formatted and parsed by rule name."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds import asked_by, kinds
from govern.rules.rulebook.rules import COUNTS, DURATIONS, RATIOS, ROLES
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.weights import WEIGHTS
from govern.web.frame.gettext import _
from govern.web.pages.rules.rulebook_reading import NOBODY, Form, Json, RulebookReading, written_duration
from govern.web.words.rules import rulebook_fields as values

MOST_CHAMBERS: Final = 9
LATE: Final = ("window_ms", "extension_ms", "longest_ms")
NEWER: Final = ("unsupported",)  # rules missing in older formats
PLAIN: Final = ("method", "reasons", "secrecy", "unsupported")  # one of a few words
NAMES: Final = (  # every rule of a kind except the stricter cases, in the order in which they apply
    "proposer",
    "sponsors",
    "sponsoring_ms",
    "review_ms",
    "announcement_ms",
    "cancel",
    "voting_ms",
    "method",
    "points",
    "weight",
    "delegation",
    "reasons",
    "secrecy",
    "late_turn",
    "approval_floor",
    "participation",
    "support",
    "head_count",
    "unsupported",
    "chambers",
    "concur",
    "standstill_ms",
    "veto",
    "challenge",
    "grace_ms",
)
FIRST: Final = {  # a rule of several fields, or a part of one, and the field that represents it
    "late_turn": "late_turn.window_ms",
    "veto": "veto.ends",
    "challenge": "challenge.ruling_ms",
    "chambers": "chambers.0.id",
    "weight": "source",
    "weight.cap": "cap",
    "weight.bands": "bands",
}
LABELS: Final[Mapping[str, str]] = {
    "announcement_ms": N_("Notice, from the announcement to the opening"),
    "approval_floor": N_("Least share of yes"),
    "cancel": N_("Who may cancel it before the opening, with a reason"),
    "challenge": N_("Challenges of the outcome"),
    "chambers": N_("Chambers"),
    "concur": N_("How many chambers must pass it"),
    "delegation": N_("Members may let others vote for them"),
    "grace_ms": N_("Time to carry it out, after which it expires"),
    "head_count": N_("Least number of voters"),
    "late_turn": N_("If the last ballots turn the outcome"),
    "method": N_("The way of voting"),
    "participation": N_("Least turnout"),
    "points": N_("Limit of a ballot"),
    "proposer": N_("Who may propose"),
    "reasons": N_("Reasons for votes"),
    "review_ms": N_("Time for review, before the vote is announced"),
    "secrecy": N_("Secrecy of ballots"),
    "sponsoring_ms": N_("Time to find sponsors"),
    "sponsors": N_("Sponsors besides the author"),
    "standstill_ms": N_("Standstill, after it has passed"),
    "support": N_("Majority"),
    "unsupported": N_("Seats for which nobody else has any support"),
    "veto": N_("Veto"),
    "voting_ms": N_("Time for voting"),
    "weight": N_("What a ballot weighs"),
}


def has_options(kind: str) -> bool:
    """Whether votes of this kind are over several options."""
    return any(method in SEVERAL for method in kinds()[kind].methods)


def names_of(kind: str, known: Collection[str]) -> tuple[str, ...]:
    """The rules of a kind in the form; newer ones only if they are `known`.

    Chambers decide only single questions, points are for options, and only elections fill several seats.
    """
    without = {"chambers", "concur"} if has_options(kind) else {"points"}
    without |= {name for name in NEWER if name not in known}
    if asked_by(kind) != "candidates":
        without.add("unsupported")
    return tuple(name for name in NAMES if name not in without)


def names_in(form: Form, kind: str) -> tuple[str, ...]:
    """The rules of a kind in a form; newer ones if the rulebook has them."""
    return names_of(kind, [name for name in NEWER if f"{kind}.{name}" in form])


def label(name: str) -> str:
    """The label of a rule in the form."""
    return _(LABELS[name])


def written(prefix: str, rules: Mapping[str, Any]) -> dict[str, str]:
    """The form values for some rules of a kind."""
    form: dict[str, str] = {}
    for name in NAMES:
        if name in rules:
            form |= _written(prefix, name, rules[name])
    return form


def _written(prefix: str, name: str, value: Any) -> dict[str, str]:
    at = f"{prefix}.{name}"
    if name in DURATIONS:
        return written_duration(at, value)
    if name in RATIOS:
        return {at: values.written_share(value)}
    if name in ROLES:
        return {at: value or NOBODY}
    if name in (*COUNTS, *PLAIN):
        return {at: str(value)}
    if name == "delegation":
        return {at: "1"} if value else {}
    return _written_parts(prefix, name, value)


def _written_parts(prefix: str, name: str, value: Any) -> dict[str, str]:
    at = f"{prefix}.{name}"
    if name == "weight":
        cap = values.written_share(value["cap"]) if "cap" in value else ""
        bands = values.written_bands(value.get("bands", ()))
        return {f"{prefix}.source": value["source"], f"{prefix}.cap": cap, f"{prefix}.bands": bands}
    if name == "late_turn":
        parts = [written_duration(f"{at}.{part}", value[part]) for part in LATE]
        return parts[0] | parts[1] | parts[2]
    if name == "challenge":
        return {f"{at}.role": value["role"] or NOBODY} | written_duration(f"{at}.ruling_ms", value["ruling_ms"])
    if name == "veto":
        return {f"{at}.role": value["role"] or NOBODY, f"{at}.ends": values.written_moment(value["ends"])}
    return {f"{at}.{place}.{part}": chamber[part] or NOBODY for place, chamber in enumerate(value) for part in chamber}


def read(prefix: str, name: str, reading: RulebookReading, before: Json) -> Any:
    """Parse one rule; `before` are the rules that the form was made from, for values without a field.

    Errors go to the reading.
    """
    at = f"{prefix}.{name}"
    if name in DURATIONS:
        return reading.duration(at)
    if name in RATIOS:
        return reading.share(at, strict=name == "support")  # minimums are met, thresholds are exceeded
    if name in COUNTS:
        return reading.take(at, values.read_count)
    if name in ROLES:
        return reading.role(at)
    if name in PLAIN:
        return reading.form.get(at, "")
    return bool(reading.form.get(at)) if name == "delegation" else _read_parts(prefix, name, reading, before)


def _read_parts(prefix: str, name: str, reading: RulebookReading, before: Json) -> Any:
    at = f"{prefix}.{name}"
    if name == "weight":
        return _read_weight(prefix, reading, before)
    if name == "late_turn":
        return {part: reading.duration(f"{at}.{part}") for part in LATE}
    if name == "challenge":
        return {"role": reading.role(f"{at}.role"), "ruling_ms": reading.duration(f"{at}.ruling_ms")}
    if name == "veto":
        return {"ends": reading.take(f"{at}.ends", values.read_moment), "role": reading.role(f"{at}.role")}
    return _read_chambers(at, reading)


def _read_weight(prefix: str, reading: RulebookReading, before: Json) -> Json:
    source = reading.form.get(f"{prefix}.source", "")
    parameter = WEIGHTS[source].parameter if source in WEIGHTS else ""
    if parameter == "bands":
        return {"bands": reading.take(f"{prefix}.bands", values.read_bands), "source": source}
    if parameter != "cap":
        return {"source": source}
    strict = before["weight"].get("cap", {}).get("strict", False)
    return {"cap": reading.share(f"{prefix}.cap", strict=strict), "source": source}


def _read_chambers(at: str, reading: RulebookReading) -> list[Json]:
    chambers = []
    for place in places(reading.form, rf"{re.escape(at)}\.(\d)\.id"):
        prefix = f"{at}.{place}"
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


def places(form: Form, pattern: str) -> list[int]:
    """The numbers matched by the first group of a pattern in the field names of a form."""
    return sorted({int(found[1]) for name in form if (found := re.fullmatch(pattern, name))})


def chamber_rows(form: Form, at: str) -> int:
    """The number of chambers in the form: the named ones, and one more."""
    named = [place for place in range(MOST_CHAMBERS) if form.get(f"{at}.{place}.id", "").strip()]
    return min(max(named, default=-1) + 2, MOST_CHAMBERS)


def field_of(name: str) -> str:
    """The field that represents a rule, or a part of one."""
    return FIRST.get(name, name)

"""Form fields for the stricter cases of a kind: added, changed and removed, one step at a time."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rules import AMENDMENT
from govern.web.frame.gettext import _
from govern.web.pages.rules import kind_form
from govern.web.pages.rules.kind_form import NAMES, names_in, places
from govern.web.pages.rules.rulebook_reading import Form, Json, RulebookReading
from govern.web.words.kinds import kinds_in_words
from govern.web.words.rules import rulebook_fields as values

MOST: Final = 9
BESIDE_KINDS: Final = ("money", "treasury", "tokens", "delegation", "access", "topics", "live_per_author", "format")


def with_cases() -> list[str]:
    """The kinds of proposals with possible stricter cases, by sum or by touched rules."""
    return [kind for kind in kinds_in_words() if kinds()[kind].stricter_by]


def parts() -> list[str]:
    """The parts of a rulebook that a stricter case can protect."""
    first = [f"kinds.{AMENDMENT}", "delay_ms"]
    return [*first, *(path for kind in kinds_in_words() if (path := f"kinds.{kind}") not in first), *BESIDE_KINDS]


def written(kind: str, cases: list[Json]) -> dict[str, str]:
    """The form values for the stricter cases of a kind."""
    form: dict[str, str] = {}
    for place, one in enumerate(cases):
        at = f"{kind}.stricter.{place}"
        form |= {f"{at}.case": "1", f"{at}.above": values.written_amounts(one["above"])}
        form |= {f"{at}.touches.{path}": "1" for path in one["touches"] if path in parts()}
        form[f"{at}.places"] = ", ".join(path for path in one["touches"] if path not in parts())
        form |= {f"{at}.has.{name}": "1" for name in one["change"]}
        form |= kind_form.written(f"{at}.change", one["change"])
    return form


def numbers(form: Form, kind: str) -> list[int]:
    """The numbers of a kind's cases in a form."""
    return places(form, rf"{kind}\.stricter\.(\d)\.case")


def changed_names(form: Form, at: str) -> list[str]:
    """The rules that a case changes."""
    return [name for name in NAMES if form.get(f"{at}.has.{name}")]


def read(kind: str, reading: RulebookReading, before: Json) -> list[Json]:
    """Parse the stricter cases of a kind; `before` are the rules of the kind that the form was made from."""
    return [_read(f"{kind}.stricter.{number}", reading, before) for number in numbers(reading.form, kind)]


def _read(at: str, reading: RulebookReading, before: Json) -> Json:
    above = reading.take(f"{at}.above", values.read_amounts) or {}
    touches = _read_touches(at, reading.form, before)
    changed = changed_names(reading.form, at)
    if not changed:
        reading.errors[f"{at}.case"] = _("Say at least one thing that is stricter.")
    elif not above and not touches:
        reading.errors.setdefault(f"{at}.above", _("Say for which proposals."))
    change = {name: kind_form.read(f"{at}.change", name, reading, before) for name in changed}
    return {"above": above, "change": change, "touches": touches}


def _read_touches(at: str, form: Form, before: Json) -> list[str]:
    found = [path for path in parts() if form.get(f"{at}.touches.{path}")]
    found += values.read_words(form.get(f"{at}.places", ""))
    same = (one["touches"] for one in before["stricter"] if sorted(one["touches"]) == sorted(found))
    return list(next(same, found))


def after(step: str, form: Form) -> tuple[dict[str, str], str]:
    """The form after a step, and the anchor on the page; empty for any other step.

    Steps are `add.<kind>`, `remove.<kind>.<case>`, `change.<kind>.<case>` (by the rule that was chosen in the case) and
    `drop.<kind>.<case>.<rule>`.
    """
    verb, _dot, rest = step.partition(".")
    kind, _dot, rest = rest.partition(".")
    number, _dot, name = rest.partition(".")
    if verb == "add" and kind in with_cases():
        return _with_case(form, kind)
    at = f"{kind}.stricter.{number}"
    if f"{at}.case" not in form:
        return dict(form), ""
    if verb == "remove":
        return _without_case(form, kind, int(number)), f"{kind}.stricter"
    if verb == "change":
        return _with_change(form, kind, at)
    return (_without_change(form, at, name), at) if verb == "drop" else (dict(form), "")


def _with_case(form: Form, kind: str) -> tuple[dict[str, str], str]:
    number = max(numbers(form, kind), default=-1) + 1
    if number >= MOST:
        return dict(form), f"{kind}.stricter"
    at = f"{kind}.stricter.{number}"
    return {**form, f"{at}.case": "1"}, at


def _without_case(form: Form, kind: str, number: int) -> dict[str, str]:
    """The form without one case; later ones move up."""
    return dict(_moved_up(form, re.compile(rf"{kind}\.stricter\.(\d)\.(.*)"), kind, number))


def _moved_up(form: Form, pattern: re.Pattern[str], kind: str, number: int) -> Iterator[tuple[str, str]]:
    for name, typed in form.items():
        found = pattern.fullmatch(name)
        if found is None or int(found[1]) < number:
            yield name, typed
        elif int(found[1]) > number:
            yield f"{kind}.stricter.{int(found[1]) - 1}.{found[2]}", typed


def _with_change(form: Form, kind: str, at: str) -> tuple[dict[str, str], str]:
    """Add a rule to a case; its initial value is that of the kind."""
    name = form.get(f"{at}.more", "")
    if name not in names_in(form, kind) or form.get(f"{at}.has.{name}"):
        return dict(form), at
    usual = {f"{at}.change.{own}": form[f"{kind}.{own}"] for own in _fields(form, kind, name)}
    return {**form, f"{at}.has.{name}": "1", **usual}, f"{at}.change.{kind_form.field_of(name)}"


def _without_change(form: Form, at: str, name: str) -> dict[str, str]:
    gone = {f"{at}.has.{name}", *(f"{at}.change.{own}" for own in _fields(form, f"{at}.change", name))}
    return {field: typed for field, typed in form.items() if field not in gone}


def _fields(form: Mapping[str, Any], prefix: str, name: str) -> list[str]:
    """The fields of a rule within a kind or a case, by their names there."""
    own = ("source", "cap", "bands") if name == "weight" else (name,)
    inside = (field.removeprefix(f"{prefix}.") for field in form if field.startswith(f"{prefix}."))
    return [field for field in inside if any(field == one or field.startswith(f"{one}.") for one in own)]

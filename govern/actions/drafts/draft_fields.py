"""The fields of the proposal form, single fields and lists of rows, stored as typed."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from govern.actions.drafts.kinds import forms, rows, usual
from govern.actions.people.names import without_invisible

NAMES: Final = frozenset({"title", "purpose", "payee_name", "name"})
COMMON: Final[Mapping[str, str]] = {
    "scope": "community",
    "topic": "",
    "title": "",
    "body": "",
    "proposal": "",
}


def texts() -> dict[str, str]:
    """The single fields of the form with their initial values."""
    own = {name: blank for form in forms().values() for name, blank in form.fields.items()}
    return {"kind": usual(), **COMMON, **own}


def blank() -> dict[str, Any]:
    """A new draft."""
    return {**texts(), **{name: [] for name in rows()}}


def typed(form: Mapping[str, str], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The form's values in normalization form C with plain line ends, for storage.

    Fields that the form lacks, such as those of other kinds, keep their values of `before`.
    """
    old, lists = before or blank(), rows()
    found: dict[str, Any] = {name: _typed(form.get(name, old[name]), name) for name in texts()}
    given: dict[str, dict[int, dict[str, str]]] = {name: {} for name in lists}
    for path, text in form.items():
        name, number, field = _place(path)
        if field:
            given[name].setdefault(number, dict(lists[name].blank))[field] = _typed(text, field)
    sent = {name: [one[key] for key in sorted(one)] for name, one in given.items()}
    return {**found, **{name: (sent[name] or old[name])[: lists[name].most] for name in lists}}


def _place(path: str) -> tuple[str, int, str]:
    """The list, row and field of a name such as `options.3.name`; an empty field for anything else."""
    name, _dot, rest = path.partition(".")
    number, _dot, field = rest.partition(".")
    one = rows().get(name)
    known = one is not None and field in one.blank and number.isascii() and number.isdigit() and len(number) <= 2
    return (name, int(number), field) if known else ("", 0, "")


def _typed(text: str, name: str) -> str:
    text = without_invisible(text) if name in NAMES else unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def names_in(form: Mapping[str, str]) -> list[str]:
    """The values of the form's fields for names and titles."""
    return [text for path, text in form.items() if path.rpartition(".")[2] in NAMES]


def with_rows(draft: Mapping[str, Any], found: list[dict[str, str]], name: str = "mandates") -> dict[str, Any]:
    """The draft with these rows as its list, cut to the list's maximum."""
    return {**draft, name: found[: rows()[name].most]}


def shown_rows(draft: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    """The rows of a list that the form shows: the typed ones, filled up with blank ones to the minimum."""
    return rows()[name].shown(draft[name])


def after(step: str, draft: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The draft after `add.<list>` or `remove.<list>.<row>`, and the list's name; empty for any other step."""
    verb, _dot, rest = step.partition(".")
    name, _dot, number = rest.partition(".")
    if name not in rows():
        return dict(draft), ""
    shown, new = shown_rows(draft, name), rows()[name].blank
    if verb == "add":
        more = dict(new) | {key: shown[-1][key] for key in ("currency",) if key in new}
        return with_rows(draft, [*shown, more], name), name
    if verb == "remove" and number.isascii() and number.isdigit() and int(number) < len(shown):
        return with_rows(draft, shown[: int(number)] + shown[int(number) + 1 :], name), name
    return dict(draft), ""

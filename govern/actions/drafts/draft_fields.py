"""What stands in the form of a proposal: single fields and lists of rows, kept as typed."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from govern.actions.people.names import without_invisible
from govern.protocol import names
from govern.rules.proposals.kinds.appropriation import MOST_LINES
from govern.rules.proposals.kinds.spending import MOST_EFFECTS
from govern.rules.treasury.mandates import MOST_TRANCHES
from govern.rules.voting.question import MOST_OPTIONS

LONGEST: Final = {
    **dict.fromkeys(("title", "purpose", "payee_name", "payee_member", "name", "person"), names.LONGEST),
    "office": 40,
    "office_other": 40,
    "cap": 40,
    "sum": 40,
    "expires_days": 8,
    "seats": 8,
    "term": 8,
    "most_terms": 8,
    "starts": 32,
    "until": 32,
    "from": 32,
    "to": 32,
    "amount": 40,
    "hourly": 40,
    "committee": 40,
    "programme": 40,
    **dict.fromkeys(("apply_days", "score_days", "grant_days", "least", "pool_days"), 8),
}
PARTS: Final = MOST_TRANCHES
BLANK_PARTS: Final = {f"{name}{number}": "" for number in range(1, PARTS + 1) for name in ("part", "when")}
BLANK_ROW: Final = {
    "payee_type": "outside",
    "payee_name": "",
    "payee_member": "",
    "cap": "",
    "currency": "",
    "purpose": "",
    "expires_days": "",
    "programme": "",
    **BLANK_PARTS,
}
NAMES: Final = frozenset({"title", "purpose", "payee_name", "name"})
BLANK_LINE: Final = {"programme": "", "amount": "", "currency": ""}
BLANK_OPTION: Final = {"name": ""}
BLANK_PROJECT: Final = {"name": "", **{name: value for name, value in BLANK_ROW.items() if name != "currency"}}
ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "lines": BLANK_LINE,
    "mandates": BLANK_ROW,
    "options": BLANK_OPTION,
    "projects": BLANK_PROJECT,
}
MOST_ROWS: Final = {
    "lines": MOST_LINES,
    "mandates": MOST_EFFECTS,
    "options": MOST_OPTIONS - 1,
    "projects": MOST_OPTIONS - 1,
}
LEAST_ROWS: Final = {"lines": 1, "mandates": 1, "options": 2, "projects": 1}
BLANK: Final[Mapping[str, Any]] = {
    "kind": "motion",
    "scope": "community",
    "topic": "",
    "title": "",
    "body": "",
    "proposal": "",
    "currency": "",
    "sum": "",
    "office": "",
    "office_other": "",
    "seats": "1",
    "term": "1",
    "term_unit": "years",
    "most_terms": "",
    "starts": "",
    "by_election": "no",
    "until": "",
    "change": "admit",
    "claimant": "",
    "person": "",
    "committee": "arbiter",
    "apply_days": "30",
    "score_days": "14",
    "grant_days": "180",
    "least": "50",
    "hourly": "",
    "pool_days": "90",
    "programme": "",
    "from": "",
    "to": "",
    "lines": [],
    "mandates": [],
    "options": [],
    "projects": [],
}
TEXTS: Final = tuple(name for name in BLANK if name not in ROWS)


def typed(form: Mapping[str, str], before: Mapping[str, Any] = BLANK) -> dict[str, Any]:
    """What stands in the form, in normal form C and with plain line ends, so that it can be kept.

    What is not in the form at all, such as the parts for other kinds, stays as it was `before`.
    """
    found: dict[str, Any] = {name: _typed(form.get(name, before[name]), name) for name in TEXTS}
    rows: dict[str, dict[int, dict[str, str]]] = {name: {} for name in ROWS}
    for path, text in form.items():
        name, number, field = _place(path)
        if field:
            rows[name].setdefault(number, dict(ROWS[name]))[field] = _typed(text, field)
    sent = {name: [one[key] for key in sorted(one)] for name, one in rows.items()}
    return {**found, **{name: (sent[name] or before[name])[: MOST_ROWS[name]] for name in ROWS}}


def _place(path: str) -> tuple[str, int, str]:
    """The list, the row and the field that `options.3.name` names; an empty field for anything else."""
    name, _dot, rest = path.partition(".")
    number, _dot, field = rest.partition(".")
    known = name in ROWS and field in ROWS[name] and number.isascii() and number.isdigit() and len(number) <= 2
    return (name, int(number), field) if known else ("", 0, "")


def _typed(text: str, name: str) -> str:
    text = without_invisible(text) if name in NAMES else unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def names_in(form: Mapping[str, str]) -> list[str]:
    """What stands in the form's fields for names and titles."""
    return [text for path, text in form.items() if path.rpartition(".")[2] in NAMES]


def with_rows(draft: Mapping[str, Any], rows: list[dict[str, str]], name: str = "mandates") -> dict[str, Any]:
    """The draft with these rows of a list instead of its own; no more than a proposal may have."""
    return {**draft, name: rows[: MOST_ROWS[name]]}


def shown_rows(draft: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    """The rows of a list that the form shows: those typed, and as many blank ones as it takes at least."""
    rows = list(draft[name])
    return rows + [dict(ROWS[name]) for _number in range(len(rows), LEAST_ROWS[name])]


def after(step: str, draft: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The draft after `add.<list>` or `remove.<list>.<row>`, and that list's name; empty if it was no such step."""
    verb, _dot, rest = step.partition(".")
    name, _dot, number = rest.partition(".")
    if name not in ROWS:
        return dict(draft), ""
    rows = shown_rows(draft, name)
    if verb == "add":
        more = dict(ROWS[name]) | {key: rows[-1][key] for key in ("currency",) if key in ROWS[name]}
        return with_rows(draft, [*rows, more], name), name
    if verb == "remove" and number.isascii() and number.isdigit() and int(number) < len(rows):
        return with_rows(draft, rows[: int(number)] + rows[int(number) + 1 :], name), name
    return dict(draft), ""

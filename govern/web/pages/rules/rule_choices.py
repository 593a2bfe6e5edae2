"""Choices in the rulebook form, in words."""

from typing import Any, Final

from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.rules import ELECTORS, PAYEES, REASONS, SECRECIES, UNSUPPORTED
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.rules.voting.weights import WEIGHTS
from govern.web.frame.gettext import _
from govern.web.pages.rules import kind_form, rulebook_form, stricter_rules_form
from govern.web.pages.rules.rulebook_reading import Form
from govern.web.words.kinds import heading_of, kinds_in_words
from govern.web.words.rules.rulebook_fields import UNITS
from govern.web.words.rules.rulebook_words import paying, touch_words
from govern.web.words.terms import method_words, secrecy_words, weight_source_words
from govern.web.words.terms.role_words import role_words

ROLES: Final = (
    "moderator",
    "arbiter",
    "guardian",
    "expert",
    "convener",
    "delegate",
    "administrator",
    "registrar",
    "issuer",
)


def offered(form: Form, number: int) -> dict[str, Any]:
    """The choices of the form of a rulebook in a format, the headings of its parts, and the number of rows of lists."""
    return {
        "kinds": [(kind, heading_of(kind)) for kind in kinds_in_words()],
        "needed_kinds": newest().needed_kinds,
        "sources": [(source, weight_source_words.label(source)) for source in WEIGHTS],
        "sources_with": {one.parameter: source for source, one in WEIGHTS.items() if one.parameter},
        "units": [(unit, _unit_words(unit)) for unit in UNITS],
        "roles": [(role, role_words(role)) for role in ROLES],
        "readers": [("everyone", _("Everyone")), ("members", _("Members only"))],
        "payees": [(one, _payee_words(one)) for one in PAYEES],
        "reasons": [(one, _reason_words(one)) for one in REASONS],
        "secrecies": [(one, secrecy_words.label(one)) for one in SECRECIES],
        "electors": [(one, _elector_words(one)) for one in ELECTORS],
        "methods": {kind: _methods(kind, number) for kind in kinds_in_words()},
        "pointed": [method_words.name(one) for one, method in SEVERAL.items() if method.pointed],
        "rows": rulebook_form.rows(form),
        "chamber_rows": lambda at: kind_form.chamber_rows(form, at),
        "unsupported": [(one, _unsupported_words(one)) for one in UNSUPPORTED],
        "names_of": lambda kind: kind_form.names_in(form, kind),
        "label": kind_form.label,
        **_cases(form),
    }


def _cases(form: Form) -> dict[str, Any]:
    """Template variables for the stricter cases."""
    return {
        "parts": [(path, touch_words(path)) for path in stricter_rules_form.parts()],
        "cases": {kind: stricter_rules_form.numbers(form, kind) for kind in kinds_in_words()},
        "changed_names": lambda at: stricter_rules_form.changed_names(form, at),
        "with_cases": stricter_rules_form.with_cases(),
        "by_sum": paying(),
        "by_touch": [kind.id for kind in kinds().values() if kind.stricter_by == "touches"],
        "most_cases": stricter_rules_form.MOST,
    }


def _unit_words(unit: str) -> str:
    return {"days": _("days"), "hours": _("hours"), "minutes": _("minutes"), "seconds": _("seconds")}[unit]


def _reason_words(one: str) -> str:
    return {"off": _("No reasons"), "allowed": _("Whoever likes may add one"), "required": _("Asked of every voter")}[
        one
    ]


def _unsupported_words(one: str) -> str:
    return {"vacant": _("They stay vacant"), "filled": _("They are filled all the same, by lot if need be")}[one]


def _payee_words(one: str) -> str:
    return {"name": _("By their names"), "pseudonym": _("By pseudonyms")}[one]


def _methods(kind: str, number: int) -> list[tuple[str, str]]:
    return [(one, method_words.name(one)) for one in kinds()[kind].methods if METHODS[one].since <= number]


def _elector_words(one: str) -> str:
    sentences = {
        "members": _("Everyone on the roll, with their weight"),
        "role": _("Holders of a role, one vote each"),
        "clubs": _("Delegates of clubs, one vote for each club"),
    }
    return sentences[one]

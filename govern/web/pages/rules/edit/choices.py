"""Choices in the rulebook form, in words."""

from typing import Final

from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rules import ELECTORS, PAYEES, REASONS, SECRECIES, UNSUPPORTED
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.rules.voting.weights import WEIGHTS
from govern.web.frame.gettext import _
from govern.web.pages.rules.edit.inputs import Options
from govern.web.words.rules.rulebook_fields import UNITS
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


def roles() -> Options:
    """The roles that a rule may name."""
    return [(role, role_words(role)) for role in ROLES]


def units() -> Options:
    """The units of a length of time."""
    words = {"days": _("days"), "hours": _("hours"), "minutes": _("minutes"), "seconds": _("seconds")}
    return [(unit, words[unit]) for unit in UNITS]


def methods(kind: str, number: int) -> Options:
    """The methods by which a kind of proposal is decided in a format."""
    return [(one, method_words.name(one)) for one in kinds()[kind].methods if METHODS[one].since <= number]


def pointed(number: int) -> list[str]:
    """The names of the methods of a format whose ballots give points, credits or names."""
    return [method_words.name(one) for one, method in SEVERAL.items() if method.pointed and method.since <= number]


def weight_sources() -> Options:
    """The sources of the weight of a ballot."""
    return [(source, weight_source_words.label(source)) for source in WEIGHTS]


def source_with(parameter: str) -> str:
    """The source of weight that takes this parameter."""
    return next(source for source, one in WEIGHTS.items() if one.parameter == parameter)


def reasons() -> Options:
    """The rules about reasons that voters give."""
    words = {"off": _("No reasons"), "allowed": _("Whoever likes may add one"), "required": _("Asked of every voter")}
    return [(one, words[one]) for one in REASONS]


def secrecies() -> Options:
    """The possible readers of ballots."""
    return [(one, secrecy_words.label(one)) for one in SECRECIES]


def unsupported() -> Options:
    """The possible uses of seats for which nobody has any support."""
    words = {"vacant": _("They stay vacant"), "filled": _("They are filled all the same, by lot if need be")}
    return [(one, words[one]) for one in UNSUPPORTED]


def electors() -> Options:
    """The electors of a chamber."""
    words = {
        "members": _("Everyone on the roll, with their weight"),
        "role": _("Holders of a role, one vote each"),
        "clubs": _("Delegates of clubs, one vote for each club"),
    }
    return [(one, words[one]) for one in ELECTORS]


def payees() -> Options:
    """The ways in which the record names payees from outside."""
    words = {"name": _("By their names"), "pseudonym": _("By pseudonyms")}
    return [(one, words[one]) for one in PAYEES]


def readers() -> Options:
    """The readers of the record, or of names."""
    return [("everyone", _("Everyone")), ("members", _("Members only"))]

"""Values in sentences about effects: each as text for pages, and as an expression for the signing dialog's script.

In a script's expression stand `effect`, the effect that gets signed, `name`, which finds the words for an id or a hash,
and `scope`, where the proposal is decided (undefined for a new version, which does not say it).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal

from govern.protocol.units import DAY
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.frame.lookup import lookup
from govern.web.prose.fingerprints import fingerprint_of_claim
from govern.web.prose.texts import money, text_of
from govern.web.words.rules.rule_words import duration, moment_words
from govern.web.words.terms import seat_words
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.scope_words import scope_words

Look = Callable[[str], str]  # the text that an effect names: by its hash, or of a draft the text itself


@dataclass(frozen=True)
class SentenceSubject:
    """The subject of a sentence: an effect as in the record, or one of its rows, in the scope of its proposal."""

    effect: Mapping[str, Any]
    scope: str
    look: Look

    def at(self, path: str) -> Any:
        """A field by its dotted path; None if there is none."""
        found: Any = self.effect
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def text(self, path: str) -> str:
        """A text that a field names."""
        return self.look(self.at(path)) or _("(text withheld)")


@dataclass(frozen=True)
class Place:
    """A value in a sentence: read in Python, or by an expression of the script."""

    read: Callable[[SentenceSubject], str]
    script: str


def amount(field: str, currency: str = "currency") -> Place:
    """An amount of money in the currency of another field."""
    return Place(
        lambda subject: money(subject.at(field), subject.at(currency)),
        f"formatMoney(effect.{field}, effect.{currency})",
    )


def number(path: str) -> Place:
    """A whole number."""
    return Place(lambda subject: str(format_decimal(subject.at(path))), f"formatInteger(effect.{path})")


def days(field: str) -> Place:
    """A length of time in days."""
    return Place(lambda subject: duration(subject.at(field) * DAY), f"days(effect.{field})")


def term(field: str) -> Place:
    """The length of a term, in years if it is a whole number of them."""
    return Place(lambda subject: seat_words.term(subject.at(field)), f"term(effect.{field})")


def moment(field: str) -> Place:
    """A moment: in UTC on a page, in the reader's own time zone in the dialog."""
    return Place(lambda subject: moment_words(subject.at(field)), f"formatMoment(effect.{field})")


def role(field: str) -> Place:
    """A role or an office."""
    return Place(lambda subject: role_words(subject.at(field)), f"role(effect.{field})")


def text(field: str) -> Place:
    """A text that the effect names by its hash."""
    return Place(lambda subject: subject.text(field), f"name(effect.{field})")


def member(field: str) -> Place:
    """A member's name."""
    return Place(lambda subject: name_of(subject.at(field)), f"name(effect.{field})")


def programme(field: str) -> Place:
    """A programme's name."""
    return Place(lambda subject: programme_name(subject.at(field)), f"name(effect.{field})")


def payee(field: str) -> Place:
    """The payee: a member or an outsider's name."""

    def read(subject: SentenceSubject) -> str:
        who = subject.at(field)
        return name_of(who["member"]) if who["type"] == "member" else subject.text(f"{field}.name")

    return Place(read, f"payee(effect.{field}, name)")


def fingerprint(field: str) -> Place:
    """The fingerprint of the key that a claim proves."""
    return Place(lambda subject: fingerprint_of_claim(subject.at(field)), f"await fingerprintOf(effect.{field})")


CLUB = Place(lambda subject: scope_words(subject.scope), "name(scope)")


def programme_name(id_: str) -> str:
    """A programme's name, or its id."""
    row = lookup().programmes.get(id_)
    return (text_of(row.name) if row else "") or id_

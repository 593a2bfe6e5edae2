"""Sentences about effects, declared once for pages (in Python) and for the signing dialog (in a generated script).

`python -m tests.i18n.dialog` writes that script; what a sentence says is found in one catalogue for both.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govern.web.frame.gettext import _, ngettext
from govern.web.prose.fingerprints import claimed_member
from govern.web.words.effects.places import Place, SentenceSubject

Places = Mapping[str, Place]


@dataclass(frozen=True)
class SentenceCondition:
    """The condition of a sentence."""

    holds: Callable[[SentenceSubject], bool]
    script: str


def given(path: str) -> SentenceCondition:
    """A field is neither empty nor 0."""
    return SentenceCondition(lambda subject: bool(subject.at(path)), f"effect.{path}")


def lacking(path: str) -> SentenceCondition:
    """A field is empty, 0 or missing."""
    return SentenceCondition(lambda subject: not subject.at(path), f"!effect.{path}")


def both(one: SentenceCondition, other: SentenceCondition) -> SentenceCondition:
    """Both conditions hold."""
    return SentenceCondition(
        lambda subject: one.holds(subject) and other.holds(subject), f"{one.script} && {other.script}"
    )


def of_another(claim: str, person: str) -> SentenceCondition:
    """Another member than the person claims the key."""
    return SentenceCondition(
        lambda subject: claimed_member(subject.at(claim)) != subject.at(person),
        f"isOfAnother(effect.{claim}, effect.{person})",
    )


IN_COMMUNITY = SentenceCondition(lambda subject: subject.scope == "community", 'scope === "community"')
IN_CLUB = SentenceCondition(
    lambda subject: subject.scope.startswith("c_"), 'scope !== undefined && scope !== "community"'
)
IN_UNTOLD_SCOPE = SentenceCondition(lambda subject: not subject.scope, "scope === undefined")


class Line(ABC):
    """A line about an effect, which yields any number of sentences."""

    @abstractmethod
    def said(self, subject: SentenceSubject) -> list[str]:
        """The sentences in the reader's language."""

    @abstractmethod
    def script(self) -> str:
        """The elements of a list in JavaScript; the dialog leaves out empty ones."""


@dataclass(frozen=True)
class Sentence(Line):
    """A sentence with its values, said if its condition holds."""

    message: str
    places: Places = field(default_factory=dict)
    when: SentenceCondition | None = None

    def said(self, subject: SentenceSubject) -> list[str]:
        """The sentence, if its condition holds."""
        if self.when is not None and not self.when.holds(subject):
            return []
        return [_(self.message, **_filled(self.places, subject))]

    def script(self) -> str:
        """A call of gettext."""
        return _where(self.when, f"_({quoted(self.message)}{_object(self.places)})")


@dataclass(frozen=True)
class PluralSentence(Line):
    """A sentence in singular and plural; `%(num)s` is the number."""

    one: str
    many: str
    number: str
    places: Places = field(default_factory=dict)
    when: SentenceCondition | None = None

    def said(self, subject: SentenceSubject) -> list[str]:
        """The sentence for the number, if its condition holds."""
        if self.when is not None and not self.when.holds(subject):
            return []
        return [ngettext(self.one, self.many, subject.at(self.number), **_filled(self.places, subject))]

    def script(self) -> str:
        """A call of ngettext."""
        call = f"ngettext({quoted(self.one)}, {quoted(self.many)}, effect.{self.number}{_object(self.places)})"
        return _where(self.when, call)


@dataclass(frozen=True)
class EachRow(Line):
    """Lines for each row of a list: a row's fields hide those of the effect, and `row` is its number."""

    field: str
    lines: Sequence[Line]

    def said(self, subject: SentenceSubject) -> list[str]:
        """The lines of every row."""
        rows = [{**subject.effect, **row, "row": place} for place, row in enumerate(subject.at(self.field), start=1)]
        return [said for row in rows for said in say(self.lines, SentenceSubject(row, subject.scope, subject.look))]

    def script(self) -> str:
        """A list within the list."""
        inner = ", ".join(line.script() for line in self.lines)
        row, place = "/** @type {Payload} */ row", "/** @type {number} */ place"
        rows = f"effect.{self.field}.map(({row}, {place}) => ({{ ...effect, ...row, row: place + 1 }}))"
        return f"...{rows}.flatMap((/** @type {{Payload}} */ effect) => [{inner}])"


def whole(line: Sentence | PluralSentence) -> Place:
    """A sentence as a value in another one."""
    return Place(lambda subject: "".join(line.said(subject)), line.script())


def say(lines: Sequence[Line], subject: SentenceSubject) -> list[str]:
    """The sentences about an effect."""
    return [sentence for line in lines for sentence in line.said(subject)]


def _filled(places: Places, subject: SentenceSubject) -> dict[str, Any]:
    return {name: place.read(subject) for name, place in places.items()}


def _where(when: SentenceCondition | None, call: str) -> str:
    return call if when is None else f'{when.script} ? {call} : ""'


def _object(places: Places) -> str:
    if not places:
        return ""
    return f", {{ {', '.join(f'{name}: {place.script}' for name, place in places.items())} }}"


def quoted(message: str) -> str:
    """A sentence as a string of JavaScript."""
    escaped = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'

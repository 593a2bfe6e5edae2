"""Sentences of the signing dialog about statements; `python -m tests.i18n.dialog` makes its script of them.

The dialog computes its sentences from the very bytes that get signed. Declared are the sentences and the names of the
fields that fill them; text that needs more is computed by a function of a script in `govern/static/js/acts/`. The
script's expressions use `payload`, the content of the statement, `name`, which finds the words for an id or a hash, and
`context`, what the record says of the ids in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from govern.protocol.errors import N_
from govern.web.words.effects.sentence import quoted

EXPRESSIONS: Final = ("payload", "name", "context")
Public = Literal["act", "ballot", "enrolment", "score", "text"]


@dataclass(frozen=True)
class Value:
    """A value in a sentence, as an expression of the script."""

    script: str


@dataclass(frozen=True)
class DialogCondition:
    """The condition of a sentence, as an expression of the script."""

    script: str


@dataclass(frozen=True)
class Say:
    """A sentence with its values, said if its condition holds."""

    message: str
    places: Mapping[str, Value]
    when: DialogCondition | None = None

    @property
    def call(self) -> str:
        """The call of gettext."""
        places = ", ".join(f"{name}: {value.script}" for name, value in self.places.items())
        return f"_({quoted(self.message)}{f', {{ {places} }}' if places else ''})"

    @property
    def script(self) -> str:
        """The sentence, or an empty text if the condition does not hold."""
        return self.call if self.when is None else f'{self.when.script} ? {self.call} : ""'


@dataclass(frozen=True)
class Either:
    """One of two sentences."""

    when: DialogCondition
    one: Say
    other: Say

    @property
    def script(self) -> str:
        """The sentence whose turn it is."""
        return f"{self.when.script} ? {self.one.call} : {self.other.call}"


@dataclass(frozen=True)
class Computed:
    """A sentence, or a list of them, from a function of a script that takes the first of the three expressions."""

    function: str
    is_list: bool = False
    takes: int = 3

    @property
    def script(self) -> str:
        """The call of the function."""
        return f"{'...' if self.is_list else ''}{self.function}({', '.join(EXPRESSIONS[: self.takes])})"


@dataclass(frozen=True)
class RecordLookup:
    """A lookup in the record, verified by hash, which precedes the sentences.

    `function` is one of the lookups in `govern/static/js/signing/`, `arguments` are names of fields.
    """

    function: str
    arguments: tuple[str, ...] = ()


Line = Say | Either | Computed | Value


@dataclass(frozen=True)
class Dialog:
    """The signing dialog for a type of statement: the act, what belongs to it, and what of it becomes public."""

    act: Say | Either | Computed
    more: Sequence[Line] = ()
    public: Public = "act"
    lookups: Sequence[RecordLookup] = ()


def say(message: str, when: DialogCondition | None = None, **places: Value) -> Say:
    """A sentence with its values."""
    return Say(message, places, when)


def look_up(function: str, *arguments: str) -> RecordLookup:
    """A lookup of the objects in these fields."""
    return RecordLookup(function, arguments)


def given(path: str) -> DialogCondition:
    """A field is neither empty nor 0 nor false."""
    return DialogCondition(f"payload.{path}")


def lacking(path: str) -> DialogCondition:
    """A field is empty, 0 or false."""
    return DialogCondition(f"!payload.{path}")


def equal(path: str, value: str) -> DialogCondition:
    """A field has this value."""
    return DialogCondition(f"payload.{path} === {quoted(value)}")


def above(path: str, least: int) -> DialogCondition:
    """A number is above another one."""
    return DialogCondition(f"payload.{path} > {least}")


def known(path: str) -> DialogCondition:
    """The record says something of what is signed."""
    return DialogCondition(f"context.{path} !== undefined")


def of_another(claim: str, person: str) -> DialogCondition:
    """Another member than the person claims the key."""
    return DialogCondition(f"isOfAnother(payload.{claim}, payload.{person})")


IN_COMMUNITY = equal("scope", "community")
IN_CLUB = DialogCondition('payload.scope !== "community"')
IS_ONLY_KEY = DialogCondition("context.isOnlyKey")


def name(path: str) -> Value:
    """The words for an id, or the text that a hash names."""
    return Value(f"name(payload.{path})")


def plain(path: str) -> Value:
    """A field as it is."""
    return Value(f"payload.{path}")


def number(path: str, more: int = 0) -> Value:
    """A whole number, or one that is so much larger."""
    change = f" {'+' if more > 0 else '-'} {abs(more)}" if more else ""
    return Value(f"formatInteger(payload.{path}{change})")


def role(path: str) -> Value:
    """A role or an office."""
    return Value(f"role(payload.{path})")


def day(path: str) -> Value:
    """A day."""
    return Value(f"formatDay(payload.{path})")


def month(path: str) -> Value:
    """A month."""
    return Value(f"formatMonth(payload.{path})")


def moment(path: str) -> Value:
    """A moment in the reader's own time zone."""
    return Value(f"formatMoment(payload.{path})")


def amount(path: str, currency: str = "currency") -> Value:
    """An amount of money in the currency of another field."""
    return Value(f"formatMoney(payload.{path}, payload.{currency})")


def amount_in(path: str, currency: str = "currency") -> Value:
    """An amount of money in a currency that the record says: by default in that of the object."""
    return Value(f"amountIn(payload.{path}, context.{currency})")


def amount_known(path: str) -> Value:
    """An amount of money that the record says."""
    return Value(f"amountIn(context.{path}, context.currency)")


def fact(path: str) -> Value:
    """A text that the record says."""
    return Value(f"context.{path}")


def payee(path: str) -> Value:
    """The payee: a member, or a name from outside."""
    return Value(f"payee(payload.{path}, name)")


def tokens(path: str) -> Value:
    """A number of tokens."""
    return Value(f"tokens(payload.{path})")


def files(path: str) -> Value:
    """The number of files in a list."""
    return Value(f"files(payload.{path})")


def area(path: str) -> Value:
    """The area of a delegation or a draw."""
    return Value(f"area(payload.{path}, name)")


def fingerprint(claim: str) -> Value:
    """The fingerprint of the key that somebody claims."""
    return Value(f"await fingerprintOf(payload.{claim})")


def fingerprint_of_id(path: str) -> Value:
    """The fingerprint of a key by its id."""
    return Value(f"fingerprintOfId(payload.{path})")


def reason(path: str = "reason") -> Say:
    """The reason that somebody gives."""
    return say(N_("Reason: %(text)s"), text=name(path))


def compared(claim: str, person: str) -> tuple[Say, Say]:
    """The fingerprint of a key that somebody else claims, and a warning if it is not the person named."""
    return (
        say(
            N_("The key's fingerprint is %(fingerprint)s. Compare it with the one on that person's own screen."),
            fingerprint=fingerprint(claim),
        ),
        claimed_by(claim, person),
    )


def claimed_by(claim: str, person: str) -> Say:
    """A warning if another member claims the key."""
    return say(N_("Careful: this key was claimed by a different member. Do not sign this."), of_another(claim, person))

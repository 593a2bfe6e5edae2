"""Payloads of statements: frozen dataclasses whose annotations name the readers of their fields."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, ClassVar, Final, Generic, Self, TypeVar, dataclass_transform, get_type_hints

from govern.protocol import fields
from govern.protocol.fast_init import fast_init
from govern.protocol.fields import SPELLINGS, Fields, Reader

P = TypeVar("P", bound="Payload")


class Payload:
    """The content of a statement; each type of statement has a class derived from one of those below.

    An attribute is called as its field in the record; one whose name Python does not allow ends in an underscore.
    """

    __slots__ = ()
    READERS: ClassVar[Fields]  # the reader of each field, by its name in the record, in the order of the dataclass
    ALPHABETICAL: ClassVar[bool] = False  # whether fields are checked in this order, `community` first
    CHECKED: ClassVar[Fields]  # READERS in the order of checking; of several faults a refusal names the first
    TEXTS: ClassVar[tuple[str, ...]]  # the fields that name a text blob by its hash
    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]

    def nested_texts(self) -> Iterable[str]:
        """The hashes of text blobs named inside an object or array; raises Refused(field_*, ...)."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """The fields by their names in the record, in ascending order as in strict JSON."""
        return dict(sorted(zip(self.READERS, self.values(), strict=True)))

    @classmethod
    def checked(cls, content: Mapping[str, Any]) -> Self:
        """The payload of a decoded object; raises Refused(field_missing, field_unknown, field_invalid)."""
        fields.check(content, cls.CHECKED)
        return cls.of(content)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """The payload with these fields, by their names in the record, without any check."""
        return cls(*[content[name] for name in cls.READERS])

    @classmethod
    def partial(cls, content: Mapping[str, Any]) -> Self:
        """A payload with some fields missing, for a dry run before anybody signs; unknown fields are left out."""
        made = cls.__new__(cls)
        attributes: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined] # of every dataclass
        for name, attribute in zip(cls.READERS, attributes, strict=True):
            if name in content:
                object.__setattr__(made, attribute, content[name])
        return made

    def values(self) -> tuple[Any, ...]:
        """The values of all fields, in the order in which the class takes them."""
        return type(self)._values(self)


@dataclass_transform(frozen_default=True)
def typed_payload(cls: type[P]) -> type[P]:
    """Decorator: make a class of annotated fields a frozen, slotted dataclass that is quick to construct."""
    made = fast_init(dataclass(frozen=True, slots=True)(cls))
    hints = get_type_hints(made, include_extras=True)
    names: tuple[str, ...] = made.__match_args__  # type: ignore[attr-defined] # of every dataclass
    said = {name.removesuffix("_"): hints[name].__metadata__ for name in names}
    made.READERS = {name: known[0] for name, known in said.items()}
    first = sorted(made.READERS, key=lambda name: (name != "community", name)) if cls.ALPHABETICAL else made.READERS
    made.CHECKED = {name: made.READERS[name] for name in first}
    made.TEXTS = tuple(name for name, known in said.items() if fields.NAMES_TEXT in known)
    made._values = staticmethod(_reader_of(names))
    return made


def _reader_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that reads these attributes as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


@typed_payload
class ClerkPayload(Payload):
    """The content of a clerk's statement; the rules compute every field."""

    community: fields.Digest


@typed_payload
class ConsequencePayload(ClerkPayload):
    """The content of a clerk's statement that carries out an effect of a passed proposal."""

    effect: fields.Natural
    poll: fields.Digest
    proposal: fields.Digest


@typed_payload
class QuotingClerkPayload(ClerkPayload):
    """The content of a clerk's statement that quotes the tree head directly before it."""

    log_root: fields.Root
    log_size: fields.Natural


@typed_payload
class PersonPayload(Payload):
    """The content of a person's statement, with the tree head that they last verified."""

    community: fields.Digest
    log_root: fields.Root
    log_size: fields.Natural
    member: fields.MemberId
    nonce: fields.Nonce


QUOTING: Final = (PersonPayload, QuotingClerkPayload)
"""The payloads that quote the record, for `isinstance`."""


@dataclass(frozen=True)
class QuickReader(Generic[P]):
    """A reader of the strict JSON of payloads of the usual form, in one pass; see `quick_reader`."""

    payload: type[P]
    pattern: re.Pattern[str]
    numbers: tuple[int, ...]
    ordered: Callable[[list[Any]], tuple[Any, ...]]

    def read(self, data: bytes) -> P | None:
        """The payload that `data` spells, or None: then the full parser reads it or finds the error."""
        try:
            match = self.pattern.fullmatch(data.decode("ascii"))
        except UnicodeDecodeError:
            return None
        if match is None:
            return None
        found: list[Any] = list(match.groups())
        for place in self.numbers:
            found[place] = int(found[place])
        return self.payload(*self.ordered(found))


def quick_reader(cls: type[P]) -> QuickReader[P] | None:
    """A reader that accepts only what strict JSON and `Payload.checked` accept; None if a field has no spelling."""
    known = cls.READERS
    names = sorted(known)
    if not all(reader in SPELLINGS for reader in known.values()):
        return None
    pattern = ",".join(_spelling(name, known[name]) for name in names)
    numbers = tuple(place for place, name in enumerate(names) if known[name] in fields.NUMBERS)
    places = [names.index(name) for name in known]
    take = itemgetter(*places) if len(places) > 1 else tuple
    return QuickReader(cls, re.compile(r"\{" + pattern + r"\}", re.ASCII), numbers, take)


def _spelling(name: str, reader: Reader) -> str:
    quote = "" if reader in fields.NUMBERS else '"'
    return f'"{name}":{quote}({SPELLINGS[reader]}){quote}'

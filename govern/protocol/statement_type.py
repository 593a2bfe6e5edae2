"""A type of statement in one of its versions: its name, the class of its payload, and the rule that judges it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from govern.protocol.facts import Fact
from govern.protocol.fields import Fields
from govern.protocol.payload import ClerkPayload, Payload, PersonPayload, QuickReader, quick_reader
from govern.protocol.state import State, Statement

P = TypeVar("P", bound=Payload)
Pace = Literal["voting", "writing", "office", "ordinary"]
Judge = Callable[[State, Statement[P]], tuple[Fact, ...]]


@dataclass(frozen=True)
class StatementType:
    """One version of a type of statement, taken from the format `since` until another version takes its place.

    A version that was released never changes: a new field, or a rule that no format tells apart, is a new version with
    a payload class of its own. Written as `StatementType.of(...)`, by which the judge's payload is checked.

    `pace` and `longest_text` (characters; 0 for no limit but the rules') are limits at intake and no rules. `step` is
    the step of a verification in which the verifier computes again what the statement says, if it does. `undone` is the
    part of a sentence which says that a statement of the clerk is missing.
    """

    name: str
    payload: type[Payload]
    judge: Judge[Any]
    version: int = 1
    since: int = 1
    pace: Pace = "ordinary"
    longest_text: int = 0
    step: Literal["", "7", "8"] = ""
    undone: str = ""

    @classmethod
    def of(
        cls,
        name: str,
        payload: type[P],
        judge: Judge[P],
        version: int = 1,
        since: int = 1,
        *,
        pace: Pace = "ordinary",
        longest_text: int = 0,
        step: Literal["", "7", "8"] = "",
        undone: str = "",
    ) -> "StatementType":
        """A type of statement whose judge reads such a payload."""
        return cls(name, payload, judge, version, since, pace, longest_text, step, undone)

    @property
    def payload_type(self) -> str:
        """The DSSE payload type."""
        return f"application/vnd.govern.{self.name}.v{self.version}+json"

    @property
    def key(self) -> str:
        """Name and version in short: the name alone in the first version."""
        return self.name if self.version == 1 else f"{self.name}.v{self.version}"

    @cached_property
    def signer(self) -> Literal["founder", "person", "clerk"]:
        """The signer, by the base class of its payload."""
        if issubclass(self.payload, PersonPayload):
            return "person"
        return "clerk" if issubclass(self.payload, ClerkPayload) else "founder"

    @property
    def fields(self) -> Fields:
        """Its fields with their readers."""
        return self.payload.READERS

    @property
    def texts(self) -> tuple[str, ...]:
        """The fields that name a text blob."""
        return self.payload.TEXTS

    @cached_property
    def has_texts(self) -> bool:
        """Whether it names text blobs."""
        return bool(self.texts) or self.has_nested_texts

    @cached_property
    def has_nested_texts(self) -> bool:
        """Whether an object or array of it may name text blobs, too."""
        return self.payload.nested_texts is not Payload.nested_texts

    @cached_property
    def quick_reader(self) -> QuickReader[Any] | None:
        """The one-pass reader of the usual spelling of its payload; None if a field has no fixed spelling."""
        return quick_reader(self.payload)

    def named_texts(self, payload: Payload) -> Iterable[str]:
        """The hashes of all text blobs that a payload names."""
        yield from (getattr(payload, name) for name in self.texts)
        yield from payload.nested_texts()

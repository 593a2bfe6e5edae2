"""Rulebook formats in tests: rulebooks of each format, and toy statements of a future format."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from govern.protocol import facts
from govern.protocol.payload import ClerkPayload, Payload, typed_payload
from govern.protocol.state import State, Statement
from govern.protocol.statement_type import StatementType
from govern.rules.rulebook.formats import FORMATS
from govern.rules.rulebook.presets import preset as ready_made
from govern.rules.statements import KINDS_OF_STATEMENT, VERSIONS, register
from tests.dsl.people import ADA, CommunityDsl

LATER: Final = 9_999  # the number of a format that is still to come


def of_format(number: int, preset: str = "tokens") -> dict[str, Any]:
    """A preset in an older format, without the fields that came later."""
    taken, raw = FORMATS[number], ready_made(preset, max(FORMATS))
    kinds = {
        kind: {name: value for name, value in rules.items() if name in taken.kind_fields}
        for kind, rules in raw["kinds"].items()
    }
    named = {name: value for name, value in raw.items() if name in taken.rulebook_fields}
    return named | {"kinds": kinds} | ({"format": number} if number > 1 else {})


@contextmanager
def newer_version(name: str, since: int = 1) -> Iterator[StatementType]:
    """A second version of a kind of statement for a while, with the same fields and the same judge."""
    with registered(replace(VERSIONS[name][1], version=2, since=since)) as kind:
        yield kind


def _sing(state: State, statement: Statement[Payload]) -> tuple[()]:
    return ()


def with_fields(kind: StatementType, **annotations: Any) -> type[Payload]:
    """The payload of a type of statement with further fields, or with other readers of some of its own."""
    space = {"__annotations__": annotations, "__module__": __name__}
    return typed_payload(type(kind.payload.__name__, (kind.payload,), space))


@contextmanager
def newer_kind(name: str, since: int = LATER) -> Iterator[StatementType]:
    """A kind of statement for a while that a later format introduces."""
    with registered(StatementType.of(name, ClerkPayload, _sing, since=since)) as kind:
        yield kind


def unregistered(kind: StatementType) -> None:
    """Forgets one version of a kind of statement."""
    del KINDS_OF_STATEMENT[kind.payload_type], VERSIONS[kind.name][kind.version]
    if not VERSIONS[kind.name]:
        del VERSIONS[kind.name]


@contextmanager
def registered(kind: StatementType) -> Iterator[StatementType]:
    """Knows one version of a kind of statement for a while."""
    register(kind)
    try:
        yield kind
    finally:
        unregistered(kind)


def adopt_format(community: CommunityDsl, number: int) -> None:
    """In the founding phase, Ada adopts the next rulebook in a format."""
    raw = of_format(number) | {"number": community.every(facts.Community)[0].rulebook + 1}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw)

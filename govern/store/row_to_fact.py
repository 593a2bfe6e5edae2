"""Converts rows back to the facts that they were projected from."""

from dataclasses import fields
from typing import TypeVar

from govern.protocol.facts import Fact
from govern.store.base import Base

F = TypeVar("F", bound=Fact)


def fact_of(fact: type[F], row: Base) -> F:
    """The fact of a row."""
    return fact(**{field.name: getattr(row, field.name) for field in fields(fact)})


def fact_or_none(fact: type[F], row: Base | None) -> F | None:
    """The fact of a row, or None without a row."""
    return None if row is None else fact_of(fact, row)

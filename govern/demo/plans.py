"""The shape of a proposal in the demonstration: what it says and how its story goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grant:
    """A mandate asked for: minor units, the payee's public name (or a character after "@"), what for, days."""

    cap: int
    currency: str
    payee: str
    purpose: str
    days: int = 365


@dataclass(frozen=True)
class Plan:
    """A proposal: a motion unless it grants something.

    `hours` before the story's end it is submitted, `withdrawn` hours before the end taken back (0: never);
    `yes`, `no` and `abstain` are the shares of the roll in percent that vote so; `votes` are those of named people,
    where "-" keeps someone from voting.
    """

    key: str
    author: str
    hours: int
    title: str
    body: str
    sponsors: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    yes: int = 0
    no: int = 0
    abstain: int = 0
    votes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: int = 0

    @property
    def kind(self) -> str:
        """`spending` if money is asked for, else `motion`."""
        return "spending" if self.grants else "motion"

"""Planned proposals of the demonstration: their content and their course."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Change = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Grant:
    """A requested mandate: minor units, the payee's public name (or a character after "@"), purpose, days.

    `tranches` are amounts, each with a condition or none.
    """

    cap: int
    currency: str
    payee: str
    purpose: str
    days: int = 365
    programme: str = ""
    tranches: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Share:
    """A budget line for a programme: minor units, until `days` days after the end of the story."""

    programme: str
    amount: int
    currency: str
    days: int


@dataclass(frozen=True)
class PlannedAct:
    """An act on a proposal, `hours` before the end of the story, with its text and other fields."""

    hours: int
    who: str
    kind: str
    text: str
    words: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProposalPlan:
    """A planned proposal: a motion unless it grants money, gives programmes a budget, or changes the rules.

    It is submitted `hours` before the end of the story and withdrawn `withdrawn` hours before it (0: never); `yes`,
    `no` and `abstain` are the shares of the roll in percent; `votes` are those of named people, where "-" keeps a
    person from voting. `change` makes the next rulebook from the previous one, `ratifies` is the number of a rulebook
    to be ratified, `opens` is the effect that opens a grant round or a pool for streams, `turns` are acts beside the
    vote, `revised` says how many hours before the end the text was changed (0: never), and to what.
    """

    key: str
    author: str
    hours: int
    title: str
    body: str
    sponsors: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    shares: tuple[Share, ...] = ()
    yes: int = 0
    no: int = 0
    abstain: int = 0
    votes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: int = 0
    scope: str = "community"
    topic: str = ""
    change: Change | None = None
    ratifies: int = 0
    opens: Mapping[str, Any] = field(default_factory=dict)
    turns: tuple[PlannedAct, ...] = ()
    revised: tuple[int, str] = (0, "")

    @property
    def kind(self) -> str:
        """`amendment` if rules change, a kind about money if it grants any, else `motion`."""
        if self.change or self.ratifies:
            return "amendment"
        if self.opens:
            return "grants" if self.opens["effect"] == "open-round" else "stream"
        if self.shares:
            return "appropriation"
        return "spending" if self.grants else "motion"

"""Blank, invalid and withdrawn ballots in words, with their numbers and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Poll, Result
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.tally import ballot_validity
from govern.web.frame.gettext import _


@dataclass(frozen=True)
class BallotSort:
    """Ballots of one sort: their number, their weight (including carried weight) if counted, and the reason.

    `only` filters the list of ballots; empty if the list cannot be filtered or would be empty.
    """

    name: str
    ballots: int
    weight: int | None
    why: str
    only: str


def sorts(poll: Poll, result: Result, empty_ones: Mapping[str, int]) -> list[BallotSort]:
    """The ballots of a vote over several options: valid, blank, invalid, withdrawn."""
    blank, withdrawn, tally = empty_ones["blank"], empty_ones["withdrawn"], result.tally
    refused = _("There cannot be any: what this way of voting could not count is refused before it is recorded.")
    return [
        BallotSort(_("Valid"), result.ballots - blank, tally["valid"], _("They choose among the options."), ""),
        BallotSort(_("Blank"), blank, tally["blank"], why([], poll), "blank" if blank else ""),
        BallotSort(_("Invalid"), 0, 0, refused, ""),
        BallotSort(_("Withdrawn"), withdrawn, None, why("", poll), "withdrawn" if withdrawn else ""),
    ]


def why(choice: Any, poll: Poll) -> str:
    """Why a ballot does not count, in words; empty if it does."""
    if choice == "":
        return _("Taken back by whoever cast it: it is not counted at all.")
    several = SEVERAL.get(poll.method)
    found = several.why_uncounted(choice, poll.options) if several else None
    return reason(found.why) if found else ""


def reason(code: str) -> str:
    """A reason of the count in words."""
    return {
        ballot_validity.NOTHING: _("No option is named: that counts as taking part, but for none of them."),
        ballot_validity.NO_POINTS: _("No points are given: that counts as taking part, but for none of the options."),
        ballot_validity.SEVERAL_FIRST: _("Several options stand first, where only one may be named."),
        ballot_validity.LEVEL_FIRST: _("Options stand level in first place, so none is preferred to begin with."),
        ballot_validity.STOPS: _("Counted down to where options stand level, and no further."),
    }[code]

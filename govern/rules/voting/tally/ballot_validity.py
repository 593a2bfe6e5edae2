"""Ballots without a countable vote, and why: blank ones, invalid ones, and those that stop early."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from govern.protocol.errors import N_
from govern.rules.voting.tally.profile import Profile, Ranking
from govern.rules.voting.tally.tally_method import TallyMethod

Kind = Literal["blank", "invalid", "partly", "stops"]

NOTHING: Final = N_("it names no option")
NO_POINTS: Final = N_("it gives no points")
SEVERAL_FIRST: Final = N_("it puts several options first, and may name one")
LEVEL_FIRST: Final = N_("it puts options level first, so it prefers none of them to begin with")
STOPS: Final = N_("it counts down to where it puts options level, and stops there")


@dataclass(frozen=True)
class UncountedBallot:
    """Identical ballots, written as in CSV (`A=B>C`), their weight, and why they do not count, or only in part."""

    ballot: str
    kind: Kind
    weight: int
    why: str

    def to_value(self) -> dict[str, Any]:
        """As JSON."""
        return {"ballot": self.ballot, "kind": self.kind, "weight": self.weight, "why": self.why}


def uncounted_ballots(tally: TallyMethod, profile: Profile) -> list[UncountedBallot]:
    """The uncounted ballots, the heaviest first.

    A blank ballot is never valid. A tie in first place makes a ballot invalid for plurality and for the methods that
    transfer ballots; a later tie stops a ballot there. All other methods count ties.
    """
    found = [*_blank(tally, profile), *_by_rank(tally, profile), *_as_read(profile)]
    return sorted(found, key=lambda one: (one.kind, -one.weight, one.ballot))


def weighed(tally: TallyMethod, profile: Profile) -> dict[str, Any]:
    """The weight of valid, blank and invalid ballots, and the reasons, as in `govern tally --json`."""
    left_out = uncounted_ballots(tally, profile)
    blank, invalid = (sum(one.weight for one in left_out if one.kind == kind) for kind in ("blank", "invalid"))
    by_rank = sum(one.weight for one in _by_rank(tally, profile) if one.kind == "invalid")
    in_part = sum(one.weight for one in left_out if one.kind in ("partly", "stops"))
    return {
        "blank": blank,
        "invalid": invalid,
        **({"in_part": in_part} if in_part else {}),
        "reasons": [one.to_value() for one in left_out],
        "valid": sum(weight for said, weight in _said(tally, profile).items() if said) - by_rank,
    }


def _said(tally: TallyMethod, profile: Profile) -> Mapping[Any, int]:
    if tally.graded:
        return profile.points
    return profile.approved if _approves(tally, profile) else profile.rankings


def _approves(tally: TallyMethod, profile: Profile) -> bool:
    return tally.approvals and not profile.points


def _blank(tally: TallyMethod, profile: Profile) -> Iterator[UncountedBallot]:
    weight = profile.blank
    if _approves(tally, profile):
        weight = max(weight, profile.approved.get(frozenset(), 0))
    if tally.graded:
        weight = profile.points.get((), 0)
    if weight:
        yield UncountedBallot("", "blank", weight, NO_POINTS if profile.points else NOTHING)


def _by_rank(tally: TallyMethod, profile: Profile) -> Iterator[UncountedBallot]:
    if tally.level == "counted":
        return
    stops = tally.level == "stops"
    for ranking, weight in profile.rankings.items():
        if len(ranking[0]) > 1:
            yield UncountedBallot(_written(ranking), "invalid", weight, LEVEL_FIRST if stops else SEVERAL_FIRST)
        elif stops and any(len(level) > 1 for level in ranking):
            yield UncountedBallot(_written(ranking), "stops", weight, STOPS)


def _as_read(profile: Profile) -> Iterator[UncountedBallot]:
    return (UncountedBallot(one.ballot, one.kind, weight, one.why) for one, weight in profile.remarks.items())


def _written(ranking: Ranking) -> str:
    return ">".join("=".join(sorted(level)) for level in ranking)

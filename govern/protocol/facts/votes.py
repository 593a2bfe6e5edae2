"""Facts of votes."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json
from govern.protocol.fast_init import made_often


@dataclass(frozen=True, slots=True)
class Poll(Fact):
    """A vote as announced: everything it hangs on is pinned here.

    Only `closes` may move, up to `hard_end`, if ballots of the last `late_ms` milliseconds turn the outcome.

    `supply` is the sum of all tokens that counted when the roll was made, which a cap is a share of.
    `chambers` lists each chamber's id, count and total; `delegations_blob` is empty where nobody delegated; `reasons`
    says whether voters may (`allowed`) or must (`required`) say why, or neither (`off`). Of several `options`, `seats`
    may win; a ballot gives at most `most` names or points (0: as many as it likes).
    """

    KEY = ("id",)
    id: str
    proposal: str
    version_id: str
    scope: str
    rulebook_scope: str
    rulebook: int
    method: str
    options: Json
    seats: int
    most: int
    weight: Json
    roll_blob: str
    roll_root: str
    roll_count: int
    roll_total: int
    roll_log_size: int
    supply: int
    delegations_blob: str
    delegations_count: int
    chambers: Json
    opens: int
    closes: int
    hard_end: int
    late_ms: int
    reasons: str
    extensions: int
    closed_at: int
    at: int
    index: int


@made_often
@dataclass(frozen=True, slots=True)
class Elector(Fact):
    """A line of a vote's weight roll."""

    KEY = ("poll", "member")
    poll: str
    member: str
    weight: int


@dataclass(frozen=True, slots=True)
class ChamberElector(Fact):
    """A line of one chamber's roll."""

    KEY = ("poll", "chamber", "member")
    FOUND_BY = ("poll",)
    poll: str
    chamber: str
    member: str
    weight: int


@dataclass(frozen=True, slots=True)
class FrozenDelegation(Fact):
    """A line of the delegations frozen with a vote's roll."""

    KEY = ("poll", "member")
    FOUND_BY = ("poll",)
    poll: str
    member: str
    delegate: str


@dataclass(frozen=True, slots=True)
class Objection(Fact):
    """A member's objection to a vote's roll before voting opens."""

    KEY = ("poll", "member")
    FOUND_BY = ("poll",)
    poll: str
    member: str
    grounds: str
    at: int
    index: int


@made_often
@dataclass(frozen=True, slots=True)
class Ballot(Fact):
    """A member's latest ballot in a vote, with the weight that the roll gives it.

    `before` is the choice that stood when the vote's last stretch began, by which a late turn is told.
    """

    KEY = ("poll", "member")
    poll: str
    member: str
    id: str
    seq: int
    choice: Json
    before: Json
    weight: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Reason(Fact):
    """Why a member votes as their ballot with the number `seq` says: the latest text on it."""

    KEY = ("poll", "member", "seq")
    FOUND_BY = ("poll",)
    poll: str
    member: str
    seq: int
    text: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Result(Fact):
    """What a vote came to: tally, every inequality with its numbers, outcome.

    `chambers` holds the same for each chamber, `delegated` how many voted through others and how many were not cast.
    Of several options `winners` won, in order; how they were counted is the document under `count_blob`.
    """

    KEY = ("poll",)
    poll: str
    id: str
    proposal: str
    ballots: int
    tally: Json
    tests: Json
    chambers: Json
    delegated: Json
    winners: Json
    ties: Json
    count_blob: str
    outcome: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class RollBlob(Fact):
    """A weight roll's bytes, or how a vote was counted, kept under their hash beside the record."""

    KEY = ("hash",)
    hash: str
    data: bytes

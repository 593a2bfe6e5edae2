"""Facts of votes: announcement, rolls, ballots, reasons and result."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json
from govern.protocol.fast_init import fast_init


@dataclass(frozen=True, slots=True)
class Poll(Fact):
    """A vote as announced, with everything that determines its result.

    Only `closes` may move, up to `hard_end`, if ballots of the last `late_ms` milliseconds change the outcome.

    `supply` is the sum of all tokens that counted when the roll was made, the base of a cap. `chambers` lists each
    chamber's id, count and total; `delegations_blob` is empty without delegations; `reasons` says whether voters may
    (`allowed`) or must (`required`) give reasons, or neither (`off`). Of several `options`, `seats` may win; a ballot
    gives at most `most` names or points (0: no limit).
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


@fast_init
@dataclass(frozen=True, slots=True)
class Elector(Fact):
    """An entry of a vote's weight roll."""

    KEY = ("poll", "member")
    poll: str
    member: str
    weight: int


@dataclass(frozen=True, slots=True)
class ChamberElector(Fact):
    """An entry of a chamber's roll."""

    KEY = ("poll", "chamber", "member")
    FOUND_BY = ("poll",)
    poll: str
    chamber: str
    member: str
    weight: int


@dataclass(frozen=True, slots=True)
class FrozenDelegation(Fact):
    """A delegation frozen with a vote's roll."""

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


@fast_init
@dataclass(frozen=True, slots=True)
class Ballot(Fact):
    """A member's latest ballot in a vote, with the weight on the roll.

    `before` is the choice at the start of the vote's last stretch, used to detect a late turn.
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
    """A member's latest reason for their ballot with the number `seq`."""

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
    """The result of a vote: tally, every inequality with its numbers, outcome.

    `chambers` holds the same for each chamber, `delegated` the numbers of delegated and of uncast votes. Of several
    options `winners` won, in order; `count_blob` is the hash of the document of the count.
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
    """The bytes of a weight roll or of a vote's count, stored under their hash beside the record."""

    KEY = ("hash",)
    hash: str
    data: bytes

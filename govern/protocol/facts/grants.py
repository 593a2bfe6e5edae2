"""Facts of grants and streams: rounds, applications and their scores, pools, streams and their support, reports."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class GrantRound(Fact):
    """A sum that a committee divides among applications; `committee` is the role that scores them.

    Applications are accepted until `apply_until`, scores (0 to 100 points) until `score_until`; an application with a
    mean of `least` or more may be awarded. `awards` lists the winning applications in order, and `granted` is the
    number of their mandates granted so far. `due_at` is the time of the clerk's next task.
    """

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    effect: int
    committee: str
    currency: str
    sum: int
    programme: str
    line: str
    least: int
    expires_days: int
    apply_until: int
    score_until: int
    awards: list[str]
    awarded: int
    granted: int
    decided_at: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Application(Fact):
    """An application to a grant round; `points` is the sum of its scores, `scores` their number."""

    KEY = ("id",)
    FOUND_BY = ("round",)
    id: str
    round: str
    applicant: str
    amount: int
    payee_member: str
    payee_name: str
    purpose: str
    plan: str
    points: int
    scores: int
    withdrawn_at: int
    mandate: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Score(Fact):
    """A committee member's score of an application; a later one replaces it."""

    KEY = ("application", "member")
    FOUND_BY = ("application",)
    application: str
    member: str
    points: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Report(Fact):
    """A report on the use of a mandate's money, by the person it was for."""

    KEY = ("id",)
    id: str
    mandate: str
    text: str
    files: list[str]
    member: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Pool(Fact):
    """Money paid out by the hour, to streams in the order of their current support, from `starts` to `ends`.

    `paid_until` is the time up to which it was distributed, `left` the money that remains.
    """

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    effect: int
    currency: str
    hourly: int
    programme: str
    line: str
    starts: int
    ends: int
    paid_until: int
    left: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Stream(Fact):
    """A request for money by the hour from a pool; `awarded` is the sum awarded so far, the cap of its mandate."""

    KEY = ("id",)
    FOUND_BY = ("pool",)
    id: str
    pool: str
    asked_by: str
    hourly: int
    payee_member: str
    payee_name: str
    purpose: str
    starts: int
    ends: int
    awarded: int
    ended_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Support(Fact):
    """Whether a member supports a stream, or (if `stream` is the pool's own id) the return of the money."""

    KEY = ("stream", "member")
    FOUND_BY = ("stream",)
    stream: str
    member: str
    stands: bool
    at: int
    index: int

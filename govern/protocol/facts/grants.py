"""Facts of grants and streams: rounds, applications and their scores, pools, streams and their support, reports."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class GrantRound(Fact):
    """A sum that a committee shares out among applications; `committee` is the role that scores them.

    Applications come until `apply_until`, scores (0 to 100 points) until `score_until`; whose mean is `least` or more
    may be awarded. `awards` lists the applications that won, in their order, and `granted` how many mandates of them
    are granted already. `due_at` is when the clerk has something to do.
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
    """What somebody asks of a grant round; `points` is the sum of its scores, `scores` their number."""

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
    """What a member of the committee gave an application; a later one replaces it."""

    KEY = ("application", "member")
    FOUND_BY = ("application",)
    application: str
    member: str
    points: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Report(Fact):
    """What was done with the money of a mandate, told by whoever it was for."""

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
    """Money paid out by the hour, to streams in the order of their standing support, from `starts` to `ends`.

    `paid_until` is up to when it has been shared out, `left` what it may still share out; `support` what support the
    choice to return the money has, which bars every stream with less.
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
    """What somebody asks to be paid by the hour out of a pool; `paid` is what it was awarded so far, by its mandate."""

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
    """Whether a member supports a stream, or (where `stream` is the pool's own id) that the money is returned."""

    KEY = ("stream", "member")
    FOUND_BY = ("stream",)
    stream: str
    member: str
    stands: bool
    at: int
    index: int

"""Facts of proposals: versions, sponsors, challenges, resolutions, candidacies and seats."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json


@dataclass(frozen=True, slots=True)
class Proposal(Fact):
    """A proposal in its latest version, with its progress.

    A time of 0 means not yet; `due_at` is the clerk's next task; `reason` is the text on why it was cancelled or
    vetoed.
    """

    KEY = ("id",)
    FOUND_BY = ("author", "scope")
    id: str
    scope: str
    topic: str
    kind: str
    author: str
    title: str
    body: str
    effects: Json
    version: int
    version_id: str
    rulebook_scope: str
    rulebook: int
    sponsors: int
    sponsors_needed: int
    sponsoring_ends: int
    admitted_at: int
    review_ends: int
    withdrawn_at: int
    cancelled_at: int
    reason: str
    poll: str
    outcome: str
    standstill_ends: int
    vetoed_at: int
    challenged_at: int
    ruling_ends: int
    ruling: str
    grace_ends: int
    effects_applied: int
    carried_out_at: int
    expired_at: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Version(Fact):
    """A version of a proposal; `id` is the statement that made it, and the object of the vote."""

    KEY = ("proposal", "version")
    FOUND_BY = ("proposal",)
    proposal: str
    version: int
    id: str
    title: str
    body: str
    effects: Json
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Sponsorship(Fact):
    """A member's support for putting a proposal to the vote, and the version they supported."""

    KEY = ("proposal", "member")
    FOUND_BY = ("proposal",)
    proposal: str
    member: str
    version: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Challenge(Fact):
    """A challenge to an outcome and its ruling: `upheld` (the outcome remains valid), `void`, or empty."""

    KEY = ("proposal",)
    proposal: str
    id: str
    challenged_by: str
    grounds: str
    ruled_by: str
    ruling: str
    ruling_text: str
    ruled_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Resolution(Fact):
    """A carried motion in the register of resolutions; for a choice, the winning `option`."""

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    option: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Candidacy(Fact):
    """A nomination for an election; `accepted_at` and `withdrawn_at` tell whether the nominee is a candidate.

    `statement` is the candidate's text of introduction.
    """

    KEY = ("proposal", "member")
    FOUND_BY = ("proposal", "member")
    proposal: str
    member: str
    nominated_by: str
    statement: str
    accepted_at: int
    withdrawn_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Seat(Fact):
    """An elected holder's seat: the office in its scope, and the term.

    `ended` is the reason of its end: `resigned`, `left`, `excluded`, or `term`.
    """

    KEY = ("election", "holder")
    FOUND_BY = ("holder", "scope", "election")
    election: str
    holder: str
    scope: str
    office: str
    by_election: bool
    starts: int
    ends: int
    ended_at: int
    ended: str
    at: int
    index: int

"""Facts of proposals and what they bring about."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json


@dataclass(frozen=True, slots=True)
class Proposal(Fact):
    """A proposal in its latest version and how far it has come.

    A moment of 0 means not yet; `due_at` is the clerk's next task; `reason` a text on why it was cancelled or vetoed.
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
    """One version of a proposal; `id` is the statement that made it, and what is voted on."""

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
    """A member who supports that a proposal is put to the vote, and the version that they saw."""

    KEY = ("proposal", "member")
    FOUND_BY = ("proposal",)
    proposal: str
    member: str
    version: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Challenge(Fact):
    """A challenge to an outcome, and how it was ruled: `upheld` (the outcome stands), `void`, or empty so far."""

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
    """What was carried, entered in the register of resolutions; of a choice, the `option` that won."""

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    option: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Candidacy(Fact):
    """Somebody who was nominated for an election, and whether they stand: `accepted_at`, `withdrawn_at`.

    `statement` is the text in which they introduce themselves.
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
    """A seat that somebody was elected to: the office in its scope, and from when to when.

    `ended` says how it ended before its time: `resigned`, `left`, `excluded`; or `term` at its end.
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

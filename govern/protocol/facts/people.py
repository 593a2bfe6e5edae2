"""Facts of people: the community, its members, their keys, roles, clubs and delegations."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Community(Fact):
    """The community; `supply` is the sum of all confirmed tokens, `members` the number of members.

    `rulebook` is the number of the last adopted rulebook, `ratified_at` the time from which only a vote changes it.
    """

    KEY = ("id",)
    id: str
    name: str
    origin_name: str
    founder: str
    clerk_key: str
    log_key: str
    rulebook: int
    ratified_at: int
    administrators: int
    members: int
    supply: int
    at: int


@dataclass(frozen=True, slots=True)
class Member(Fact):
    """A person of the community, known by an opaque id; `tokens` is the confirmed balance; 0 `left_at` for a member."""

    KEY = ("member",)
    member: str
    tokens: int
    left_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Key(Fact):
    """A member's public key (base64) by key id: it signs from `starts_at` until `ended_at` (0: open).

    Its ballots count only in votes announced at `votes_from` or later, which excludes a key given by registrars from
    votes whose roll was known before.
    """

    KEY = ("keyid",)
    FOUND_BY = ("member",)
    keyid: str
    member: str
    public_key: str
    starts_at: int
    ended_at: int
    votes_from: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class KeyReset(Fact):
    """A registrar's approval of a new key for a member who lost their keys."""

    KEY = ("keyid", "registrar")
    FOUND_BY = ("keyid",)
    keyid: str
    registrar: str
    member: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Role(Fact):
    """Whether a member holds a role, in the community or in a club (`scope`).

    `given_by` is the member who granted it, even after its end; empty if the founding or an election did.
    """

    KEY = ("member", "role", "scope")
    FOUND_BY = ("scope", "member", "role")
    member: str
    role: str
    scope: str
    held: bool
    given_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Club(Fact):
    """A club: a scope with members, roles, rulebook and proposals of its own; `rulebook` 0 means the community's."""

    KEY = ("club",)
    club: str
    name: str
    purpose: str
    opened_by: str
    members: int
    rulebook: int
    ratified_at: int
    closed_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class ClubMember(Fact):
    """A member's state in a club: asked to join (`asked_at`), admitted (`active`), or left."""

    KEY = ("club", "member")
    FOUND_BY = ("club", "member")
    club: str
    member: str
    active: bool
    asked_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Delegation(Fact):
    """A member's delegate in an area: `community`, a club, `topic:…` or a proposal; none if empty."""

    KEY = ("member", "area")
    FOUND_BY = ("area", "member")
    member: str
    area: str
    delegate: str
    ends: int
    ended_at: int
    seq: int
    id: str
    at: int
    index: int

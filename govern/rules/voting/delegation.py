"""Delegation: a member's delegate, frozen with a vote's roll and resolved in the count."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Delegation, Fact, FrozenDelegation, Poll, Proposal
from govern.protocol.ids import hash_of
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY
from govern.rules.people.clubs import present
from govern.rules.proposals.kinds import effects_of
from govern.rules.proposals.proposals import rules_at_submission
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, kind_rules, typed

MOST_MS: Final = 4 * 366 * DAY
TOPIC: Final = "topic:"


@typed_payload
class DelegationMade(PersonPayload):
    """A member lets another vote for them in an area."""

    area: fields.Area
    delegate: fields.MemberIdOrEmpty
    ends: fields.Positive
    prev: fields.DigestOrEmpty
    seq: fields.Positive


@typed_payload
class DelegationEnded(PersonPayload):
    """A member ends a delegation."""

    area: fields.Area
    prev: fields.Digest
    seq: fields.Positive


Fate = Literal["own", "carried", "cycle", "dead-end", "too-long"]


def make(state: State, statement: Statement[DelegationMade]) -> tuple[Fact, ...]:
    """A member delegates an area to another until a time, or to nobody if `delegate` is empty.

    Raises Refused(area_unknown, delegation_off, delegation_late, delegation_self, delegation_ends, delegation_sequence,
    member_*).
    """
    payload, at = statement.payload, statement.at
    _check_area(state, payload.member, payload.area, at)
    if payload.delegate == payload.member:
        raise Refused("delegation_self", field="delegate")
    if payload.delegate:
        present(state, payload.delegate)
    if not at < payload.ends <= at + MOST_MS:
        raise Refused("delegation_ends", field="ends")
    _check_sequence(state.get(Delegation, payload.member, payload.area), payload.seq, payload.prev)
    made = Delegation(
        member=payload.member,
        area=payload.area,
        delegate=payload.delegate,
        ends=payload.ends,
        ended_at=0,
        seq=payload.seq,
        id=statement.id,
        at=at,
        index=statement.index,
    )
    return (made,)


def end(state: State, statement: Statement[DelegationEnded]) -> tuple[Fact, ...]:
    """A member ends a delegation; raises Refused(delegation_none, delegation_sequence)."""
    payload = statement.payload
    before = state.get(Delegation, payload.member, payload.area)
    if before is None or before.ended_at:
        raise Refused("delegation_none")
    _check_sequence(before, payload.seq, payload.prev)
    return (
        replace(
            before,
            ended_at=statement.at,
            seq=payload.seq,
            id=statement.id,
            at=statement.at,
            index=statement.index,
        ),
    )


def _check_sequence(before: Delegation | None, seq: int, prev: str) -> None:
    if (seq, prev) != ((before.seq + 1, before.id) if before else (1, "")):
        raise Refused("delegation_sequence")


def _check_area(state: State, member: str, area: str, at: int) -> None:
    if area.startswith(TOPIC):
        known = area.removeprefix(TOPIC) in _topics(state, member, at)
    elif area.startswith("c_"):
        known = state.get(Club, area) is not None
    else:
        known = area == COMMUNITY or _is_open_to_delegates(state, area, at)
    if not known:
        raise Refused("area_unknown", field="area")


def _topics(state: State, member: str, at: int) -> set[str]:
    """The topics of the community's rulebook, and of those of the member's clubs."""
    clubs = (one.club for one in state.where(ClubMember, "member", member) if one.active)
    return {topic for scope in (COMMUNITY, *clubs) for topic in typed(in_force(state, scope, at)).topics}


def _is_open_to_delegates(state: State, id_: str, at: int) -> bool:
    """Whether the proposal exists; raises Refused(delegation_late, delegation_off) if delegation has no effect."""
    proposal = state.get(Proposal, id_)
    if proposal is None:
        return False
    if proposal.poll:
        raise Refused("delegation_late", field="area")
    adopted = in_force(state, proposal.scope, at)
    if proposal.kind in typed(adopted).kinds:
        rules = kind_rules(adopted, proposal.kind, effects_of(proposal))
    else:
        rules = rules_at_submission(state, proposal)
    if not rules.delegation:
        raise Refused("delegation_off", field="area")
    return True


def areas_of(proposal: Proposal) -> tuple[str, ...]:
    """The areas of a proposal, the narrowest first: itself, its topic, its club, the community."""
    topic = (TOPIC + proposal.topic,) if proposal.topic else ()
    club = (proposal.scope,) if proposal.scope != COMMUNITY else ()
    return (proposal.id, *topic, *club, COMMUNITY)


def freeze(state: State, proposal: Proposal, electors: Iterable[str], at: int) -> tuple[tuple[str, str], ...]:
    """Each elector's delegate for a vote, by the narrowest area with a delegation; "nobody" blocks wider areas."""
    chosen: dict[str, str] = {}
    for area in areas_of(proposal):
        for one in state.where(Delegation, "area", area):
            if not one.ended_at and at < one.ends:
                chosen.setdefault(one.member, one.delegate)
    return tuple((member, chosen[member]) for member in sorted(electors) if chosen.get(member))


def format_delegations(lines: Iterable[tuple[str, str]]) -> bytes:
    """One strict-JSON line per delegation, in ascending order of the delegating members."""
    return b"".join(
        b'{"delegate":"%b","member":"%b"}\n' % (delegate.encode("ascii"), member.encode("ascii"))
        for member, delegate in lines
    )


def blob_hash(lines: tuple[tuple[str, str], ...]) -> str:
    """The hash of the frozen delegations' bytes; empty without delegations."""
    return hash_of(format_delegations(lines)) if lines else ""


@dataclass(frozen=True)
class ResolvedDelegations:
    """The result for each elector: whose ballot counts for them, and how a chain without a ballot ended."""

    carrier: Mapping[str, str]  # elector -> the member whose ballot counts for them, perhaps themselves
    fates: Mapping[str, Fate]  # of the delegating electors

    def counts(self) -> dict[str, int]:
        """The numbers of delegating electors who were carried, and who were not, by reason."""
        found = Counter(self.fates.values())
        return {
            "carried": found["carried"],
            "cycles": found["cycle"],
            "dead_ends": found["dead-end"],
            "too_long": found["too-long"],
        }


def resolve(graph: Mapping[str, str], voted: Iterable[str], depth: int) -> ResolvedDelegations:
    """Follow each delegating elector's chain to the first counted ballot, at most `depth` steps.

    Each chain is followed once: the cost grows with the number of delegations, not with the length of chains.
    """
    voters = set(voted)
    carrier: dict[str, str] = {member: member for member in voters}
    fates: dict[str, Fate] = {}
    ends: dict[str, tuple[str, int, Fate]] = {}  # member -> end of the chain, steps to it, how it ends
    for start in graph:
        _walk(start, graph, voters, ends)
    for member in graph:
        if member in voters:
            fates[member] = "own"
            continue
        end_of, steps, fate = ends[member]
        if fate == "carried" and steps > depth:
            fate = "too-long"
        fates[member] = fate
        if fate == "carried":
            carrier[member] = end_of
    return ResolvedDelegations(carrier, fates)


def _walk(start: str, graph: Mapping[str, str], voters: set[str], ends: dict[str, tuple[str, int, Fate]]) -> None:
    path: list[str] = []
    seen: set[str] = set()
    current = start
    while current not in ends and current not in voters and current in graph and current not in seen:
        seen.add(current)
        path.append(current)
        current = graph[current]
    if current in voters:
        found: tuple[str, int, Fate] = (current, 0, "carried")
    elif current in seen:
        found = ("", 0, "cycle")
    elif current in ends:
        found = ends[current]
    else:
        found = ("", 0, "dead-end")
    for member in reversed(path):
        found = (found[0], found[1] + 1, found[2])
        ends[member] = found


def carried_weights(resolved: ResolvedDelegations, weights: Mapping[str, int]) -> Counter[str]:
    """The weight that each ballot carries: its voter's own and that of the electors resolved to them."""
    carried: Counter[str] = Counter()
    for member, voter in resolved.carrier.items():
        carried[voter] += weights.get(member, 0)
    return carried


def chain(graph: Mapping[str, str], member: str, voted: Iterable[str], depth: int) -> list[str]:
    """The people from a member along the delegations to the first with a ballot, or to the end of the chain."""
    voters, found = set(voted), [member]
    while found[-1] in graph and found[-1] not in voters and len(found) <= depth:
        following = graph[found[-1]]
        if following in found:
            break
        found.append(following)
    return found


def frozen_of(state: State, poll: Poll) -> dict[str, str]:
    """The delegations frozen with a vote."""
    return {one.member: one.delegate for one in state.where(FrozenDelegation, "poll", poll.id)}


STATEMENTS: Final = (
    StatementType.of("delegation-made", DelegationMade, make, pace="voting"),
    StatementType.of("delegation-ended", DelegationEnded, end, pace="voting"),
)

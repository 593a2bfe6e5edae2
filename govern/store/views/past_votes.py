"""Data for recounting past votes: ballots, roll, and the tokens and roles at the announcement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govern.protocol.facts import Award, Epoch, Poll, Proposal, Result
from govern.record import leaf, strict_json
from govern.rules.people.clubs import ClubClosed
from govern.rules.people.members import CommunityFounded, RoleEnded, RoleGranted
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.simulation import Holder
from govern.rules.statements import name_of
from govern.rules.voting.weight_explained import held
from govern.store.facts import tokens
from govern.store.facts.ballots import BallotRow
from govern.store.facts.clubs import ClubMemberRow
from govern.store.facts.members import MemberRow
from govern.store.facts.polls import ChamberElectorRow, ElectorRow, FrozenDelegationRow, PollRow, ResultRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.tokens import AwardRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.record.log import LeafRow
from govern.store.row_to_fact import fact_of

FOUNDED, CLOSED, GRANTED, ENDED = map(name_of, (CommunityFounded, ClubClosed, RoleGranted, RoleEnded))


@dataclass(frozen=True)
class PastVote:
    """A closed vote."""

    poll: Poll
    proposal: Proposal
    result: Result


def page(session: Session, scope: str, cursor: Cursor | None, size: int) -> Page[PastVote]:
    """The closed votes of a scope, the last announced in front."""
    query = (
        select(PollRow, ProposalRow, ResultRow)
        .join(ProposalRow, ProposalRow.id == PollRow.proposal)
        .join(ResultRow, ResultRow.poll == PollRow.id)
        .where(PollRow.scope == scope)
    )
    return read_page(session, query, (PollRow.index,), cursor, _past, lambda one: (one.poll.index,), size)


def _past(row: Any) -> PastVote:
    return PastVote(fact_of(Poll, row.PollRow), fact_of(Proposal, row.ProposalRow), fact_of(Result, row.ResultRow))


def cast(session: Session, poll: str) -> list[tuple[str, Any, int]]:
    """Each voter's last choice, with their weight on the roll."""
    query = select(BallotRow.member, BallotRow.choice, BallotRow.weight).where(BallotRow.poll == poll)
    return [(member, choice, weight) for member, choice, weight in session.execute(query)]


def cast_since(session: Session, poll: str, moment: int) -> int:
    """The number of voters whose last ballot was cast at a time or later."""
    late = (BallotRow.poll == poll, BallotRow.at >= moment, BallotRow.choice != "")
    return session.scalar(select(func.count()).select_from(BallotRow).where(*late)) or 0


def roll(session: Session, poll: str) -> dict[str, int]:
    """The published roll."""
    query = select(ElectorRow.member, ElectorRow.weight).where(ElectorRow.poll == poll)
    return {str(one[0]): int(one[1]) for one in session.execute(query)}


def chamber(session: Session, poll: str, chamber_id: str) -> dict[str, int]:
    """The published roll of a chamber."""
    row = ChamberElectorRow
    query = select(row.member, row.weight).where(row.poll == poll, row.chamber == chamber_id)
    return {str(one[0]): int(one[1]) for one in session.execute(query)}


def delegations(session: Session, poll: str) -> dict[str, str]:
    """The delegations frozen with the roll."""
    query = select(FrozenDelegationRow.member, FrozenDelegationRow.delegate).where(FrozenDelegationRow.poll == poll)
    return {str(one[0]): str(one[1]) for one in session.execute(query)}


def tokens_then(session: Session, poll: Poll, maturity_ms: int) -> list[tuple[str, int]]:
    """The members at the announcement of a vote, with their tokens that count under a maturity (in milliseconds).

    Decay follows the epochs that were closed then, not a draft's rules on epochs.
    """
    counts = (AwardRow.to == MemberRow.member) & tokens.confirmed_before(poll)
    there = (MemberRow.index < poll.index, (MemberRow.left_at == 0) | (MemberRow.left_at > poll.at))
    closed = [epoch for epoch in tokens.epochs(session) if epoch.index < poll.index]
    if closed:
        members = session.scalars(select(MemberRow.member).where(*there))
        return _decayed_then(session, members, closed, poll, maturity_ms)
    if maturity_ms:
        counts &= AwardRow.confirmed_at <= poll.at - maturity_ms
    query = (
        select(MemberRow.member, func.coalesce(func.sum(AwardRow.amount), 0))
        .outerjoin(AwardRow, counts)
        .where(*there)
        .group_by(MemberRow.member)
        .order_by(MemberRow.member)
    )
    return [(member, int(amount)) for member, amount in session.execute(query)]


def _decayed_then(
    session: Session, members: Iterable[str], closed: Sequence[Epoch], poll: Poll, maturity_ms: int
) -> list[tuple[str, int]]:
    awards: dict[str, list[Award]] = {member: [] for member in sorted(members)}
    query = select(AwardRow).where(tokens.confirmed_before(poll))
    for row in session.scalars(query):
        if row.to in awards:
            awards[row.to].append(fact_of(Award, row))
    return [(member, held(own, closed, poll, maturity_ms).counted) for member, own in awards.items()]


def members_of_club(session: Session, club: str, poll: Poll) -> set[str]:
    """The known members of a club at the announcement of a vote: those on its roll and those still in the club."""
    row = ClubMemberRow
    query = select(row.member).where(row.club == club, row.active.is_(True), row.index < poll.index)
    return roll(session, poll.id).keys() | set(session.scalars(query))


@dataclass(frozen=True)
class RoleChange:
    """A statement that grants or ends roles, and its leaf index."""

    index: int
    kind: str
    payload: dict[str, Any]

    def change(self, held: set[Holder]) -> set[Holder]:
        """The holders of roles after this change."""
        if self.kind == FOUNDED:
            founder = self.payload["founder"]["member"]
            return {Holder(founder, role, COMMUNITY) for role in ("administrator", "registrar")}
        if self.kind == CLOSED:
            return {one for one in held if one.scope != self.payload["club"]}
        one = Holder(self.payload["holder"], self.payload["role"], self.payload["scope"])
        return held | {one} if self.kind == GRANTED else held - {one}


def role_changes(session: Session, before: int, most: int) -> list[RoleChange]:
    """The first `most` statements before a leaf index that change roles."""
    query = select(LeafRow).where(LeafRow.kind.in_((FOUNDED, CLOSED, GRANTED, ENDED)), LeafRow.index < before)
    rows = session.scalars(query.order_by(LeafRow.index).limit(most))
    return [RoleChange(row.index, row.kind, _payload(row.data)) for row in rows]


def _payload(data: bytes) -> dict[str, Any]:
    payload = strict_json.decode(leaf.parse(data).envelope.payload)
    if not isinstance(payload, dict):
        raise TypeError("a leaf holds no statement")
    return payload


def holders_at(changes: Sequence[RoleChange], index: int) -> tuple[Holder, ...]:
    """The holders of roles right before a leaf index, sorted."""
    held: set[Holder] = set()
    for one in changes:
        if one.index < index:
            held = one.change(held)
    return tuple(sorted(held))

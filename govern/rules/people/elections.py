"""Elections: nominations accepted by the candidates, seats filled for a term, resignations, ends of terms."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, ClassVar, Final

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Candidacy, Fact, Poll, Proposal, Result, Role, Seat
from govern.protocol.payload import ClerkPayload, ConsequencePayload, Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY
from govern.rules.people.clubs import belongs, need_member_of
from govern.rules.proposals.kinds import RecordedProposal, asked_by, effects_of
from govern.rules.proposals.proposals import AboutProposal
from govern.rules.proposals.stages import stage
from govern.rules.voting.question import MOST_OPTIONS


@typed_payload
class CandidacyWithdrawn(AboutProposal):
    """A candidate no longer stands."""


@typed_payload
class CandidateNominated(AboutProposal):
    """A member nominates a candidate."""

    candidate: fields.MemberId


@typed_payload
class CandidacyAccepted(AboutProposal):
    """A candidate stands for election."""

    statement: fields.Text


@typed_payload
class SeatsEffect(Effect):
    """The seats of an office that an election fills.

    `most_terms` is 0 for no limit. `starts` is 0 for the end of the standstill. `until` is the end of the terms that a
    by-election fills, else 0.
    """

    most_terms: Annotated[int, fields.between(0, 100)]
    office: fields.Office
    seats: Annotated[int, fields.between(1, MOST_OPTIONS - 1)]
    starts: fields.Natural
    term_days: Annotated[int, fields.between(1, 3660)]
    until: fields.Natural


@typed_payload
class SeatsFilled(ConsequencePayload):
    """The clerk seats those whom an election chose."""

    ALPHABETICAL: ClassVar = True

    ends: fields.Positive
    office: fields.Office
    seated: fields.Array


@typed_payload
class SeatVacated(PersonPayload):
    """The holder of a seat resigns."""

    election: fields.Digest


@typed_payload
class TermEnded(ClerkPayload):
    """The clerk ends the term of an election's seats."""

    proposal: fields.Digest


def seats_effect(proposal: RecordedProposal) -> SeatsEffect:
    """The effect of an election; raises TypeError for another proposal."""
    effect = effects_of(proposal)[0]
    if not isinstance(effect, SeatsEffect):
        raise TypeError(effect.NAME)
    return effect


def nominate(state: State, statement: Statement[CandidateNominated]) -> tuple[Fact, ...]:
    """A member nominates another, who may accept.

    Raises Refused(not_an_election, nominations_over, not_of_scope, nominated_twice, nominate_self).
    """
    payload, at = statement.payload, statement.at
    proposal = _nominating(state, statement)
    if payload.candidate == payload.member:
        raise Refused("nominate_self", field="candidate")
    need_member_of(state, payload.candidate, proposal.scope)
    if state.get(Candidacy, proposal.id, payload.candidate) is not None:
        raise Refused("nominated_twice", field="candidate")
    return (Candidacy(proposal.id, payload.candidate, payload.member, "", 0, 0, at, statement.index),)


def accept(state: State, statement: Statement[CandidacyAccepted]) -> tuple[Fact, ...]:
    """A member becomes a candidate, nominated or not, with a text of introduction.

    Raises Refused(not_an_election, nominations_over, not_of_scope, candidacy_twice, terms_served, seat_held).
    """
    payload, at = statement.payload, statement.at
    proposal = _nominating(state, statement)
    before = state.get(Candidacy, proposal.id, payload.member)
    if before is not None and before.accepted_at and not before.withdrawn_at:
        raise Refused("candidacy_twice")
    _check_terms(state, proposal, payload.member)
    _check_seat(state, proposal, payload.member)
    nominated_by = before.nominated_by if before else payload.member
    stands = Candidacy(proposal.id, payload.member, nominated_by, payload.statement, at, 0, at, statement.index)
    return (stands,)


def _check_terms(state: State, proposal: Proposal, member: str) -> None:
    effect = seats_effect(proposal)
    most = effect.most_terms
    if most and terms_served(state, member, effect.office, proposal.scope) >= most:
        raise Refused("terms_served", most=most)


def _check_seat(state: State, proposal: Proposal, member: str) -> None:
    """Refuse holders of a seat in a by-election for the same office: they would leave a seat by taking another."""
    effect, scope = seats_effect(proposal), proposal.scope
    office = effect.office
    if effect.until and any((one.office, one.scope) == (office, scope) for one in held(state, member)):
        raise Refused("seat_held")


def terms_served(state: State, member: str, office: str, scope: str) -> int:
    """The number of terms that a member has begun in an office; terms from by-elections do not count."""
    seats = (one for one in state.where(Seat, "holder", member) if not one.by_election)
    return sum((one.office, one.scope) == (office, scope) for one in seats)


def withdraw(state: State, statement: Statement[CandidacyWithdrawn]) -> tuple[Fact, ...]:
    """A candidate withdraws; raises Refused(not_an_election, nominations_over, candidacy_none)."""
    proposal = _nominating(state, statement)
    before = state.get(Candidacy, proposal.id, statement.payload.member)
    if before is None or before.withdrawn_at:
        raise Refused("candidacy_none")
    return (replace(before, withdrawn_at=statement.at, at=statement.at, index=statement.index),)


def _nominating(state: State, statement: Statement[AboutProposal]) -> Proposal:
    proposal = find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    if asked_by(proposal.kind) != "candidates":
        raise Refused("not_an_election")
    need_member_of(state, statement.payload.member, proposal.scope)
    poll = state.get(Poll, proposal.poll) if proposal.poll else None
    if stage(proposal, poll, statement.at) not in ("gathering", "review") or poll is not None:
        raise Refused("nominations_over")
    return proposal


def filling(state: State, proposal: Proposal, effect: SeatsEffect, at: int) -> dict[str, object]:
    """The content that fills the seats: the winners who still belong to the scope, and the end of the term."""
    result = find(state, Result, "poll_unknown", proposal.poll)
    return {
        "ends": effect.until or at + effect.term_days * DAY,
        "office": effect.office,
        "seated": [one for one in result.winners if belongs(state, one, proposal.scope)],
    }


def seats(proposal: Proposal, stated: SeatsFilled, at: int, index: int) -> Iterator[Fact]:
    """The filled seats and the roles that go with them."""
    for member in stated.seated:
        yield Seat(
            election=proposal.id,
            holder=member,
            scope=proposal.scope,
            office=stated.office,
            by_election=bool(seats_effect(proposal).until),
            starts=at,
            ends=stated.ends,
            ended_at=0,
            ended="",
            at=at,
            index=index,
        )
        yield Role(member, stated.office, proposal.scope, True, "", at, index)


def vacate(state: State, statement: Statement[SeatVacated]) -> tuple[Fact, ...]:
    """The holder of a seat resigns; raises Refused(seat_none)."""
    seat = state.get(Seat, statement.payload.election, statement.payload.member)
    if seat is None or seat.ended_at:
        raise Refused("seat_none")
    return tuple(ended(state, seat, "resigned", statement))


def ended(state: State, seat: Seat, why: str, statement: Statement[Payload]) -> Iterator[Fact]:
    """The end of a seat, and of its role unless another seat of the same office continues."""
    at, index = statement.at, statement.index
    yield replace(seat, ended_at=at, ended=why, at=at, index=index)
    same = [one for one in held(state, seat.holder) if (one.office, one.scope) == (seat.office, seat.scope)]
    role = state.get(Role, seat.holder, seat.office, seat.scope)
    if role is not None and role.held and all(one.election == seat.election for one in same):
        yield replace(role, held=False, at=at, index=index)


def held(state: State, member: str) -> list[Seat]:
    """The seats that a member holds now."""
    return [one for one in state.where(Seat, "holder", member) if not one.ended_at]


def term(state: State, proposal: Proposal) -> TermEnded:
    """The content of the clerk's statement at the end of a term."""
    return TermEnded(community=founded(state).id, proposal=proposal.id)


def end_term(state: State, statement: Statement[TermEnded]) -> tuple[Fact, ...]:
    """The clerk ends the term of an election's holders; raises Refused(clerk_early)."""
    proposal = find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    elected = asked_by(proposal.kind) == "candidates" and proposal.carried_out_at
    if not elected or not 0 < proposal.due_at <= statement.at:
        raise Refused("clerk_early")
    seated = [one for one in state.where(Seat, "election", proposal.id) if not one.ended_at]
    return (
        *(fact for one in seated for fact in ended(state, one, "term", statement)),
        replace(proposal, due_at=0),
    )


STATEMENTS: Final = (
    StatementType.of("candidate-nominated", CandidateNominated, nominate),
    StatementType.of("candidacy-accepted", CandidacyAccepted, accept),
    StatementType.of("candidacy-withdrawn", CandidacyWithdrawn, withdraw),
    StatementType.of("seat-vacated", SeatVacated, vacate),
    StatementType.of(
        "term-ended", TermEnded, end_term, undone=N_("the term of office of the election %(what)s was not ended")
    ),
)

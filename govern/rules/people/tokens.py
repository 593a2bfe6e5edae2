"""Contribution tokens: awarded by one issuer, confirmed by another, counted in weights, and reversed."""

from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused
from govern.protocol.facts import Award, Fact, Member
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.rules.people.clubs import present
from govern.rules.people.decay import counts, epochs_after, left_of
from govern.rules.people.second_signatures import count_together


@typed_payload
class AwardMade(PersonPayload):
    """An issuer proposes tokens for a contribution."""

    amount: fields.Positive
    reason: fields.Text
    to: fields.MemberId


@typed_payload
class AwardConfirmed(PersonPayload):
    """Another issuer confirms an award."""

    award: fields.Digest


@typed_payload
class AwardReversed(PersonPayload):
    """An issuer takes an award back."""

    award: fields.Digest
    reason: fields.Text


def make_award(state: State, statement: Statement[AwardMade]) -> tuple[Fact, ...]:
    """An issuer proposes tokens for a member's contribution; raises Refused(role_needed, award_to_self, ...)."""
    payload = statement.payload
    need(state, payload.member, "issuer")
    present(state, payload.to)
    if payload.to == payload.member:
        raise Refused("award_to_self")
    award = Award(
        id=statement.id,
        to=payload.to,
        amount=payload.amount,
        reason=payload.reason,
        made_by=payload.member,
        confirmed_by="",
        at=statement.at,
        confirmed_at=0,
        confirmed_index=0,
        doubted_by="",
        doubt="",
        reversed_by="",
        reversed_at=0,
        reversed_index=0,
        index=statement.index,
    )
    return (award,)


def confirm_award(state: State, statement: Statement[AwardConfirmed]) -> tuple[Fact, ...]:
    """Another issuer confirms an award; the tokens count from now. Raises Refused(award_*, signer_dependent, ...)."""
    payload, community = statement.payload, founded(state)
    need(state, payload.member, "issuer")
    award = find(state, Award, "award_unknown", payload.award)
    if award.reversed_by:
        raise Refused("award_reversed")
    if award.confirmed_by:
        raise Refused("award_confirmed")
    if award.made_by == payload.member:
        raise Refused("award_same_person")
    if award.to == payload.member:
        raise Refused("award_to_self")
    if not count_together(state, [award.made_by], payload.member, "issuer", statement.at):
        raise Refused("signer_dependent", role="issuer")
    if community.supply + award.amount > LARGEST:
        raise Refused("supply_exceeded")
    receiver = present(state, award.to)
    return (
        replace(award, confirmed_by=payload.member, confirmed_at=statement.at, confirmed_index=statement.index),
        replace(receiver, tokens=receiver.tokens + award.amount),
        replace(community, supply=community.supply + award.amount),
    )


def reverse_award(state: State, statement: Statement[AwardReversed]) -> tuple[Fact, ...]:
    """An issuer reverses an award: at once if unconfirmed, otherwise with a second issuer's signature.

    Raises Refused(role_needed, award_unknown, award_reversed, award_doubted).
    """
    payload = statement.payload
    by = payload.member
    need(state, by, "issuer")
    award = find(state, Award, "award_unknown", payload.award)
    if award.reversed_by:
        raise Refused("award_reversed")
    if award.doubted_by == by:
        raise Refused("award_doubted")
    before = [award.doubted_by] if award.doubted_by else []
    if award.confirmed_by and not count_together(state, before, by, "issuer", statement.at):
        return (replace(award, doubted_by=by, doubt=payload.reason),)
    gone = replace(
        award, doubt=payload.reason, reversed_by=by, reversed_at=statement.at, reversed_index=statement.index
    )
    return gone, *(_without(state, gone) if award.confirmed_by else ())


def _without(state: State, gone: Award) -> tuple[Fact, ...]:
    """The receiver's balance and the supply as if a confirmed award had never been made.

    The rest of the other awards never exceeds the balance, because floor(a) <= floor(a + b): nothing becomes negative,
    and the result does not depend on the order of reversals.
    """
    receiver, community = find(state, Member, "member_unknown", gone.to), founded(state)
    if receiver.left_at:
        return ()  # former members hold no tokens, and the supply lost them then
    others = [one for one in state.where(Award, "to", gone.to) if counts(one) and one.id != gone.id]
    left = left_of(others, epochs_after(state, min((one.confirmed_at for one in others), default=0) - 1)).total
    return replace(receiver, tokens=left), replace(community, supply=community.supply - receiver.tokens + left)


STATEMENTS: Final = (
    StatementType.of("award-made", AwardMade, make_award, pace="office"),
    StatementType.of("award-confirmed", AwardConfirmed, confirm_award, pace="office"),
    StatementType.of("award-reversed", AwardReversed, reverse_award),
)

"""Contribution tokens: awarded by one issuer, confirmed by another, then counted in weights."""

from dataclasses import replace

from govern.domain import fields
from govern.domain.amounts import LARGEST
from govern.domain.clubs import present
from govern.domain.errors import Refused
from govern.domain.facts import Award, Fact
from govern.domain.state import State, Statement, find, founded, need

MADE: fields.Fields = {**fields.PERSON, "amount": fields.positive, "reason": fields.digest, "to": fields.member}
CONFIRMED: fields.Fields = {**fields.PERSON, "award": fields.digest}


def make_award(state: State, statement: Statement) -> tuple[Fact, ...]:
    """An issuer proposes tokens for a member's contribution; raises Refused(role_needed, award_to_self, ...)."""
    payload = statement.payload
    need(state, payload["member"], "issuer")
    present(state, payload["to"])
    if payload["to"] == payload["member"]:
        raise Refused("award_to_self")
    award = Award(
        id=statement.id,
        to=payload["to"],
        amount=payload["amount"],
        reason=payload["reason"],
        made_by=payload["member"],
        confirmed_by="",
        at=statement.at,
        confirmed_at=0,
        confirmed_index=0,
        index=statement.index,
    )
    return (award,)


def confirm_award(state: State, statement: Statement) -> tuple[Fact, ...]:
    """Another issuer confirms an award; the tokens count from now. Raises Refused(award_*, supply_exceeded)."""
    payload, community = statement.payload, founded(state)
    need(state, payload["member"], "issuer")
    award = find(state, Award, "award_unknown", payload["award"])
    if award.confirmed_by:
        raise Refused("award_confirmed")
    if award.made_by == payload["member"]:
        raise Refused("award_same_person")
    if award.to == payload["member"]:
        raise Refused("award_to_self")
    if community.supply + award.amount > LARGEST:
        raise Refused("supply_exceeded")
    receiver = present(state, award.to)
    return (
        replace(award, confirmed_by=payload["member"], confirmed_at=statement.at, confirmed_index=statement.index),
        replace(receiver, tokens=receiver.tokens + award.amount),
        replace(community, supply=community.supply + award.amount),
    )

"""Mandates: granted by a vote, released in tranches, and ended by the clerk at their expiry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Application, Fact, Mandate, Proposal, Stream, Tranche
from govern.protocol.payload import ClerkPayload, Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.rules.treasury.budget import encumber


@typed_payload
class TrancheReleased(PersonPayload):
    """A treasurer states that the condition of a tranche is met."""

    evidence: fields.Text
    mandate: fields.Digest
    tranche: fields.Natural


@typed_payload
class MandateLapsed(ClerkPayload):
    """The clerk ends a mandate whose time is over."""

    left: fields.Natural
    mandate: fields.Digest


@typed_payload
class TranchePart(Payload):
    """A part of a mandate: its amount, and the text of the condition for its release, if there is one."""

    amount: fields.Positive
    condition: fields.DigestOrEmpty


MOST_TRANCHES: Final = 20


def check_tranches(tranches: Sequence[object], cap: int) -> None:
    """Raise Refused(field_*, tranches_differ) unless there are none, or at least two that add up to the cap."""
    read = [one for one in tranches if isinstance(one, dict)]
    if len(tranches) > MOST_TRANCHES or len(read) != len(tranches):
        raise Refused("field_invalid", field="tranches")
    parts = [TranchePart.checked(one) for one in read]
    if parts and sum(one.amount for one in parts) != cap:
        raise Refused("tranches_differ", field="tranches")


@dataclass(frozen=True)
class MandateTerms:
    """The terms of a mandate: payee, purpose, cap, expiry, and budget line if any."""

    payee: Mapping[str, str]
    purpose: str
    programme: str
    line: str
    currency: str
    cap: int
    expires: int
    tranches: Sequence[TranchePart] = ()


def granted(
    statement: Statement[Payload], proposal: Proposal, terms: MandateTerms, place: int, origin: str = ""
) -> tuple[Fact, ...]:
    """The mandate granted by an effect of a passed proposal, with its tranches.

    `effect` has a payee, a purpose, a programme, a budget line's id or none, a currency, a cap, tranches and `expires`.
    """
    free = [one.amount for one in terms.tranches if not one.condition]
    mandate = Mandate(
        id=statement.id,
        proposal=proposal.id,
        poll=proposal.poll,
        effect=place,
        origin=origin,
        payee_member=terms.payee.get("member", ""),
        payee_name=terms.payee.get("name", ""),
        purpose=terms.purpose,
        programme=terms.programme,
        line=terms.line,
        currency=terms.currency,
        cap=terms.cap,
        released=sum(free) if terms.tranches else terms.cap,
        reserved=0,
        paid=0,
        expires=terms.expires,
        lapsed_at=0,
        due_at=terms.expires,
        at=statement.at,
        index=statement.index,
    )
    return mandate, *_tranches(mandate, terms.tranches)


def _tranches(mandate: Mandate, tranches: Sequence[TranchePart]) -> list[Tranche]:
    return [
        Tranche(
            mandate=mandate.id,
            place=place,
            amount=one.amount,
            condition=one.condition,
            evidence="",
            released_by="",
            released_at=0 if one.condition else mandate.at,
            index=mandate.index,
        )
        for place, one in enumerate(tranches)
    ]


def release(state: State, statement: Statement[TrancheReleased]) -> tuple[Fact, ...]:
    """A treasurer who is neither payee nor author confirms that a tranche's condition is met.

    Raises Refused(tranche_unknown, tranche_released, releaser_not_separate, mandate_expired, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    mandate = find(state, Mandate, "mandate_unknown", payload.mandate)
    tranche = find(state, Tranche, "tranche_unknown", mandate.id, payload.tranche)
    if payload.member in (author_of(state, mandate), mandate.payee_member):
        raise Refused("releaser_not_separate")
    if tranche.released_at:
        raise Refused("tranche_released")
    if mandate.lapsed_at or statement.at >= mandate.expires:
        raise Refused("mandate_expired")
    released = replace(
        tranche,
        evidence=payload.evidence,
        released_by=payload.member,
        released_at=statement.at,
        index=statement.index,
    )
    return released, replace(mandate, released=mandate.released + tranche.amount)


def settled(mandate: Mandate) -> Mandate:
    """The mandate with the time of its end by the clerk: none if it is fully paid or has ended."""
    ended = mandate.lapsed_at or mandate.paid == mandate.cap
    return replace(mandate, due_at=0 if ended else mandate.expires)


def lapsing(state: State, mandate: Mandate) -> MandateLapsed:
    """The content of the clerk's statement at a mandate's expiry."""
    return MandateLapsed(community=founded(state).id, left=mandate.cap - mandate.paid, mandate=mandate.id)


def lapse(state: State, statement: Statement[MandateLapsed]) -> tuple[Fact, ...]:
    """The clerk ends a mandate; its rest is freed on its budget line. Raises Refused(clerk_early, clerk_differs)."""
    mandate = find(state, Mandate, "mandate_unknown", statement.payload.mandate)
    if not 0 < mandate.due_at <= statement.at:
        raise Refused("clerk_early")
    if statement.payload != lapsing(state, mandate):
        raise Refused("clerk_differs", field="left")
    ended = replace(mandate, lapsed_at=statement.at, due_at=0)
    return ended, *encumber(state, mandate.line, mandate.paid - mandate.cap)


def author_of(state: State, mandate: Mandate) -> str:
    """The initiator of a mandate: the applicant, the requester of the stream, or the proposal's author."""
    application = state.get(Application, mandate.origin) if mandate.origin else None
    stream = state.get(Stream, mandate.origin) if mandate.origin else None
    if application is not None:
        return application.applicant
    if stream is not None:
        return stream.asked_by
    return find(state, Proposal, "proposal_unknown", mandate.proposal).author


STATEMENTS: Final = (
    StatementType.of("mandate-lapsed", MandateLapsed, lapse, step="8", undone=N_("the mandate %(what)s was not ended")),
    StatementType.of("tranche-released", TrancheReleased, release),
)

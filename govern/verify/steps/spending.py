"""Step 8: traces every payment to its vote and recomputes every mandate and budget line."""

from collections import Counter
from collections.abc import Iterator

from govern.protocol.effect import Effect
from govern.protocol.facts import (
    Account,
    Application,
    BudgetLine,
    Disbursement,
    GrantRound,
    Mandate,
    Payment,
    Poll,
    Pool,
    Proposal,
    Result,
    Stream,
    Tranche,
)
from govern.protocol.state import State
from govern.protocol.units import DAY
from govern.rules.proposals.kinds import effects_of
from govern.rules.statements import name_of
from govern.rules.treasury.budget import AppropriationEffect, AppropriationMade
from govern.rules.treasury.grants import RoundOpened
from govern.rules.treasury.mandate_effects import MandateEffect, MandateGranted
from govern.rules.treasury.payments import PaymentRecorded
from govern.rules.treasury.streams import PoolOpened
from govern.verify.findings import Finding, found
from govern.verify.memory import Memory

OPEN = ("requested", "approved")


def mandates_hold(state: Memory) -> Iterator[Finding]:
    """Each mandate repeats an effect of a passed proposal, and its sums are those of its requests."""
    paid: Counter[str] = Counter()
    reserved: Counter[str] = Counter()
    released: Counter[str] = Counter()
    for payment in state.all(Payment):
        paid[payment.mandate] += 0 if payment.reversed_at else payment.amount - payment.refunded
    for request in state.all(Disbursement):
        reserved[request.mandate] += request.amount - request.paid if request.state in OPEN else 0
    tranches = Counter(one.mandate for one in state.all(Tranche))
    for tranche in state.all(Tranche):
        released[tranche.mandate] += tranche.amount if tranche.released_at else 0
    for mandate in state.all(Mandate):
        if not is_voted(state, mandate):
            yield found(8, "mandate_untraced", mandate.index, name_of(MandateGranted), what=mandate.id)
        most = released[mandate.id] if tranches[mandate.id] else mandate.cap
        counted, expected = (mandate.paid, mandate.reserved), (paid[mandate.id], reserved[mandate.id])
        if counted != expected or sum(expected) > most or mandate.released != most or most > mandate.cap:
            yield found(
                8,
                "mandate_differs",
                mandate.index,
                name_of(MandateGranted),
                what=mandate.id,
                found=f"{counted[0]} and {counted[1]}",
                expected=f"{expected[0]} and {expected[1]} of {most}",
            )


def is_voted(state: State, mandate: Mandate) -> bool:
    """Whether a vote that passed before grants the mandate unchanged."""
    proposal, poll = state.get(Proposal, mandate.proposal), state.get(Poll, mandate.poll)
    result = state.get(Result, mandate.poll)
    if proposal is None or poll is None or result is None or mandate.effect >= len(proposal.effects):
        return False
    effect = effects_of(proposal)[mandate.effect]
    granted = _is_awarded(state, mandate) if mandate.origin else _repeats(mandate, effect, result)
    return (
        result.outcome == "passed"
        and poll.proposal == result.proposal == proposal.id
        and result.at <= mandate.at
        and granted
    )


def _is_awarded(state: State, mandate: Mandate) -> bool:
    """Whether the mandate repeats an application that its round awarded, or the award of a stream."""
    application, stream = state.get(Application, mandate.origin), state.get(Stream, mandate.origin)
    if application is not None:
        one = state.get(GrantRound, application.round)
        return (
            one is not None
            and (one.proposal, one.effect) == (mandate.proposal, mandate.effect)
            and (
                application.id in one.awards
                and (application.amount, one.currency, one.programme)
                == (mandate.cap, mandate.currency, mandate.programme)
                and _payee(application) == _payee(mandate)
            )
        )
    pool = state.get(Pool, stream.pool) if stream else None
    if stream is None or pool is None:
        return False
    return (
        (pool.proposal, pool.effect, pool.currency, pool.programme)
        == (mandate.proposal, mandate.effect, mandate.currency, mandate.programme)
        and stream.awarded == mandate.cap
        and _payee(stream) == _payee(mandate)
    )


def _payee(one: Application | Mandate | Stream) -> tuple[str, str, str]:
    return one.payee_member, one.payee_name, one.purpose


def rounds_hold(state: Memory) -> Iterator[Finding]:
    """No round awards more than its sum, and no pool more than its money."""
    applied: Counter[str] = Counter()
    for application in state.all(Application):
        applied[application.round] += application.amount if application.mandate else 0
    for one in state.all(GrantRound):
        if one.awarded > one.sum or (one.decided_at and not one.due_at and applied[one.id] != one.awarded):
            yield found(
                8,
                "round_differs",
                one.index,
                name_of(RoundOpened),
                what=one.id,
                found=one.awarded,
                expected=applied[one.id],
            )
    streamed: Counter[str] = Counter()
    for stream in state.all(Stream):
        streamed[stream.pool] += stream.awarded
    for pool in state.all(Pool):
        most = pool.hourly * ((pool.paid_until - pool.starts) // 3_600_000)
        if streamed[pool.id] > most:
            yield found(
                8,
                "round_differs",
                pool.index,
                name_of(PoolOpened),
                what=pool.id,
                found=streamed[pool.id],
                expected=most,
            )


def _repeats(mandate: Mandate, effect: Effect, result: Result) -> bool:
    """Whether a mandate is as the vote grants it, by a spending proposal or for a project that its budget funds."""
    payee = {"member": mandate.payee_member} if mandate.payee_member else {"name": mandate.payee_name}
    return (
        isinstance(effect, MandateEffect)
        and effect.wins(result.winners)
        and (effect.cap, effect.currency, effect.programme, effect.purpose)
        == (mandate.cap, mandate.currency, mandate.programme, mandate.purpose)
        and payee.items() <= effect.payee.items()
        and mandate.expires == mandate.at + effect.expires_days * DAY
    )


def lines_hold(state: Memory) -> Iterator[Finding]:
    """Each budget line repeats an effect of a passed vote, and its sums are those of its mandates."""
    spent: Counter[str] = Counter()
    encumbered: Counter[str] = Counter()
    for mandate in state.all(Mandate):
        spent[mandate.line] += mandate.paid
        encumbered[mandate.line] += 0 if mandate.lapsed_at else mandate.cap - mandate.paid
    for one in state.all(GrantRound):
        granted = sum(app.amount for app in state.where(Application, "round", one.id) if app.mandate)
        encumbered[one.line] += (one.awarded if one.decided_at else one.sum) - granted
    for pool in state.all(Pool):
        encumbered[pool.line] += pool.left
    for line in state.all(BudgetLine):
        counted, expected = (line.spent, line.encumbered), (spent[line.id], encumbered[line.id])
        if counted != expected or sum(expected) > line.amount or not _is_appropriated(state, line):
            yield found(
                8,
                "budget_differs",
                line.index,
                name_of(AppropriationMade),
                what=line.id,
                found=f"{counted[0]} and {counted[1]}",
                expected=f"{expected[0]} and {expected[1]} of {line.amount}",
            )


def _is_appropriated(state: Memory, line: BudgetLine) -> bool:
    proposal, result = state.get(Proposal, line.proposal), state.get(Result, line.poll)
    if proposal is None or result is None or line.effect >= len(proposal.effects):
        return False
    effect = effects_of(proposal)[line.effect]
    return (
        result.outcome == "passed"
        and result.proposal == proposal.id
        and isinstance(effect, AppropriationEffect)
        and (effect.amount, effect.currency, effect.ends, effect.programme)
        == (line.amount, line.currency, line.ends, line.programme)
        and line.starts == (effect.starts or line.at)
    )


def payments_are_traced(state: Memory) -> Iterator[Finding]:
    """Each payment pays an approved request within its amount, currency and time, by another person."""
    paid: Counter[str] = Counter()
    for payment in state.all(Payment):
        paid[payment.disbursement] += 0 if payment.reversed_at else payment.amount
        if not is_granted(state, payment, paid[payment.disbursement]):
            yield found(8, "payment_untraced", payment.index, name_of(PaymentRecorded), what=payment.id)
    for request in state.all(Disbursement):
        if request.paid != paid[request.id] or sum(one["amount"] for one in request.items) != request.amount:
            yield found(
                8, "request_differs", request.index, what=request.id, found=request.paid, expected=paid[request.id]
            )


def is_granted(state: State, payment: Payment, paid: int) -> bool:
    """Whether a payment, with which so much of its request is paid, pays what was approved, in time, by another."""
    request = state.get(Disbursement, payment.disbursement)
    mandate, account = state.get(Mandate, payment.mandate), state.get(Account, payment.account)
    if request is None or mandate is None or account is None:
        return False
    return (
        request.mandate == mandate.id
        and request.approvals >= request.approvals_needed >= 1
        and paid <= request.amount <= mandate.cap
        and payment.currency == mandate.currency
        and (account.currency != mandate.currency or payment.charged == payment.amount)
        and mandate.at <= request.at <= payment.at < mandate.expires
        and payment.recorded_by not in (request.requested_by, mandate.payee_member)
    )

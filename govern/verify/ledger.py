"""Step 8 once more, from the entries alone: tokens and money added up anew, every payment traced back to its vote."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from govern.domain.decay import counts, left_of
from govern.domain.facts import (
    Account,
    Award,
    Disbursement,
    Epoch,
    Income,
    Mandate,
    Member,
    Payment,
    Poll,
    Proposal,
    Result,
)
from govern.verify.memory import Memory
from govern.verify.report import Finding, Money, found


def tokens_add_up(state: Memory) -> Iterator[Finding]:
    """Each balance is what epochs left of confirmed awards not reversed, the supply their sum; who left holds nothing."""
    awards: defaultdict[str, list[Award]] = defaultdict(list)
    gone = {member.member for member in state.all(Member) if member.left_at}
    for award in state.all(Award):
        if counts(award) and award.to not in gone:
            awards[award.to].append(award)
    epochs = sorted(state.all(Epoch), key=lambda one: one.number)
    earned = Counter({member: left_of(own, epochs).total for member, own in awards.items()})
    for member in state.all(Member):
        if member.tokens != earned[member.member]:
            yield found(8, "tokens_differ", what=member.member, found=member.tokens, expected=earned[member.member])
    community = state.community()
    if community is not None and community.supply != earned.total():
        yield found(8, "tokens_differ", what="The community", found=community.supply, expected=earned.total())


def accounts_balance(state: Memory) -> Iterator[Finding]:
    """Each account stands at what came in less what went out, and not below its floor once money went out."""
    balances = Counter({account.account: 0 for account in state.all(Account)})
    for income in state.all(Income):
        balances[income.account] += income.amount
    for payment in state.all(Payment):
        balances[payment.account] -= payment.amount
    for account in state.all(Account):
        expected = balances[account.account]
        if account.balance != expected:
            yield found(8, "balance_differs", what=account.account, found=account.balance, expected=expected)
        if expected < min(account.floor, 0):
            yield found(8, "floor_broken", what=account.account, found=expected, expected=account.floor)


def mandates_hold(state: Memory) -> Iterator[Finding]:
    """Each mandate repeats an effect of a proposal that passed, and its sums are those of its requests."""
    paid: Counter[str] = Counter()
    reserved: Counter[str] = Counter()
    for payment in state.all(Payment):
        paid[payment.mandate] += payment.amount
    for request in state.all(Disbursement):
        if request.state in ("requested", "approved"):
            reserved[request.mandate] += request.amount
    for mandate in state.all(Mandate):
        if not _is_voted(state, mandate):
            yield found(8, "mandate_untraced", mandate.index, "mandate-granted", what=mandate.id)
        counted, expected = (mandate.paid, mandate.reserved), (paid[mandate.id], reserved[mandate.id])
        if counted != expected or sum(expected) > mandate.cap:
            yield found(
                8,
                "mandate_differs",
                mandate.index,
                "mandate-granted",
                what=mandate.id,
                found=f"{counted[0]} and {counted[1]}",
                expected=f"{expected[0]} and {expected[1]} of {mandate.cap}",
            )


def _grants(effect: dict[str, Any], result: Result) -> bool:
    """Whether a passed vote grants this: what a spending proposal asks for, or a project that its budget funds."""
    kind = effect["effect"]
    return kind == "grant-mandate" or (kind == "fund-project" and effect["option"] in result.winners)


def _is_voted(state: Memory, mandate: Mandate) -> bool:
    proposal, poll = state.get(Proposal, mandate.proposal), state.get(Poll, mandate.poll)
    result = state.get(Result, mandate.poll)
    if proposal is None or poll is None or result is None or mandate.effect >= len(proposal.effects):
        return False
    effect = proposal.effects[mandate.effect]
    payee = {"member": mandate.payee_member} if mandate.payee_member else {"name": mandate.payee_name}
    return (
        result.outcome == "passed"
        and poll.proposal == result.proposal == proposal.id
        and result.at <= mandate.at
        and _grants(effect, result)
        and (effect["cap"], effect["currency"], effect["purpose"]) == (mandate.cap, mandate.currency, mandate.purpose)
        and payee.items() <= effect["payee"].items()
        and mandate.expires == mandate.at + effect["expires_days"] * 86_400_000
    )


def payments_are_traced(state: Memory) -> Iterator[Finding]:
    """Each payment pays one approved request of its mandate: the amount, the currency, in time, by separate people."""
    seen: set[str] = set()
    for payment in state.all(Payment):
        if payment.disbursement in seen or not _is_granted(state, payment):
            yield found(8, "payment_untraced", payment.index, "payment-recorded", what=payment.id)
        seen.add(payment.disbursement)


def _is_granted(state: Memory, payment: Payment) -> bool:
    request = state.get(Disbursement, payment.disbursement)
    mandate, account = state.get(Mandate, payment.mandate), state.get(Account, payment.account)
    if request is None or mandate is None or account is None:
        return False
    return (
        request.mandate == mandate.id
        and request.state == "paid"
        and request.approvals >= request.approvals_needed >= 1
        and payment.amount == request.amount <= mandate.cap
        and payment.currency == mandate.currency == account.currency
        and mandate.at <= request.at <= payment.at < mandate.expires
        and payment.recorded_by not in (request.requested_by, mandate.payee_member)
    )


def money_by_currency(state: Memory) -> dict[str, Money]:
    """What came in, went out and is left, by currency in alphabetical order."""
    received: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    balance: Counter[str] = Counter({account.currency: 0 for account in state.all(Account)})
    for income in state.all(Income):
        received[income.currency] += income.amount
    for payment in state.all(Payment):
        paid[payment.currency] += payment.amount
    for account in state.all(Account):
        balance[account.currency] += account.balance
    return {currency: Money(received[currency], paid[currency], balance[currency]) for currency in sorted(balance)}

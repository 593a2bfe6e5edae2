"""Money for the report: lines that add up for each currency, accounts, mandates with their payments."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.facts import Account, Entry, Income, Mandate, Payment, Posting, Proposal, Refund, Transfer
from govern.protocol.messages import Say
from govern.verify.memory import Memory
from govern.verify.reporting.contents import MandateLine, MoneyLines, PaymentLine, ReportedAccount
from govern.verify.reporting.texts import Texts

# In the order in which a report shows them.
LINES: Final = {
    "opening": N_("from before the record (imported)"),
    "received": N_("received"),
    "refunded": N_("came back"),
    "converted_in": N_("converted from other currencies"),
    "paid": N_("paid out"),
    "fees": N_("fees"),
    "converted_out": N_("converted into other currencies"),
    "other": N_("other entries"),
}


def name_of_line(name: str, say: Say) -> str:
    """A line's name in the reader's language."""
    return say(LINES[name])


def lines_of(state: Memory) -> tuple[MoneyLines, ...]:
    """The own money of each currency in alphabetical order: what came, what went, and what is left."""
    own = {one.account: one.currency for one in state.all(Account) if one.kind == "assets"}
    balances: Counter[str] = Counter(dict.fromkeys(own.values(), 0))
    for account in state.all(Account):
        if account.account in own:
            balances[account.currency] += account.balance
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for currency, name, amount in (*_income(state, own), *_payments(state, own), *_transfers(state, own)):
        sums[currency][name] += amount
    for posting in _imported(state, own):
        sums[posting.currency]["opening"] += posting.amount
    return tuple(_lines(currency, sums[currency], balances[currency]) for currency in sorted(balances))


def _lines(currency: str, sums: Counter[str], balance: int) -> MoneyLines:
    """The lines that are not 0; what they do not explain is a line of its own."""
    sums["other"] += balance - sum(sums.values())
    return MoneyLines(currency, {name: sums[name] for name in LINES if sums[name]}, balance)


def _income(state: Memory, own: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for income in state.all(Income):
        if not income.reversed_at:
            yield income.currency, "received", income.amount
    for refund in state.all(Refund):
        yield own[refund.account], "refunded", refund.received


def _payments(state: Memory, own: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for payment in state.all(Payment):
        if not payment.reversed_at:
            yield own[payment.account], "paid", -payment.charged
            yield own[payment.account], "fees", -payment.fee


def _transfers(state: Memory, own: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for one in state.all(Transfer):
        if one.reversed_at:
            continue
        before, after = own[one.from_account], own[one.to_account]
        yield before, "fees", -one.fee
        if before != after:
            yield before, "converted_out", -one.amount
            yield after, "converted_in", one.received
        else:
            yield before, "other", one.received - one.amount


def _imported(state: Memory, own: dict[str, str]) -> Iterator[Posting]:
    entries = {one.id for one in state.all(Entry) if one.kind == "imported" and not one.reversed_by}
    return (one for one in state.all(Posting) if one.entry in entries and one.account in own)


def accounts_of(state: Memory, texts: Texts) -> tuple[ReportedAccount, ...]:
    """The own accounts in the order of their opening."""
    return tuple(
        ReportedAccount(one.account, texts.read(one.name), one.currency, one.balance, one.restricted)
        for one in state.all(Account)
        if one.kind == "assets"
    )


def mandates_of(state: Memory, texts: Texts) -> tuple[MandateLine, ...]:
    """The mandates in the order in which they were granted."""
    payments: defaultdict[str, list[PaymentLine]] = defaultdict(list)
    for one in state.all(Payment):
        payments[one.mandate].append(_payment(state, one))
    return tuple(_mandate(state, one, tuple(payments[one.id]), texts) for one in state.all(Mandate))


def _mandate(state: Memory, one: Mandate, payments: tuple[PaymentLine, ...], texts: Texts) -> MandateLine:
    proposal = state.get(Proposal, one.proposal)
    return MandateLine(
        id=one.id,
        leaf=one.index,
        proposal=one.proposal,
        title=texts.read(proposal.title) if proposal else "",
        purpose=texts.read(one.purpose),
        payee=one.payee_member or texts.read(one.payee_name),
        currency=one.currency,
        cap=one.cap,
        paid=one.paid,
        payments=payments,
    )


def _payment(state: Memory, one: Payment) -> PaymentLine:
    account = state.get(Account, one.account)
    return PaymentLine(
        id=one.id,
        leaf=one.index,
        on=one.paid_on,
        amount=one.amount,
        refunded=one.refunded,
        charged=one.charged,
        fee=one.fee,
        charged_currency=account.currency if account else one.currency,
        is_reversed=bool(one.reversed_at),
    )

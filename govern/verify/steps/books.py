"""Step 8: recomputes accounts, months and funds from the postings alone, and checks that every entry balances."""

from collections import Counter
from collections.abc import Iterator

from govern.protocol.facts import (
    Account,
    AccountMonth,
    Entry,
    Fund,
    Income,
    Mandate,
    Payment,
    Posting,
    Reconciliation,
    Refund,
    Transfer,
)
from govern.rules.statements import name_of
from govern.rules.treasury.reconciliation import StatementReconciled
from govern.verify.findings import Finding, found
from govern.verify.memory import Memory
from govern.verify.reporting.contents import Money


def entries_balance(state: Memory) -> Iterator[Finding]:
    """The postings of each entry add up to zero in every currency, each in its account's currency."""
    sums: Counter[tuple[str, str]] = Counter()
    accounts = {one.account: one for one in state.all(Account)}
    seen: set[str] = set()
    for posting in state.all(Posting):
        seen.add(posting.entry)
        sums[posting.entry, posting.currency] += posting.amount
        if accounts[posting.account].currency != posting.currency:
            yield found(8, "posting_differs", what=posting.entry)
    for (entry, _currency), total in sums.items():
        if total:
            yield found(8, "entry_unbalanced", what=entry)
    for one in state.all(Entry):
        if one.id not in seen:
            yield found(8, "entry_unbalanced", one.index, what=one.id)


def accounts_balance(state: Memory) -> Iterator[Finding]:
    """Each account's balance is the sum of its postings, in total and by month, and not below its floor."""
    balances: Counter[str] = Counter()
    months: Counter[tuple[str, str]] = Counter()
    days = {one.id: one.on for one in state.all(Entry)}
    for posting in state.all(Posting):
        balances[posting.account] += posting.amount
        months[posting.account, days[posting.entry][:7]] += posting.amount
    for account in state.all(Account):
        expected = balances[account.account]
        if account.balance != expected:
            yield found(8, "balance_differs", what=account.account, found=account.balance, expected=expected)
        if account.kind == "assets" and expected < min(account.floor, 0):
            yield found(8, "floor_broken", what=account.account, found=expected, expected=account.floor)
    for month in state.all(AccountMonth):
        expected = months[month.account, month.month]
        if month.change != expected:
            yield found(8, "month_differs", what=month.account, found=month.change, expected=expected)


def entries_are_founded(state: Memory) -> Iterator[Finding]:
    """Each entry moves the amounts of its statement: income, transfer, payment, refund or reversal."""
    moved: Counter[tuple[str, str]] = Counter()
    for posting in state.all(Posting):
        moved[posting.entry, posting.account] += posting.amount
    expected = dict(_expected(state))
    for (entry, account), amount in expected.items():
        if moved[entry, account] != amount:
            yield found(8, "entry_differs", what=entry)
    named = {entry for entry, _account in expected}
    for one in state.all(Entry):
        stands = _is_reversal(state, one, moved) if one.reverses else one.kind == "imported" or one.id in named
        if not stands or (one.reversed_by and not _reverses(state, one)):
            yield found(8, "entry_differs", one.index, what=one.id)


def _reverses(state: Memory, old: Entry) -> bool:
    new = state.get(Entry, old.reversed_by)
    return new is not None and new.reverses == old.id


def _is_reversal(state: Memory, new: Entry, moved: Counter[tuple[str, str]]) -> bool:
    """Whether an entry reverses, posting by posting, the entry that it names, and that entry names it back."""
    old = state.get(Entry, new.reverses)
    if old is None or old.reversed_by != new.id:
        return False
    return all(moved[new.id, line.account] == -line.amount for line in state.where(Posting, "entry", old.id))


def _expected(state: Memory) -> Iterator[tuple[tuple[str, str], int]]:
    for income in state.all(Income):
        yield (income.id, income.account), income.amount
    for transfer in state.all(Transfer):
        yield (transfer.id, transfer.from_account), -transfer.amount - transfer.fee
        yield (transfer.id, transfer.to_account), transfer.received
    for payment in state.all(Payment):
        yield (payment.id, payment.account), -payment.charged - payment.fee
    for refund in state.all(Refund):
        yield (refund.id, refund.account), refund.received


def funds_are_kept(state: Memory) -> Iterator[Finding]:
    """Restricted money is recomputed from income and spending of its programme, and no account holds less."""
    funds = _funds(state)
    restricted: Counter[str] = Counter()
    for fund in state.all(Fund):
        expected = funds.pop((fund.account, fund.programme), 0)
        restricted[fund.account] += fund.balance
        if fund.balance != expected or expected < 0:
            yield found(8, "fund_differs", what=fund.account, found=fund.balance, expected=expected)
    for (account, _programme), amount in funds.items():
        if amount:
            yield found(8, "fund_differs", what=account, found=0, expected=amount)
    for one in state.all(Account):
        if one.restricted != restricted[one.account]:
            yield found(8, "fund_differs", what=one.account, found=one.restricted, expected=restricted[one.account])


def _funds(state: Memory) -> Counter[tuple[str, str]]:
    funds: Counter[tuple[str, str]] = Counter()
    programmes = {one.id: one.programme for one in state.all(Mandate)}
    for income in state.all(Income):
        if income.programme and not income.reversed_at:
            funds[income.account, income.programme] += income.amount
    for transfer in state.all(Transfer):
        if transfer.programme and not transfer.reversed_at:
            funds[transfer.from_account, transfer.programme] -= transfer.amount
            funds[transfer.to_account, transfer.programme] += transfer.received
    payments = {one.id: one for one in state.all(Payment)}
    for payment in payments.values():
        if payment.drawn and not payment.reversed_at:
            funds[payment.account, programmes[payment.mandate]] -= payment.drawn
    for refund in state.all(Refund):
        if refund.restored:
            payment = payments[refund.payment]
            funds[payment.account, programmes[payment.mandate]] -= refund.restored
            funds[refund.account, programmes[payment.mandate]] += refund.restored
    return funds


def reconciliations_hold(state: Memory) -> Iterator[Finding]:
    """At each reconciled month's end, the ledger balance without outstanding entries is the bank's balance."""
    days = {one.id: one.on for one in state.all(Entry)}
    by_account: dict[str, list[Posting]] = {}
    for posting in state.all(Posting):
        by_account.setdefault(posting.account, []).append(posting)
    for proof in state.all(Reconciliation):
        outstanding = set(proof.outstanding)
        expected = sum(
            one.amount
            for one in by_account.get(proof.account, ())
            if days[one.entry][:7] <= proof.month and one.entry not in outstanding
        )
        if proof.balance != expected:
            yield found(
                8,
                "reconciliation_differs",
                proof.index,
                name_of(StatementReconciled),
                what=proof.account,
                found=proof.balance,
                expected=expected,
            )


def money_by_currency(state: Memory) -> dict[str, Money]:
    """Received, paid, refunded and remaining money by currency, in alphabetical order."""
    accounts = {one.account: one for one in state.all(Account) if one.kind == "assets"}
    received: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    refunded: Counter[str] = Counter()
    balance: Counter[str] = Counter({account.currency: 0 for account in accounts.values()})
    for income in state.all(Income):
        received[income.currency] += 0 if income.reversed_at else income.amount
    for payment in state.all(Payment):
        paid[accounts[payment.account].currency] += 0 if payment.reversed_at else payment.charged + payment.fee
    for refund in state.all(Refund):
        refunded[accounts[refund.account].currency] += refund.received
    for account in accounts.values():
        balance[account.currency] += account.balance
    return {one: Money(received[one], paid[one], refunded[one], balance[one]) for one in sorted(balance)}

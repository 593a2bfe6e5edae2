"""The double-entry ledger: posts the entries of a statement, balanced in every currency."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused
from govern.protocol.facts import Account, AccountMonth, Books, Entry, Fact, Fund, Posting
from govern.protocol.ids import hash_of
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement, founded
from govern.rules.rulebook.rulebooks import fixed_in_force
from govern.rules.treasury.days import latest_day

KINDS: Final = ("assets", "liabilities", "income", "expenses", "equity")
BUILT_IN: Final = {"income": "income", "expenses": "expenses", "fees": "expenses", "conversion": "equity"}
"""The accounts that the rules give every currency, each with its kind; expenses also have one a programme."""

DAY_FIELDS: Final = {
    "imported": "on",
    "income": "received_on",
    "payment": "paid_on",
    "refund": "received_on",
    "reversal": "reversed_on",
    "transfer": "moved_on",
}
"""The field of a statement in which an entry of each kind has its day."""

Move = tuple[str, int]  # an account and its change, debits positive


def built_in_id(part: str, currency: str, programme: str = "") -> str:
    """The id of a built-in account: the same in every community."""
    return "a_" + hash_of(f"{part}/{currency}/{programme}".encode())[:24]


class Ledger:
    """Reads accounts from the state and collects the changes of one statement; `facts` returns them."""

    def __init__(self, state: State, statement: Statement[Payload]) -> None:
        self._state = state
        self._statement = statement
        self._accounts: dict[str, Account] = {}
        self._months: dict[tuple[str, str], AccountMonth] = {}
        self._funds: dict[tuple[str, str], Fund] = {}
        self._new: list[Fact] = []

    def account(self, id_: str, field: str = "account") -> Account:
        """An open account; raises Refused(account_unknown, account_closed)."""
        found = self._accounts.get(id_) or self._state.get(Account, id_)
        if found is None:
            raise Refused("account_unknown", field=field)
        if found.closed_at:
            raise Refused("account_closed", field=field)
        return found

    def own(self, id_: str, field: str = "account") -> Account:
        """An open asset account; raises Refused(account_kind, ...)."""
        account = self.account(id_, field)
        if account.kind != "assets":
            raise Refused("account_kind", field=field)
        return account

    def built_in(self, part: str, currency: str, programme: str = "") -> str:
        """The id of a built-in account, which is created with its first entry."""
        id_ = built_in_id(part, currency, programme)
        if id_ not in self._accounts and self._state.get(Account, id_) is None:
            parent = self.built_in(part, currency) if programme else ""
            self._accounts[id_] = Account(
                account=id_,
                kind=BUILT_IN[part],
                parent=parent,
                built_in=f"{part}/{programme}" if programme else part,
                name="",
                currency=currency,
                floor=0,
                balance=0,
                restricted=0,
                moved=False,
                reconciled="",
                opened_by="",
                closed_at=0,
                at=self._statement.at,
                index=self._statement.index,
            )
        return id_

    def restrict(self, id_: str, programme: str, change: int) -> None:
        """Change the part of an account's balance restricted to a programme; raises Refused(restricted_money)."""
        if change == 0:
            return
        fund = self.fund(id_, programme)
        if fund.balance + change < 0:
            raise Refused("restricted_money", field="amount")
        account = self.account(id_)
        self._funds[id_, programme] = replace(fund, balance=fund.balance + change)
        self._accounts[id_] = replace(account, restricted=account.restricted + change)

    def fund(self, id_: str, programme: str) -> Fund:
        """The part of an account's balance restricted to a programme."""
        known = self._funds.get((id_, programme)) or self._state.get(Fund, id_, programme)
        return known or Fund(id_, programme, 0)

    def post(self, entry: Entry, moves: Iterable[Move]) -> None:
        """Post an entry; raises Refused(entry_unbalanced, day_ahead, period_closed, account_floor, ...)."""
        self._check_day(entry)
        books = self._state.get(Books, founded(self._state).id)
        if books is not None and entry.on <= books.closed_until:
            raise Refused("period_closed", until=books.closed_until)
        summed = Counter[str]()
        for id_, amount in moves:
            summed[id_] += amount
        lines = [(self.account(id_), amount) for id_, amount in summed.items() if amount]
        _check_balance(lines)
        self._new.append(entry)
        for place, (account, amount) in enumerate(lines):
            self._new.append(Posting(entry.id, place, account.account, amount, account.currency, entry.on, entry.index))
            self._move(account, amount, entry)

    def _check_day(self, entry: Entry) -> None:
        """Raise Refused(day_ahead) if an entry is dated after tomorrow and the rules in force forbid it."""
        latest = latest_day(self._statement.at)
        if entry.on > latest and fixed_in_force(self._state, self._statement.at).days_that_came:
            raise Refused("day_ahead", field=DAY_FIELDS[entry.kind], until=latest)

    def _move(self, account: Account, amount: int, entry: Entry) -> None:
        if account.reconciled and entry.on[:7] <= account.reconciled:
            raise Refused("month_reconciled", month=account.reconciled)
        balance = account.balance + amount
        if abs(balance) > LARGEST:
            raise Refused("balance_exceeded", field="amount")
        if account.kind == "assets" and amount < 0:
            _check_left(account, balance)
        key = (account.account, entry.on[:7])
        month = self._months.get(key) or self._state.get(AccountMonth, *key) or AccountMonth(*key, 0)
        self._months[key] = replace(month, change=month.change + amount)
        moved = account.moved or entry.kind != "imported"
        self._accounts[account.account] = replace(account, balance=balance, moved=moved)

    def facts(self) -> tuple[Fact, ...]:
        """All changes to the books by the statement, accounts first."""
        return (*self._accounts.values(), *self._months.values(), *self._funds.values(), *self._new)


def _check_balance(lines: Sequence[tuple[Account, int]]) -> None:
    """Raise Refused(entry_unbalanced) unless there are postings that sum to zero in every currency."""
    sums = Counter[str]()
    for account, amount in lines:
        sums[account.currency] += amount
    if not lines or any(sums.values()):
        raise Refused("entry_unbalanced")


def _check_left(account: Account, balance: int) -> None:
    """Raise Refused(account_floor, restricted_money) if an account's balance would be too low."""
    if balance < account.floor:
        raise Refused("account_floor", field="account")
    if account.restricted and balance < account.restricted:
        raise Refused("restricted_money", field="account")

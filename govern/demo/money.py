"""The treasury of the demonstration: accounts, income over months, requests, approvals and payments."""

import datetime
import secrets
from typing import Any, Final

from sqlalchemy import select

from govern.demo.books import ACCOUNTS, INCOMES, SPENDS, Spend
from govern.demo.teller import Teller
from govern.store.treasury import MandateRow

DAY: Final = 24


class Purse:
    """Plans everything about money."""

    def __init__(self, teller: Teller, proposals: dict[str, str]) -> None:
        self.teller = teller
        self.proposals = proposals
        self.accounts = {key: "a_" + secrets.token_hex(12) for key, *_ in ACCOUNTS}
        self.currencies = {key: currency for key, _, currency, _ in ACCOUNTS}
        self.requests: dict[int, str] = {}

    def plan(self) -> None:
        """Accounts, incomes, and what is asked for and paid."""
        self.teller.plan(186 * DAY, self._open)
        for days, account, amount, source in INCOMES:
            self.teller.plan(days * DAY - 3, lambda *, a=account, n=amount, s=source: self._receive(a, n, s))  # type: ignore[misc]
        for number, spend in enumerate(SPENDS):
            self._plan_spend(number, spend)

    def _open(self) -> None:
        for key, name, currency, floor in ACCOUNTS:
            fields = {"account": self.accounts[key], "currency": currency, "floor": floor}
            fields |= {"kind": "assets", "parent": ""}
            self.teller.say("shuyi", "account-opened", name=self.teller.text(name), **fields)

    def _receive(self, account: str, amount: int, source: str) -> None:
        fields = {"account": self.accounts[account], "amount": amount, "currency": self.currencies[account]}
        fields |= {"from_account": "", "programme": ""}
        day = self._today()
        self.teller.say("george", "income-recorded", received_on=day, source=self.teller.text(source), **fields)

    def _today(self) -> str:
        return datetime.datetime.fromtimestamp(self.teller.clock.at // 1000, datetime.UTC).date().isoformat()

    def _plan_spend(self, number: int, spend: Spend) -> None:
        teller, hours = self.teller, spend.days * DAY - 5
        teller.plan(hours, lambda: self._request(number, spend))
        if spend.cancelled:
            teller.plan(hours - 3, lambda: self._about(spend.requested_by, "disbursement-cancelled", number))
        for place, approver in enumerate(spend.approvers, start=1):
            teller.plan(hours - 4 * place, lambda who=approver: self._about(who, "disbursement-approved", number))  # type: ignore[misc]
        if spend.payer:
            teller.plan(hours - 14, lambda: self._pay(number, spend))

    def _request(self, number: int, spend: Spend) -> None:
        query = select(MandateRow.id).where(MandateRow.proposal == self.proposals[spend.proposal])
        with self.teller.recorder.engine.connect() as connection:
            mandate = connection.scalars(query.where(MandateRow.effect == spend.effect)).one()
        items = [{"amount": spend.amount, "text": self.teller.text(spend.items)}]
        fields = {"amount": spend.amount, "invoices": [], "items": items, "mandate": mandate}
        self.requests[number] = self.teller.say(spend.requested_by, "disbursement-requested", **fields)

    def _about(self, who: str, kind: str, number: int) -> None:
        version = {"version": 1} if kind == "disbursement-approved" else {}
        self.teller.say(who, kind, disbursement=self.requests[number], **version)

    def _pay(self, number: int, spend: Spend) -> None:
        fields: dict[str, Any] = {"account": self.accounts[spend.account], "disbursement": self.requests[number]}
        fields |= {"amount": spend.amount, "charged": spend.amount, "evidence": [], "fee": 0}
        reference = self.teller.text(spend.reference)
        self.teller.say(spend.payer, "payment-recorded", paid_on=self._today(), reference=reference, **fields)

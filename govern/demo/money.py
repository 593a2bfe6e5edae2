"""The treasury of the demonstration: accounts, income over months, requests, approvals and payments."""

import datetime
import secrets
from typing import Any, Final

from sqlalchemy import select

from govern.demo.books import ACCOUNTS, INCOMES, SPENDS, Spend
from govern.demo.scenario import Scenario
from govern.store.facts.treasury import MandateRow

DAY: Final = 24


class DemoMoney:
    """Plans all acts about money."""

    def __init__(self, scenario: Scenario, proposals: dict[str, str]) -> None:
        self.scenario = scenario
        self.proposals = proposals
        self.accounts = {key: "a_" + secrets.token_hex(12) for key, *_ in ACCOUNTS}
        self.currencies = {key: currency for key, _, currency, _ in ACCOUNTS}
        self.requests: dict[int, str] = {}
        self.asked: dict[str, str] = {}
        self.paid: dict[str, str] = {}

    def schedule(self) -> None:
        """Accounts, income, requests and payments."""
        self.scenario.schedule(186 * DAY, self._open)
        for days, *income in INCOMES:
            self.scenario.schedule(days * DAY - 3, lambda income=income: self._receive(*income))  # type: ignore[misc]
        for number, spend in enumerate(SPENDS):
            self._plan_spend(number, spend)

    def _open(self) -> None:
        for key, name, currency, floor in ACCOUNTS:
            fields = {"account": self.accounts[key], "currency": currency, "floor": floor}
            fields |= {"kind": "assets", "parent": ""}
            self.scenario.say("shuyi", "account-opened", name=self.scenario.text(name), **fields)

    def _receive(self, account: str, amount: int, source: str, programme: str = "") -> None:
        fields = {"account": self.accounts[account], "amount": amount, "currency": self.currencies[account]}
        fields |= {"from_account": "", "programme": programme}
        day = self.today()
        self.scenario.say("george", "income-recorded", received_on=day, source=self.scenario.text(source), **fields)

    def today(self) -> str:
        """The day (UTC) in the story."""
        return datetime.datetime.fromtimestamp(self.scenario.clock.at // 1000, datetime.UTC).date().isoformat()

    def _plan_spend(self, number: int, spend: Spend) -> None:
        scenario, hours = self.scenario, spend.days * DAY - 5
        scenario.schedule(hours, lambda: self._request(number, spend))
        if spend.cancelled:
            scenario.schedule(hours - 3, lambda: self._about(spend.requested_by, "disbursement-cancelled", number))
        for place, approver in enumerate(spend.approvers, start=1):
            scenario.schedule(hours - 4 * place, lambda who=approver: self._about(who, "disbursement-approved", number))  # type: ignore[misc]
        if spend.payer:
            scenario.schedule(hours - 14, lambda: self._pay(number, spend))

    def _request(self, number: int, spend: Spend) -> None:
        query = select(MandateRow.id).where(MandateRow.proposal == self.proposals[spend.proposal])
        with self.scenario.recorder.engine.connect() as connection:
            mandate = connection.scalars(query.where(MandateRow.effect == spend.effect)).one()
        parts = spend.parts or ((spend.amount, spend.items),)
        items = [{"amount": amount, "text": self.scenario.text(words)} for amount, words in parts]
        fields = {"amount": spend.amount, "invoices": [], "items": items, "mandate": mandate}
        self.requests[number] = self.scenario.say(spend.requested_by, "disbursement-requested", **fields)
        self.asked[spend.key] = self.requests[number]

    def _about(self, who: str, kind: str, number: int) -> None:
        version = {"version": 1} if kind == "disbursement-approved" else {}
        self.scenario.say(who, kind, disbursement=self.requests[number], **version)

    def _pay(self, number: int, spend: Spend) -> None:
        self.pay(spend, self.requests[number], spend.payer)

    def pay(self, spend: Spend, request: str, payer: str) -> None:
        """A treasurer records the payment of a request, or of a part of it."""
        amount = spend.paid or spend.amount
        fields: dict[str, Any] = {"account": self.accounts[spend.account], "disbursement": request}
        fields |= {"amount": amount, "charged": spend.charged or amount, "evidence": [], "fee": spend.fee}
        reference = self.scenario.text(spend.reference)
        said = self.scenario.say(payer, "payment-recorded", paid_on=self.today(), reference=reference, **fields)
        self.paid[spend.key] = said

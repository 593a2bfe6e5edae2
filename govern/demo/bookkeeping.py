"""Programmes, transfers, corrections and reconciliations in the demonstration."""

import datetime
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from govern.demo.books import BUILDING, COMMON, SPENDS, TOWNS
from govern.demo.money import DAY, DemoMoney
from govern.demo.people import ROWING
from govern.demo.scenario import Scenario
from govern.rules.treasury.reconciliation import balance_at
from govern.store.facts.treasury import MandateRow
from govern.store.projection import Projection

COMMUNITY: Final = "community"
PROGRAMMES: Final = (
    ("learning", "Learning 学习", ""),
    ("houses", "Old houses 老房子", ""),
    ("friendship", "Twin towns 友城", ""),
    ("fairs", "Fairs 集市", ""),
    ("boats", "Boats 赛艇社的船", ROWING),
)


class Bookkeeping:
    """Plans the bookkeeping besides payments."""

    def __init__(self, scenario: Scenario, money: DemoMoney, clubs: Mapping[str, str]) -> None:
        self.scenario = scenario
        self.money = money
        self.clubs = clubs

    def schedule(self) -> None:
        """Plan each act at its time."""
        schedule = self.scenario.schedule
        schedule(185 * DAY - 8, self._name_programmes)
        schedule(58 * DAY, self._reverse)
        schedule(57 * DAY, self._pay_again)
        schedule(52 * DAY, self._transfer)
        schedule(50 * DAY, self._change_money)
        schedule(40 * DAY, self._refund)
        schedule(20 * DAY, lambda: self._reconcile(COMMON, 1))
        schedule(19 * DAY, lambda: self._reconcile(BUILDING, 2))
        schedule(15 * DAY, self._close_period)
        schedule(9 * DAY, self._release)
        schedule(3 * DAY, self._revise)

    def _name_programmes(self) -> None:
        for programme, name, club in PROGRAMMES:
            fields = {"programme": programme, "scope": self.clubs[club] if club else COMMUNITY}
            self.scenario.say("shuyi", "programme-opened", name=self.scenario.text(name), **fields)

    def _reverse(self) -> None:
        reason = self.scenario.text("记错了：银行因账号有误退回 The bank sent it back: the account number was wrong")
        entry, day = self.money.paid["october"], self.money.today()
        self.scenario.say("george", "entry-reversed", entry=entry, reason=reason, reversed_on=day)

    def _pay_again(self) -> None:
        spend = next(one for one in SPENDS if one.key == "october")
        self.money.pay(spend, self.money.asked["october"], "shuyi")

    def _transfer(self) -> None:
        self._move("nadia", COMMON, BUILDING, 50_000, 50_000, 0, "Savings of the year, put by for the boat house")

    def _change_money(self) -> None:
        self._move("shuyi", COMMON, TOWNS, 100_000, 781_300, 500, "为明年的互访换汇 Changed for next year’s visit")

    def _move(self, who: str, source: str, target: str, amount: int, received: int, fee: int, why: str) -> None:
        accounts = self.money.accounts
        fields = {"from_account": accounts[source], "to_account": accounts[target], "amount": amount}
        fields |= {"received": received, "fee": fee, "programme": "", "moved_on": self.money.today()}
        self.scenario.say(who, "transfer-recorded", reason=self.scenario.text(why), **fields)

    def _refund(self) -> None:
        fields = {"account": self.money.accounts[COMMON], "amount": 12_000, "received": 12_000}
        fields |= {"payment": self.money.paid["stove"], "received_on": self.money.today()}
        reason = self.scenario.text("The deposit for the crate, which went back to the harbour")
        self.scenario.say("nadia", "refund-recorded", reason=reason, **fields)

    def _reconcile(self, account: str, ago: int) -> None:
        """Reconcile an account with the bank at a past month's end, without outstanding entries."""
        month = self._month_end(ago)[:7]
        with self.scenario.recorder.engine.connect() as connection:
            balance = balance_at(Projection(connection), self.money.accounts[account], month)
        fields = {"account": self.money.accounts[account], "balance": balance, "month": month, "outstanding": []}
        self.scenario.say("nadia", "statement-reconciled", **fields)

    def _month_end(self, ago: int) -> str:
        """The last day of the month `ago` months ago."""
        day = datetime.date.fromisoformat(self.money.today())
        for _ in range(ago):
            day = day.replace(day=1) - datetime.timedelta(days=1)
        return day.isoformat()

    def _close_period(self) -> None:
        self.scenario.say("shuyi", "period-closed", until=self._month_end(3))

    def _release(self) -> None:
        with self.scenario.recorder.engine.connect() as connection:
            query = select(MandateRow.id).where(MandateRow.proposal == self.money.proposals["oars"])
            mandate = connection.scalars(query).one()
        evidence = self.scenario.text("I counted ten beginners on the water on Saturday 周六我数到十个人")
        self.scenario.say("nadia", "tranche-released", evidence=evidence, mandate=mandate, tranche=1)

    def _revise(self) -> None:
        """Mei removes an item from an approved request, so that it needs new approvals."""
        text = self.scenario.text
        items = [
            {"amount": 32_000, "text": text("Four more Saturdays 另外四个周六")},
            {"amount": 2_500, "text": text("A replaced rowlock 更换一只桨架")},
        ]
        fields = {"amount": 34_500, "disbursement": self.money.asked["second"], "invoices": [], "items": items}
        self.scenario.say("mei", "disbursement-revised", version=2, **fields)

"""Grant rounds and a pool of streams in the demonstration: applications, scores, awards, support, payments, reports."""

from typing import Any, Final

from sqlalchemy import select

from govern.demo.books import Spend
from govern.demo.money import DemoMoney
from govern.demo.proposals.grants import APPLICATIONS, DAY, RETURNED_BY, STREAMS, DemoStream, PlannedApplication
from govern.demo.scenario import Scenario
from govern.protocol.facts import Application, Pool
from govern.protocol.state import holds
from govern.store.facts.grants import GrantRoundRow, PoolRow
from govern.store.projection import Projection

COMMITTEE: Final = "councillor"
ASKED, SUPPORTED = 58 * DAY, 57 * DAY  # hours before the end


class DemoGrants:
    """Plans the events in rounds and pools after their opening."""

    def __init__(self, scenario: Scenario, money: DemoMoney, proposals: dict[str, str]) -> None:
        self.scenario = scenario
        self.money = money
        self.proposals = proposals
        self.made: dict[int, str] = {}
        self.streams: dict[str, str] = {}

    def schedule(self) -> None:
        """Applications with their scores, payments and reports; streams with their support and payments."""
        for number, wanted in enumerate(APPLICATIONS):
            self._plan_application(number, wanted)
        for flow in STREAMS:
            self._plan_stream(flow)
        self.scenario.schedule(SUPPORTED, self._ask_back)

    def _plan_application(self, number: int, wanted: PlannedApplication) -> None:
        schedule = self.scenario.schedule
        schedule(wanted.days * DAY, lambda: self._apply(number, wanted))
        if wanted.withdrawn:
            schedule(wanted.withdrawn * DAY, lambda: self._withdraw(number, wanted))
        for place, points in enumerate(wanted.points):
            hours = wanted.scored * DAY - 13 * place
            schedule(hours, lambda place=place, points=points: self._score(number, place, points))  # type: ignore[misc]
        if wanted.paid:
            self._plan_payment(wanted.paid, wanted.who, wanted.amount, wanted.purpose, lambda: self._mandate(number))
        if wanted.report:
            schedule((wanted.paid - 14) * DAY, lambda: self._tell(number, wanted))

    def _apply(self, number: int, wanted: PlannedApplication) -> None:
        text = self.scenario.text
        fields = {"amount": wanted.amount, "payee": self._payee(wanted.who, wanted.payee), "plan": text(wanted.plan)}
        fields |= {"purpose": text(wanted.purpose), "round": self._opened(GrantRoundRow, wanted.proposal)}
        self.made[number] = self.scenario.say(wanted.who, "grant-applied", **fields)

    def _payee(self, who: str, outside: str) -> dict[str, str]:
        if outside:
            return {"name": self.scenario.text(outside), "type": "outside"}
        return {"member": self.scenario.people[who].member, "type": "member"}

    def _opened(self, kind: Any, proposal: str) -> str:
        """The round or the pool that a proposal opened."""
        with self.scenario.recorder.engine.connect() as connection:
            return str(connection.scalars(select(kind.id).where(kind.proposal == self.proposals[proposal])).one())

    def _withdraw(self, number: int, wanted: PlannedApplication) -> None:
        self.scenario.say(wanted.who, "application-withdrawn", application=self.made[number])

    def _score(self, number: int, place: int, points: int) -> None:
        """The councillor with this number scores an application, if there are so many."""
        with self.scenario.recorder.engine.connect() as connection:
            state = Projection(connection)
            council = [key for key, one in self.scenario.people.items() if holds(state, one.member, COMMITTEE)]
        if place < len(council):
            self.scenario.say(council[place], "application-scored", application=self.made[number], points=points)

    def _mandate(self, number: int) -> str:
        application = self.scenario.fact(Application, self.made[number])
        if application is None or not application.mandate:
            raise KeyError(APPLICATIONS[number].purpose)
        return application.mandate

    def _tell(self, number: int, wanted: PlannedApplication) -> None:
        fields = {"files": [], "mandate": self._mandate(number), "text": self.scenario.text(wanted.report)}
        self.scenario.say(wanted.who, "report-filed", **fields)

    def _plan_stream(self, flow: DemoStream) -> None:
        schedule = self.scenario.schedule
        schedule(ASKED, lambda: self._ask(flow))
        for who in flow.supporters:
            schedule(SUPPORTED, lambda who=who: self._support(who, self.streams[flow.key]))  # type: ignore[misc]
        for amount, days in flow.paid:
            self._plan_payment(days, flow.who, amount, flow.purpose, lambda: self.streams[flow.key])

    def _ask(self, flow: DemoStream) -> None:
        pool = self.scenario.fact(Pool, self._opened(PoolRow, "upkeep"))
        if pool is None:
            raise KeyError(flow.key)
        fields = {"ends": pool.ends, "hourly": flow.hourly, "payee": self._payee(flow.who, flow.payee)}
        fields |= {"pool": pool.id, "purpose": self.scenario.text(flow.purpose), "starts": 0}
        self.streams[flow.key] = self.scenario.say(flow.who, "stream-asked", **fields)

    def _support(self, who: str, stream: str) -> None:
        self.scenario.say(who, "stream-supported", stands=True, stream=stream)

    def _ask_back(self) -> None:
        pool = self._opened(PoolRow, "upkeep")
        for who in RETURNED_BY:
            self._support(who, pool)

    def _plan_payment(self, days: int, who: str, amount: int, purpose: str, mandate: Any) -> None:
        """Plan a payment: requested by the recipient, approved by one treasurer, paid by another."""
        asked: dict[str, str] = {}
        schedule, spend = (
            self.scenario.schedule,
            Spend("", amount, days, who, purpose, reference=f"SEPA {20_500 + days}"),
        )
        schedule(days * DAY, lambda: asked.update(id=self._request(spend, mandate())))
        schedule(days * DAY - 4, lambda: self._approve(asked["id"]))
        schedule(days * DAY - 13, lambda: self.money.pay(spend, asked["id"], "george"))

    def _request(self, spend: Spend, mandate: str) -> str:
        items = [{"amount": spend.amount, "text": self.scenario.text(spend.items)}]
        fields = {"amount": spend.amount, "invoices": [], "items": items, "mandate": mandate}
        return self.scenario.say(spend.requested_by, "disbursement-requested", **fields)

    def _approve(self, request: str) -> None:
        self.scenario.say("nadia", "disbursement-approved", disbursement=request, version=1)

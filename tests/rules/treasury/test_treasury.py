"""A state machine over the treasury: no mandate is overdrawn, sums stay zero, restricted money stays restricted."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.rules.people.signers import Person
from govern.verify.audit import MONEY
from tests.dsl.money import budget_line, grant, release
from tests.dsl.people import BO, DI, EVA, FAY, GIL, CommunityDsl, RealCommunity
from tests.rules.in_memory_community import InMemoryCommunity

CAP = 1_000
DAYS = 150
PEOPLE = st.sampled_from([BO, DI, EVA, FAY, GIL])
TREASURERS = st.sampled_from([DI, EVA, FAY])
AMOUNTS = st.integers(1, CAP + 1)
PLACES = st.integers(0, 9)
RULES = ("2.2", "7.")  # what may refuse here: the rules of money, and of roles


class Treasury(RuleBasedStateMachine):
    """Random acts of members and treasurers over three mandates, a budget line and three accounts."""

    community: CommunityDsl

    def begin_with(self, community: CommunityDsl, payee: Person | str, floor: int) -> None:
        """Mandates: on a budget line and in tranches, free, and one to a treasurer; accounts in two currencies."""
        self.community = community
        community.settle()
        youth = community.open_programme("youth")
        budget_line(community, youth, 2 * CAP)
        tranches = [(CAP // 2, ""), (CAP // 2, "half is done")]
        self.mandates = [
            grant(community, CAP, payee, programme=youth, tranches=tranches, days=DAYS),
            grant(community, CAP, payee, days=DAYS),
        ]
        self.accounts = [
            community.open_account(DI, "main", floor),
            community.open_account(DI, "reserve", floor),
            community.open_account(DI, "pounds", floor, "GBP"),
        ]
        self.requests: list[str] = []
        self.entries: list[str] = []
        self.refused: set[str] = set()
        self.balances: dict[str, int] = {}

    @initialize(payee=st.sampled_from(["The Roofers", FAY]), floor=st.integers(-500, 500))
    def begin(self, payee: Person | str, floor: int) -> None:
        """The community, in memory."""
        self.begin_with(InMemoryCommunity(), payee, floor)

    @rule(place=st.integers(0, 2), amount=AMOUNTS, restricted=st.booleans(), who=TREASURERS)
    def money_comes_in(self, place: int, amount: int, restricted: bool, who: Person) -> None:
        """Income, for anything or for the programme."""
        currency = "GBP" if place == 2 else "EUR"
        more = {"currency": currency, "programme": "youth" if restricted else ""}
        self._enter(lambda: self.community.receive_money(self.accounts[place], amount, who, **more))

    @rule(places=st.permutations(range(3)), amount=AMOUNTS, received=AMOUNTS, fee=st.integers(0, 60), of=st.booleans())
    def money_moves(self, places: list[int], amount: int, received: int, fee: int, of: bool) -> None:
        """A transfer, with an exchange or without."""
        source, target = (self.accounts[place] for place in places[:2])
        arrives = received if 2 in places[:2] else amount
        more = {"fee": fee, "programme": "youth" if of else "", "received": arrives}
        self._enter(lambda: self.community.transfer(source, target, amount, **more))

    @rule(who=PEOPLE, mandate=st.integers(0, 1), amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def someone_asks(self, who: Person, mandate: int, amounts: list[int]) -> None:
        """A request, allowed or not."""
        self._try(lambda: self.requests.append(self.community.request(who, self.mandates[mandate], *amounts)))

    @rule(who=PEOPLE, place=PLACES, act=st.sampled_from(["approve", "cancel", "revise"]), amount=AMOUNTS)
    def someone_acts(self, who: Person, place: int, act: str, amount: int) -> None:
        """An approval of the latest version, a cancellation or a revision, allowed or not."""
        if not self.requests:
            return
        request = self.requests[place % len(self.requests)]
        version = self.community.state(facts.Disbursement, request).version
        if act == "approve":
            self._try(lambda: self.community.approve(who, request, version))
        elif act == "cancel":
            self._try(lambda: self.community.say(who, "disbursement-cancelled", disbursement=request))
        else:
            self._try(lambda: self.community.revise_request(who, request, amount))

    @rule(who=PEOPLE, place=PLACES, account=st.integers(0, 2), part=AMOUNTS, charged=AMOUNTS, fee=st.integers(0, 60))
    def someone_pays(self, who: Person, place: int, account: int, part: int, charged: int, fee: int) -> None:
        """A payment of a part, or of all that is left, in either currency."""
        if not self.requests:
            return
        request = self.requests[place % len(self.requests)]
        asked = self.community.state(facts.Disbursement, request)
        amount = min(part, max(1, asked.amount - asked.paid))
        more = {"charged": charged if account == 2 else amount, "fee": fee}
        self._enter(lambda: self.community.pay(who, request, self.accounts[account], amount, **more))

    @rule(who=PEOPLE, place=PLACES, amount=AMOUNTS, account=st.integers(0, 1))
    def money_comes_back(self, who: Person, place: int, amount: int, account: int) -> None:
        """A refund of some payment."""
        payments = [one.id for one in self.community.every(facts.Payment)]
        if payments:
            paid = payments[place % len(payments)]
            self._try(lambda: self.community.refund(who, paid, self.accounts[account], amount))

    @rule(who=PEOPLE, place=PLACES)
    def something_was_wrong(self, who: Person, place: int) -> None:
        """A reversal of some entry."""
        if self.entries:
            entry = self.entries[place % len(self.entries)]
            self._try(lambda: self.community.reverse(who, entry))

    @rule(who=PEOPLE, tranche=st.integers(0, 2))
    def a_condition_is_met(self, who: Person, tranche: int) -> None:
        """A tranche is released, or not."""
        self._try(lambda: release(self.community, self.mandates[0], tranche, who))

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        """Mandates lapse in the end."""
        self.community.pass_time(days=days)

    def _enter(self, act: Callable[[], str]) -> None:
        self._try(lambda: self.entries.append(act()))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refused:
            self.refused.add(refused.rule)

    @invariant()
    def only_rules_of_money_and_roles_refuse(self) -> None:
        """Nothing else stands in the way."""
        assert all(number.startswith(RULES) for number in self.refused)

    @invariant()
    def the_mandates_hold(self) -> None:
        """paid + reserved <= released <= cap, always."""
        for id_ in self.mandates:
            one = self.community.state(facts.Mandate, id_)
            assert 0 <= one.paid <= one.paid + one.reserved <= one.released <= one.cap == CAP

    @invariant()
    def entries_balance(self) -> None:
        """Nothing comes from nowhere, in neither currency."""
        for currency in ("EUR", "GBP"):
            assert sum(one.amount for one in self.community.every(facts.Posting) if one.currency == currency) == 0

    @invariant()
    def restricted_money_stays_restricted(self) -> None:
        """Nothing leaves an account that has to keep what is left for the programme; and it was spent on that only.

        An overdrawn account may hold less than what was given for the programme since: then nothing else leaves it.
        """
        for account in self.community.every(facts.Account):
            if account.balance < self.balances.get(account.account, account.balance):
                assert account.kind != "assets" or account.restricted == 0 or account.balance >= account.restricted
            self.balances[account.account] = account.balance
        for payment in self.community.every(facts.Payment):
            assert payment.drawn == 0 or payment.mandate == self.mandates[0]

    @invariant()
    def people_are_apart(self) -> None:
        """Nobody approved or paid what they asked for or receive."""
        requests = {one.id: one for one in self.community.every(facts.Disbursement)}
        mandates = {one.id: one for one in self.community.every(facts.Mandate)}
        for one in [*self.community.every(facts.Payment), *self.community.every(facts.Approval)]:
            request = requests[one.disbursement]
            apart = (request.requested_by, mandates[request.mandate].payee_member)
            assert (one.recorded_by if isinstance(one, facts.Payment) else one.member) not in apart

    @invariant()
    def the_verifier_agrees(self) -> None:
        """The books are added up a second time."""
        if isinstance(self.community, InMemoryCommunity):
            assert [finding for check in MONEY for finding in check(self.community.memory)] == []


class TreasuryOnServer(Treasury):
    """The same on a server, whose tables are rebuilt in the end and compared."""

    @initialize(payee=st.sampled_from(["The Roofers", FAY]), floor=st.integers(-500, 500))
    def begin(self, payee: Person | str, floor: int) -> None:
        """The community, in a database."""
        self.folder = tempfile.TemporaryDirectory(prefix="govern-treasury-")
        self.begin_with(RealCommunity(Path(self.folder.name)), payee, floor)

    def teardown(self) -> None:
        """Rebuilds everything from the record."""
        if hasattr(self, "community") and isinstance(self.community, RealCommunity):
            try:
                assert self.community.differences() == []
            finally:
                self.community.close()
                self.folder.cleanup()


TestTreasury = Treasury.TestCase
TestTreasury.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
TestOnAServer = TreasuryOnServer.TestCase
TestOnAServer.settings = settings(max_examples=4, stateful_step_count=30, deadline=None)

"""Whatever people try, a mandate is never overdrawn, no account falls below its floor, and the entries balance."""

from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from govern.domain import facts
from govern.domain.errors import Refused
from govern.domain.signers import Person
from govern.verify.audit import MONEY
from tests.domain.hall import Hall
from tests.people import BO, DI, EVA, FAY, GIL

CAP = 1_000
PEOPLE = st.sampled_from([BO, DI, EVA, FAY, GIL])
ACTS = st.sampled_from(["approve", "cancel", "pay"])
AMOUNTS = st.integers(1, CAP + 1)


class Treasury(RuleBasedStateMachine):
    """Random acts of members and treasurers over one mandate and two accounts."""

    @initialize(payee=st.sampled_from(["The Roofers", FAY]), floor=st.integers(-500, 500))
    def begin(self, payee: Person | str, floor: int) -> None:
        """A mandate, and two accounts with a floor."""
        self.hall = Hall()
        self.hall.settle()
        self.mandate = self.hall.mandate(CAP, payee)
        self.accounts = [self.hall.open_account(DI, name, floor) for name in ("main", "reserve")]
        self.requests: list[str] = []
        self.refused: set[str] = set()

    @rule(place=st.integers(0, 1), amount=AMOUNTS)
    def money_comes_in(self, place: int, amount: int) -> None:
        """Income."""
        self.hall.receive_money(self.accounts[place], amount)

    @rule(who=PEOPLE, amount=AMOUNTS)
    def someone_asks(self, who: Person, amount: int) -> None:
        """A request, allowed or not."""
        before = self.hall.tree.size
        self._try(lambda: self.requests.append(self.hall.request(who, self.mandate, amount)))
        assert self.hall.tree.size in (before, before + 1)

    @rule(
        who=PEOPLE,
        place=st.integers(0, 9),
        act=st.sampled_from(["approve", "cancel", "pay"]),
        account=st.integers(0, 1),
    )
    def someone_acts(self, who: Person, place: int, act: str, account: int) -> None:
        """An approval, a cancellation or a payment, allowed or not."""
        if not self.requests:
            return
        request = self.requests[place % len(self.requests)]
        if act == "approve":
            self._try(lambda: self.hall.approve(who, request))
        elif act == "cancel":
            self._try(lambda: self.hall.say(who, "disbursement-cancelled", disbursement=request))
        else:
            self._try(lambda: self.hall.pay(who, request, self.accounts[account]))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refused:
            self.refused.add(refused.rule)

    @invariant()
    def only_rules_of_money_and_roles_refuse(self) -> None:
        """Nothing else stands in the way."""
        assert all(number.startswith(("2.2", "7.")) for number in self.refused)

    @invariant()
    def the_mandate_holds(self) -> None:
        """paid + reserved <= cap, always."""
        mandate = self.hall.state(facts.Mandate, self.mandate)
        assert 0 <= mandate.paid <= mandate.paid + mandate.reserved <= mandate.cap == CAP

    @invariant()
    def the_books_balance(self) -> None:
        """The independent ledger agrees with the facts."""
        state = self.hall.memory
        assert [finding for check in MONEY for finding in check(state)] == []

    @invariant()
    def payers_are_apart(self) -> None:
        """Nobody approved or paid what they asked for or receive."""
        mandate = self.hall.state(facts.Mandate, self.mandate)
        for payment in self.hall.memory.all(facts.Payment):
            request = self.hall.state(facts.Disbursement, payment.disbursement)
            assert payment.recorded_by not in (request.requested_by, mandate.payee_member)
        for approval in self.hall.memory.all(facts.Approval):
            request = self.hall.state(facts.Disbursement, approval.disbursement)
            assert approval.member not in (request.requested_by, mandate.payee_member)


TestTreasury = Treasury.TestCase
TestTreasury.settings = settings(max_examples=20, stateful_step_count=25)

"""Acts of people in a community, in memory or on a server: the base of every test story, and acts about money."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, TypeVar

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.protocol.ids import hash_of
from govern.rules.people.signers import Person, text_blob
from tests.dsl.persons import DI, account_id
from tests.tools.clock import Clock

F = TypeVar("F", bound=Fact)


class CommunityDriver(ABC):
    """Submits statements to a community and reads the facts that follow from them."""

    id: str
    clock: Clock

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    @abstractmethod
    def say(self, who: Person, kind: str, texts: Mapping[str, str] | None = None, /, **fields: Any) -> Any:
        """A statement of a person; `texts` become blobs named by their fields, `blobs` are sent along."""

    @abstractmethod
    def tick(self) -> int:
        """The clerk does what is due; the number of statements."""

    @abstractmethod
    def state(self, fact: type[F], *key: str | int) -> F:
        """The current fact with a key; fails if there is none."""

    @abstractmethod
    def every(self, fact: type[F]) -> list[F]:
        """All facts of a type."""

    @abstractmethod
    def ballot(self, poll: str, who: Person) -> facts.Ballot | None:
        """A person's latest ballot."""

    @abstractmethod
    def mandates(self, proposal: str) -> list[str]:
        """The ids of a proposal's mandates, in the order of its effects."""

    def number(self) -> str:
        """A fresh nonce or salt."""
        return f"{next(self._numbers):032x}"

    def text(self, text: str) -> tuple[str, bytes]:
        """Hash and bytes of a new text blob."""
        data = text_blob(text, self.number())
        return hash_of(data), data

    def find(self, fact: type[F], *key: str | int) -> F | None:
        """The current fact with a key, or None."""
        try:
            return self.state(fact, *key)
        except (AssertionError, KeyError):
            return None


class MoneyActs(CommunityDriver):
    """Acts about money."""

    def open_account(
        self,
        by: Person = DI,
        name: str = "main",
        floor: int = 0,
        currency: str = "EUR",
        kind: str = "assets",
        parent: str = "",
    ) -> str:
        """A new account; its id."""
        fields = {"account": account_id(name), "currency": currency, "floor": floor, "kind": kind, "parent": parent}
        self.say(by, "account-opened", {"name": name}, **fields)
        return account_id(name)

    def open_programme(self, programme: str, scope: str = "community", by: Person = DI) -> str:
        """A new programme; its id."""
        self.say(by, "programme-opened", {"name": programme.title()}, programme=programme, scope=scope)
        return programme

    def receive_money(
        self, account: str, amount: int, by: Person = DI, currency: str = "EUR", programme: str = "", **more: Any
    ) -> str:
        """Records income; its id."""
        fields = {"account": account, "amount": amount, "currency": currency, "received_on": "2026-01-15"}
        fields |= {"from_account": "", "programme": programme}
        return str(self.say(by, "income-recorded", {"source": "A gift"}, **(fields | more)).id)

    def transfer(self, source: str, target: str, amount: int, by: Person = DI, **more: Any) -> str:
        """Money moves between own accounts; the transfer's id."""
        fields = {"amount": amount, "from_account": source, "moved_on": "2026-01-20", "received": amount}
        fields |= {"fee": 0, "programme": "", "to_account": target}
        return str(self.say(by, "transfer-recorded", {"reason": "put aside"}, **(fields | more)).id)

    def reverse(self, who: Person, entry: str, on: str = "2026-02-25") -> str:
        """A treasurer takes an entry back; the reversal's id."""
        said = self.say(who, "entry-reversed", {"reason": "typed wrong"}, entry=entry, reversed_on=on)
        return str(said.id)

    def bill(self, *amounts: int) -> dict[str, Any]:
        """Items of a request for payment, with their amount and texts."""
        items, blobs = [], []
        for amount in amounts:
            name, data = self.text("as billed")
            items.append({"amount": amount, "text": name})
            blobs.append(data)
        return {"amount": sum(amounts), "blobs": blobs, "invoices": [], "items": items}

    def request(self, who: Person, mandate: str, *amounts: int, **more: Any) -> str:
        """Someone asks for a payment of one item or several; the request's id."""
        fields = {**self.bill(*amounts), "mandate": mandate}
        return str(self.say(who, "disbursement-requested", **(fields | more)).id)

    def revise_request(self, who: Person, request: str, *amounts: int, **more: Any) -> None:
        """The requester changes the items."""
        version = self.state(facts.Disbursement, request).version + 1
        fields = {**self.bill(*amounts), "disbursement": request, "version": version}
        self.say(who, "disbursement-revised", **(fields | more))

    def approve(self, who: Person, request: str, version: int = 1) -> None:
        """A treasurer approves a version of a request."""
        self.say(who, "disbursement-approved", disbursement=request, version=version)

    def pay(self, who: Person, request: str, account: str, amount: int = 0, **more: Any) -> str:
        """A treasurer pays what is left of a request, or a part; the payment's id."""
        found = self.find(facts.Disbursement, request)
        amount = amount or (found.amount - found.paid if found else 1)
        fields = {"account": account, "amount": amount, "charged": amount, "disbursement": request, "evidence": []}
        fields |= {"fee": 0, "paid_on": "2026-02-20"}
        return str(self.say(who, "payment-recorded", {"reference": "transfer"}, **(fields | more)).id)

    def attach(self, who: Person, payment: str, *files: str) -> str:
        """Somebody attaches files, by their hashes, to a payment."""
        return str(self.say(who, "receipt-attached", evidence=list(files), payment=payment).id)

    def refund(self, who: Person, payment: str, account: str, amount: int, **more: Any) -> str:
        """A payee pays back; the refund's id."""
        fields = {"account": account, "amount": amount, "payment": payment, "received": amount}
        fields |= {"received_on": "2026-02-24"}
        return str(self.say(who, "refund-recorded", {"reason": "too much"}, **(fields | more)).id)

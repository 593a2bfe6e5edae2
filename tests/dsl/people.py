"""The same few people in every test, and the community that they found."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from govern import config
from govern.actions.record import bundle
from govern.actions.writing import founding, rebuild
from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement, Recorder
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.record import envelope
from govern.rules.people.signers import Person, Quote
from govern.rules.rulebook.presets import PRESETS
from govern.store import database
from govern.store.facts.treasury import MandateRow
from govern.store.projection import TABLES, Projection
from govern.store.record import log
from tests.dsl.driver import MoneyActs
from tests.dsl.persons import ADA, BO, CHEN, DI, EVA, FAY, GIL, HAN, STRANGER, account_id, club_id, person
from tests.tools.clock import Clock
from tests.tools.databases.engines import close_with
from tests.tools.prepared import make_tables

__all__ = [
    "ADA",
    "BO",
    "CHEN",
    "DI",
    "EVA",
    "FAY",
    "GIL",
    "HAN",
    "STRANGER",
    "CommunityDsl",
    "Person",
    "RealCommunity",
    "account_id",
    "club_id",
    "motion_rules",
    "person",
    "refusal",
]

F = TypeVar("F", bound=Fact)


def motion_rules(**changes: Any) -> dict[str, Any]:
    """The first rulebook with some of the rules for motions changed."""
    rulebook = PRESETS["tokens"]()
    return rulebook | {"kinds": rulebook["kinds"] | {"motion": rulebook["kinds"]["motion"] | changes}}


class CommunityDsl(MoneyActs):
    """Acts of people, in a few words each. Ada founds; she is administrator and registrar."""

    def enrol(self, *people: Person, by: Person = ADA) -> None:
        """A registrar enrols people."""
        for one in people:
            claim = envelope.to_value(one.claim(self.id, self.number()))
            self.say(by, "member-enrolled", enrolled=one.member, claim=claim)

    def grant(self, who: Person, *roles: str, by: Person = ADA) -> None:
        """An administrator gives someone roles."""
        for role in roles:
            self.say(by, "role-granted", holder=who.member, role=role, scope="community")

    def award(self, to: Person, amount: int, by: Person = BO, confirmed_by: Person | None = CHEN) -> str:
        """Tokens for someone; the award's id."""
        made = self.say(by, "award-made", {"reason": "for good work"}, amount=amount, to=to.member)
        if confirmed_by is not None:
            self.say(confirmed_by, "award-confirmed", award=made.id)
        return str(made.id)

    def open_club(self, name: str, convener: Person, *others: Person) -> str:
        """Ada opens a club, whose convener admits others; its id."""
        club = club_id(name)
        texts = {"name": name, "purpose": f"{name}, together."}
        self.say(ADA, "club-opened", texts, club=club, convener=convener.member)
        for one in others:
            self.say(one, "club-asked", club=club)
            self.say(convener, "club-admitted", admitted=one.member, club=club)
        return club

    def propose(self, author: Person, title: str, scope: str = "community", topic: str = "") -> str:
        """A motion; its id."""
        texts = {"title": title, "body": f"{title}, because it is time."}
        said = self.say(
            author,
            "proposal-submitted",
            texts,
            kind="motion",
            scope=scope,
            topic=topic,
            effects=[{"effect": "record-resolution"}],
        )
        return str(said.id)

    def spending(
        self,
        cap: int,
        payee: Person | str,
        currency: str = "EUR",
        days: int = 90,
        programme: str = "",
        tranches: Sequence[tuple[int, str]] = (),
    ) -> dict[str, Any]:
        """An effect that grants a mandate, with its texts under "texts" for `propose_spending`.

        Of each tranche its amount and its condition, which may be empty.
        """
        purpose, data = self.text("to pay for it")
        blobs = [data]
        if isinstance(payee, Person):
            to = {"member": payee.member, "type": "member"}
        else:
            name, data = self.text(payee)
            to = {"name": name, "type": "outside"}
            blobs.append(data)
        parts = []
        for amount, condition in tranches:
            name, data = self.text(condition) if condition else ("", b"")
            blobs += [data] if condition else []
            parts.append({"amount": amount, "condition": name})
        grant = {"cap": cap, "currency": currency, "effect": "grant-mandate", "expires_days": days}
        return grant | {"payee": to, "programme": programme, "purpose": purpose, "texts": blobs, "tranches": parts}

    def propose_spending(self, author: Person, title: str, *effects: dict[str, Any], scope: str = "community") -> str:
        """A proposal to spend money; its id."""
        blobs = [blob for effect in effects for blob in effect["texts"]]
        plain = [{name: value for name, value in effect.items() if name != "texts"} for effect in effects]
        title_hash, title_data = self.text(title)
        body_hash, body_data = self.text(f"{title}, as offered.")
        fields = {
            "body": body_hash,
            "effects": plain,
            "kind": "spending",
            "scope": scope,
            "topic": "",
            "title": title_hash,
        }
        said = self.say(author, "proposal-submitted", blobs=[*blobs, title_data, body_data], **fields)
        return str(said.id)

    def sponsor(self, proposal: str, *people: Person) -> None:
        """People support that a proposal is put to the vote."""
        for one in people:
            self.say(one, "proposal-sponsored", proposal=proposal, version=1)

    def pass_time(self, **duration: int) -> None:
        """Time passes, and the clerk does what has become due."""
        self.clock.advance(**duration)
        self.tick()

    def pass_until(self, moment: int) -> None:
        """Time passes until a moment."""
        self.clock.set(max(moment, self.clock()))
        self.tick()

    def open_vote(self, proposal: str, *sponsors: Person) -> str:
        """Sponsors, review and announcement, until voting begins; the poll's id."""
        self.sponsor(proposal, *sponsors)
        self.pass_until(self.state(facts.Proposal, proposal).due_at)
        poll = self.state(facts.Proposal, proposal).poll
        self.pass_until(self.state(facts.Poll, poll).opens)
        return poll

    def vote(self, who: Person, poll: str, choice: Any = "yes") -> Any:
        """A ballot, replacing the person's previous one."""
        before = self.ballot(poll, who)
        prev, seq = (before.id, before.seq + 1) if before else ("", 1)
        return self.say(who, "ballot-cast", choice=choice, poll=poll, prev=prev, seq=seq)

    def close_vote(self, poll: str) -> str:
        """Time passes until the vote is closed; its outcome."""
        self.pass_until(self.state(facts.Poll, poll).closes)
        return self.state(facts.Result, poll).outcome

    def carry_out(self, proposal: str) -> None:
        """Advances the clock until a passed proposal is carried out."""
        self.pass_until(self.state(facts.Proposal, proposal).standstill_ends)

    def settle(self) -> None:
        """The usual beginning: all join; Bo and Chen are issuers, Di, Eva and Fay treasurers; most have tokens."""
        self.enrol(BO, CHEN, DI, EVA, FAY, GIL)
        for issuer in (BO, CHEN):
            self.grant(issuer, "issuer")
        for treasurer in (DI, EVA, FAY):
            self.grant(treasurer, "treasurer")
        for one, amount in ((ADA, 100), (DI, 200), (EVA, 150), (FAY, 50), (GIL, 100)):
            self.award(one, amount)


class RealCommunity(CommunityDsl):
    """A community with a real instance, which handles statements as a server does."""

    nonce = ""  # of its founding: a random one

    def __init__(
        self, folder: Path, database_url: str = "", rulebook: dict[str, Any] | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self.clock = clock or Clock()
        self.instance = self.create(folder / "instance", database_url)
        make_tables(self.instance.database)
        self.engine = database.open_engine(self.instance.database)
        close_with(self, self.engine)
        self.recorder = Recorder(self.engine, self.instance, self.clock)
        self.group_commit = GroupCommit(self.recorder)
        try:
            self.id = founding.found(self.recorder, "Example", ADA, rulebook or PRESETS["tokens"](), self.nonce).id
        except BaseException:  # nobody else could: there is no community yet to be closed
            self.close()
            raise

    def create(self, folder: Path, database_url: str) -> config.Instance:
        """The instance in a new folder."""
        return config.create(folder, "example.org", database_url)

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def quote(self) -> Quote:
        """The record as everybody last saw it."""
        with self.engine.connect() as connection:
            head = log.head(connection)
        assert head is not None
        return Quote(head.size, head.root)

    def compose(self, who: Person, kind: str, texts: Mapping[str, str] | None = None, /, **fields: Any) -> bytes:
        """The body that a browser would send for a statement."""
        blobs: list[bytes] = fields.pop("blobs", [])
        for name, text in (texts or {}).items():
            fields[name], data = self.text(text)
            blobs.append(data)
        signed = envelope.format(who.sign(kind, self.id, self.quote(), self.number(), **fields))
        return b'{"blobs":[' + b",".join(blobs) + b'],"envelope":' + signed + b"}" if blobs else signed

    def send(self, body: bytes) -> AcceptedStatement:
        """The server's answer to a body; raises Refused."""
        return self.group_commit.submit(receive(body))

    def say(
        self, who: Person, kind: str, texts: Mapping[str, str] | None = None, /, **fields: Any
    ) -> AcceptedStatement:
        """See CommunityDriver; raises Refused."""
        return self.send(self.compose(who, kind, texts, **fields))

    def tick(self) -> int:
        """See CommunityDriver."""
        return self.recorder.tick()

    def state(self, fact: type[F], *key: str | int) -> F:
        """See CommunityDriver."""
        with self.engine.connect() as connection:
            found = Projection(connection).get(fact, *key)
        assert found is not None, f"no {fact.__name__} {key}"
        return found

    def community(self) -> facts.Community:
        """The community's own fact."""
        return self.state(facts.Community, self.id)

    def every(self, fact: type[F]) -> list[F]:
        """See CommunityDriver."""
        with self.engine.connect() as connection:
            return [fact(**row) for row in connection.execute(select(TABLES[fact].__table__)).mappings()]

    def ballot(self, poll: str, who: Person) -> facts.Ballot | None:
        """See CommunityDriver."""
        with self.engine.connect() as connection:
            return Projection(connection).get(facts.Ballot, poll, who.member)

    def mandates(self, proposal: str) -> list[str]:
        """See CommunityDriver."""
        query = select(MandateRow.id).where(MandateRow.proposal == proposal).order_by(MandateRow.effect)
        with self.engine.connect() as connection:
            return list(connection.scalars(query))

    def bundle(self, path: Path) -> Path:
        """Writes the audit bundle."""
        bundle.write_bundle(self.engine, self.instance, path)
        return path

    def differences(self) -> list[str]:
        """The differences that `govern rebuild --check` finds."""
        return rebuild.check(self.engine, self.instance)


@contextmanager
def refusal(code: str, field: str = "") -> Iterator[None]:
    """The block is refused with this code, at this field if one is given."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code, f"refused with {caught.value.code}, not {code}"
    assert not field or caught.value.details.get("field") == field

"""Records the demonstration's story: acts planned for past times, signed and recorded in order."""

import secrets
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Final, TypeVar

from sqlalchemy import case, func, select

from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.protocol.fields import LARGEST_MOMENT
from govern.protocol.ids import hash_of
from govern.protocol.units import HOUR, MINUTE
from govern.record import envelope
from govern.rules.people.signers import Person, Quote, text_blob
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force
from govern.store.facts.grants import GrantRoundRow, PoolRow
from govern.store.facts.proposals import ProposalRow
from govern.store.projection import Projection
from govern.store.record import log

LONG_AGO: Final = 14 * 24  # hours
LONG_AGO_STEP: Final = 12  # hours
Act = Callable[[], None]
F = TypeVar("F", bound=Fact)


class FakeClock:
    """A clock set by the scenario; milliseconds since 1970, UTC."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self) -> int:
        """The time in the story."""
        return self.at


class Scenario:
    """Signs with everybody's keys; acts of one time form one batch; the clerk's tasks run when due."""

    def __init__(
        self, recorder: Recorder, clock: FakeClock, community: str, people: Mapping[str, Person], end: int
    ) -> None:
        self.recorder = recorder
        self.clock = clock
        self.community = community
        self.people = people
        self.end = end
        self._scheduled: list[tuple[int, int, int, Act]] = []
        self._texts: list[bytes] = []
        self._batch: list[bytes] = []
        self._quote = Quote(0, b"")

    def schedule(self, hours: int, act: Act) -> None:
        """Plan an act about `hours` before the end of the story; long ago only twice a day."""
        rounded = hours - hours % LONG_AGO_STEP if hours > LONG_AGO else hours
        moment = self.end - rounded * HOUR + (rounded * 37 % 53) * MINUTE
        self._scheduled.append((min(moment, self.end), -hours, len(self._scheduled), act))

    def run(self) -> None:
        """Carry out all planned acts in the order of time."""
        for moment, events in groupby(sorted(self._scheduled, key=lambda one: one[:3]), key=lambda one: one[0]):
            self._move_to(moment)
            for *_, act in events:
                act()
            self._record()
        self._move_to(self.end)
        self.recorder.tick()

    def _move_to(self, moment: int) -> None:
        while due := self._next_due(moment):
            self.clock.at = due
            self.recorder.tick()
        self.clock.at = moment

    def _next_due(self, moment: int) -> int:
        """The time of the clerk's next task; an overdue proposal waits for the end of its grace period."""
        row, at = ProposalRow, self.clock.at
        when = case((row.due_at > at, row.due_at), else_=row.grace_ends)
        queries = [select(func.min(when)).where(row.due_at > 0, when > at, when < moment)]
        queries += [
            select(func.min(due)).where(due > at, due < moment) for due in (GrantRoundRow.due_at, PoolRow.due_at)
        ]
        with self.recorder.engine.connect() as connection:
            return min(filter(None, map(connection.scalar, queries)), default=0)

    def text(self, text: str) -> str:
        """The hash of a text, which is sent with the next statement."""
        blob = text_blob(text, secrets.token_hex(16))
        self._texts.append(blob)
        return hash_of(blob)

    def say(self, who: str, kind: str, /, **fields: Any) -> str:
        """Sign a statement, recorded with the others of this time; returns its id."""
        if not self._batch:
            self._quote = self._newest()
        signed = self.people[who].sign(kind, self.community, self._quote, secrets.token_hex(16), **fields)
        body = envelope.format(signed)
        if self._texts:
            body = b'{"blobs":[' + b",".join(self._texts) + b'],"envelope":' + body + b"}"
        self._batch.append(body)
        self._texts = []
        return signed.id

    def _newest(self) -> Quote:
        with self.recorder.engine.connect() as connection:
            head = log.head(connection)
        if head is None:
            raise Refused("not_founded")
        return Quote(head.size, head.root)

    def _record(self) -> None:
        bodies, self._batch = self._batch, []
        if bodies:
            answers = self.recorder.record([receive(body) for body in bodies])
            for answer in answers:
                if isinstance(answer, Refused):
                    raise answer

    def latest_rulebook(self) -> dict[str, Any]:
        """The community's rulebook with the highest number."""
        with self.recorder.engine.connect() as connection:
            rules: dict[str, Any] = in_force(Projection(connection), COMMUNITY, LARGEST_MOMENT).rules
        return rules

    def fact(self, kind: type[F], *key: str | int) -> F | None:
        """A fact at this time of the story."""
        with self.recorder.engine.connect() as connection:
            return Projection(connection).get(kind, *key)

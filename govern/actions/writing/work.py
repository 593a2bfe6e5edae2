"""The one writer of a community's record: batches of statements, and the clerk's due tasks."""

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from govern.actions.running.clock_watch import ClockWatch
from govern.actions.writing import server_keys
from govern.actions.writing.batch import AcceptedStatement, Batch, CommittedBatch
from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.guard import Guard, RecordBehind, signer
from govern.actions.writing.limits import IntakeLimits
from govern.actions.writing.set_aside import SetAside, TaskFailed, name_of
from govern.actions.writing.status import Status
from govern.actions.writing.submissions import Submission, signed_by
from govern.config import Instance
from govern.protocol import facts
from govern.protocol.errors import N_, Refused
from govern.protocol.state import Due
from govern.record import merkle
from govern.record.note import Signer
from govern.record.tree import Tree
from govern.store import database
from govern.store.outages import is_outage
from govern.store.projection import Projection
from govern.store.record import log
from govern.store.record.log import Head

Clock = Callable[[], int]  # milliseconds since 1970, UTC
Keys = dict[str, bytes]  # public keys by key id
MOST_FAILING = 3  # tasks that may fail before a batch is written without the clerk's statements
MOST_KEYS = 100_000  # public keys remembered: about half a kilobyte each
__all__ = ["AcceptedStatement", "Clock", "CommittedBatch", "Recorder"]


class Recorder:
    """The one writer of a community's record. A batch is one call of `record`; a single statement is a batch of one."""

    def __init__(self, engine: Engine, instance: Instance, clock: Clock) -> None:
        self.engine = engine
        self.instance = instance
        self.clock = clock
        self.status = Status()
        self.watch: ClockWatch | None = None  # only for servers: tests and the demonstration move their clocks
        self.set_aside = SetAside()
        self._tiles = _Tiles()
        self._tree = Tree(self._tiles)
        self._signer: Signer | None = None
        self._keys: Keys = {}
        self._owners: dict[str, str] = {}  # members by key id
        self.limits = IntakeLimits()
        self._guard: Guard | None = None

    def signer(self, community: str) -> Signer:
        """The log's note signer; its name is the record's origin."""
        if self._signer is None:
            self._signer = signer(self.instance, community)
        return self._signer

    def guard(self, community: str) -> Guard:
        """The guard over the last published checkpoint."""
        if self._guard is None:
            self._guard = Guard(self.instance.guard, self.signer(community).verifier)
        return self._guard

    def check_guard(self) -> None:
        """Raise RecordBehind if the database is older than the last published checkpoint.

        Raises InstanceError if the server's keys are not those of the founding.
        """
        with self.engine.connect() as connection:
            community = Projection(connection).community()
            if community is not None:
                server_keys.check(self.instance, community)
                self.guard(community.id).check(connection)
            elif self.instance.guard.exists():
                raise RecordBehind(N_("The database is empty, but a checkpoint was given out. Put the database back."))

    def _verify(self, submission: Submission, keys: Keys) -> Refused | None:
        try:
            genuine = signed_by(submission, keys.get(submission.envelope.signatures[0].keyid))
        except Refused as refused:
            return refused
        return self._admit(submission) if genuine else Refused("signature_invalid")

    def _admit(self, submission: Submission) -> Refused | None:
        if not submission.limited:
            return None
        keyid = submission.envelope.signatures[0].keyid
        try:
            self.limits.admit(submission, self._owners.get(keyid, keyid))
        except Refused as refused:
            return refused
        return None

    def _keys_of(self, batch: Sequence[Submission]) -> Keys:
        """The public keys of a batch's signers, valid or not, loaded with one query and cached."""
        # A key id is the hash of its key, so a found key stays valid; missing ones are not cached.
        if len(self._keys) > MOST_KEYS:
            self._keys, self._owners = {}, {}
        keys = self._keys
        missing = {one.envelope.signatures[0].keyid for one in batch} - keys.keys()
        if missing:
            with self.engine.connect() as connection:
                state = Projection(connection)
                state.prefetch(facts.Key, [(keyid,) for keyid in missing])
                found = [key for keyid in missing if (key := state.get(facts.Key, keyid)) is not None]
            keys |= {key.keyid: base64.b64decode(key.public_key) for key in found}
            self._owners |= {key.keyid: key.member for key in found}
        return keys

    def record(self, batch: Sequence[Submission]) -> list[AcceptedStatement | Refused]:
        """Decide a batch and answer each sender; a refused statement does not affect the others.

        Raises RecordBehind, or the database's error, if the batch as a whole could not be written.
        """
        written = self.write(batch)
        self.publish_checkpoint(written)
        return written.answers

    def write(self, batch: Sequence[Submission]) -> CommittedBatch:
        """Commit a batch. Callers must `publish_checkpoint` before answering; the next batch need not wait for it."""
        keys = self._keys_of(batch)
        refusals = [self._verify(one, keys) for one in batch]  # before the record is locked
        for _ in range(MOST_FAILING):
            try:
                return self._write(batch, refusals, with_clerk=True)
            except TaskFailed as failed:
                self._put_aside(failed.due, failed.__cause__)
        return self._write(batch, refusals, with_clerk=False)  # the ticker carries out the other due tasks

    def _write(
        self, batch: Sequence[Submission], refusals: Sequence[Refused | None], *, with_clerk: bool
    ) -> CommittedBatch:
        with self._transaction() as work:
            work.prefetch(batch)
            outcomes = [refusal or work.take(one) for one, refusal in zip(batch, refusals, strict=True)]
            if with_clerk:
                work.carry_out_what_is_due()
            written = work.save(outcomes)
        self._note_done(work)
        return written

    def publish_checkpoint(self, written: CommittedBatch) -> None:
        """Store the new checkpoint durably outside the database, after the commit and before any answer.

        Raises StatementUnrecorded(checkpoint_not_kept) or RecordBehind; the next batch or tick tries again.
        """
        if written.checkpoint is not None:
            self._keep(self.guard(written.community), written.checkpoint)

    def _keep(self, guard: Guard, head: Head) -> None:
        try:
            guard.keep_head(head)
        except StatementUnrecorded as error:
            self.status.failed("guard", error.code, error.__cause__)
            raise
        except RecordBehind as error:
            self.status.failed("guard", "record_behind", error)
            raise
        self.status.works("guard")

    def keep_head(self, connection: Connection, community: str, head: Head) -> None:
        """Bring the guard up to the newest checkpoint of the database, after a failed attempt."""
        guard = self.guard(community)
        last = guard.last()
        if last is None or last.size < head.size:
            self._keep(guard, head)
        elif last.size > head.size:
            guard.check(connection)

    def given_head(self, connection: Connection) -> Head | None:
        """The newest checkpoint that may be published, or None before the founding; raises RecordBehind."""
        community = Projection(connection).community()
        return None if community is None else self.guard(community.id).head(connection)

    def tick(self) -> int:
        """Carry out due tasks; returns the number of statements that the clerk added.

        A task that fails is set aside; the others are carried out. Raises errors that affect all tasks.
        """
        with self.engine.connect() as connection:
            state = Projection(connection)
            community, head = state.community(), log.head(connection)
            if community is None or head is None:
                return 0
            self.keep_head(connection, community.id, head)
            every = list(state.due(self.clock()))
            self.set_aside.drop_all_but({name_of(one) for one in every})
            trusted = self.watch is None or self.watch.look(connection, self.clock(), head)
            due = [one for one in every if trusted and not self.set_aside.waits(one, self.clock())]
        if not due:
            self._tell_of_clerk()
            return 0
        try:
            return self._tick(None)
        except Exception as error:
            if _is_of_all(error):
                raise
            return sum(self._tick_one(one) for one in due)  # task by task, to find the failing one

    def confirm_clock(self) -> None:
        """Confirm the clock after a jump."""
        with database.writing(self.engine, self.instance.lock) as connection:
            if self.watch is not None:
                self.watch.confirm(connection, self.clock())

    def _tick_one(self, due: Due) -> int:
        try:
            return self._tick(due)
        except Exception as error:
            if _is_of_all(error):
                raise
            self._put_aside(due, error.__cause__ if isinstance(error, TaskFailed) else error)
            return 0

    def _tick(self, only: Due | None) -> int:
        with self._transaction() as work:
            work.carry_out_what_is_due(only)
            written = work.save([])
        self._note_done(work)
        self.publish_checkpoint(written)
        return len(work.leaves)

    def _put_aside(self, due: Due, error: BaseException | None) -> None:
        self.set_aside.add(due, self.clock())
        self.status.failed("clerk", "task_set_aside", error, self.set_aside.names())

    def _note_done(self, work: "Batch") -> None:
        self.set_aside.drop(work.done)
        self._tell_of_clerk()

    def _tell_of_clerk(self) -> None:
        if not self.set_aside.names():
            self.status.works("clerk")

    @contextmanager
    def _transaction(self) -> Iterator[Batch]:
        try:
            with database.writing(self.engine, self.instance.lock) as connection:
                work = Batch(self, connection)
                if self.watch is not None:
                    self.watch.check(connection, self.clock(), work.head)
                yield work
        except BaseException as error:
            self._tree.reset(0)
            if is_outage(error):
                self.engine.dispose()  # connections opened meanwhile may be unable to write
            raise

    def tree_at(self, head: Head | None, connection: Connection) -> Tree:
        """The tree at the database's size, which another process may have changed."""
        self._tiles.connection = connection
        size, root = (head.size, head.root) if head else (0, merkle.EMPTY_ROOT)
        if self._tree.size != size or self._tree.root() != root:
            self._tree.reset(size)
        return self._tree


class _Tiles:
    """Reads tiles through the current transaction."""

    connection: Connection

    def read_tile(self, level: int, index: int) -> bytes:
        return log.TileTable(self.connection).read_tile(level, index)


def _is_of_all(error: Exception) -> bool:
    """Whether an error affects every statement, so that no single task is the cause."""
    return isinstance(error, RecordBehind | StatementUnrecorded) or is_outage(error)

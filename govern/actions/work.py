"""The unit of work: a batch of statements decided in order, appended, projected and checkpointed in one transaction."""

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from govern.actions.guard import Guard, RecordBehind
from govern.actions.submissions import Submission, signed_by
from govern.actions.writing.limits import IntakeLimits
from govern.config import Instance
from govern.domain import clerk, facts, signers
from govern.domain.errors import Refused
from govern.domain.state import Due, Statement, founded
from govern.domain.statements import Kind, judge, read
from govern.record import checkpoint, leaf, merkle, proof
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope
from govern.record.note import Signer
from govern.record.proof import Proof
from govern.record.tree import Tree
from govern.store import database, log
from govern.store.log import Head
from govern.store.projection import Projection

Clock = Callable[[], int]  # milliseconds since 1970, UTC
Keys = dict[str, bytes]  # public keys by key id
MOST_KEYS = 100_000  # public keys remembered: about half a kilobyte each
LEAF_COLUMNS = ("index", "id", "kind", "signer", "member", "at", "data")


@dataclass(frozen=True)
class Accepted:
    """An accepted statement: its id, place, moment and receipt (a C2SP tlog-proof)."""

    id: str
    index: int
    at: int
    receipt: bytes


@dataclass(frozen=True)
class Appended:
    """A statement that was taken up into a batch not yet written."""

    id: str
    index: int
    at: int


@dataclass(frozen=True)
class Written:
    """A committed batch: the answers to its senders, and the checkpoint, if anything was added."""

    answers: list[Accepted | Refused]
    community: str
    signed: bytes
    checkpoint: Checkpoint | None


class Recorder:
    """The one writer of a community's record. A batch is one call of `record`; one statement is a batch of one."""

    def __init__(self, engine: Engine, instance: Instance, clock: Clock) -> None:
        self.engine = engine
        self.instance = instance
        self.clock = clock
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
            self._signer = Signer(f"{self.instance.origin_name}/{community[:16]}", self.instance.log_seed)
        return self._signer

    def guard(self, community: str) -> Guard:
        """The guard over the last checkpoint given out."""
        if self._guard is None:
            self._guard = Guard(self.instance.guard, self.signer(community).verifier)
        return self._guard

    def check_guard(self) -> None:
        """Raises RecordBehind if the database is older than the last checkpoint given out."""
        with self.engine.connect() as connection:
            community = Projection(connection).community()
            if community is not None:
                self.guard(community.id).check(connection)
            elif self.instance.guard.exists():
                raise RecordBehind("The database is empty, but a checkpoint was given out. Put the database back.")

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
        """The public keys of a batch's signers, looked up together, and of others, be they alive or not."""
        # A key id is the hash of its key, so what was found once stays true; what was not found is not remembered.
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

    def record(self, batch: Sequence[Submission]) -> list[Accepted | Refused]:
        """Decides a batch and answers each sender; one that is refused spoils no other.

        Raises RecordBehind, or the database's error, if the batch as a whole could not be written.
        """
        written = self.write(batch)
        self.give_out(written)
        return written.answers

    def write(self, batch: Sequence[Submission]) -> Written:
        """Commits a batch; nobody may be answered before `give_out`, which need not hold up the next batch."""
        keys = self._keys_of(batch)
        refusals = [self._verify(one, keys) for one in batch]  # before the record is locked
        with self._transaction() as work:
            work.prefetch(batch)
            outcomes = [refusal or work.take(one) for one, refusal in zip(batch, refusals, strict=True)]
            work.carry_out_what_is_due()
            return work.save(outcomes)

    def give_out(self, written: Written) -> None:
        """Notes the new checkpoint outside the database, durably: after the commit, before anybody is answered."""
        if written.checkpoint is not None:
            self.guard(written.community).advance(written.signed, written.checkpoint)

    def tick(self) -> int:
        """Carries out what is due; the number of statements the clerk added."""
        with self.engine.connect() as connection:
            if not any(True for _ in Projection(connection).due(self.clock())):
                return 0
        with self._transaction() as work:
            work.carry_out_what_is_due()
            written = work.save([])
        self.give_out(written)
        return len(work.leaves)

    @contextmanager
    def _transaction(self) -> Iterator["_Batch"]:
        with database.writing(self.engine, self.instance.lock) as connection:
            try:
                yield _Batch(self, connection)
            except BaseException:
                self._tree.reset(0)
                raise

    def tree_at(self, head: Head | None, connection: Connection) -> Tree:
        """The tree as the database has it, which another process may have extended."""
        self._tiles.connection = connection
        size, root = (head.size, head.root) if head else (0, merkle.EMPTY_ROOT)
        if self._tree.size != size or self._tree.root() != root:
            self._tree.reset(size)
        return self._tree


class _Tiles:
    """Reads tiles through the transaction of the moment."""

    connection: Connection

    def read_tile(self, level: int, index: int) -> bytes:
        return log.TileTable(self.connection).read_tile(level, index)


class _Batch:
    """One transaction's worth of work."""

    def __init__(self, recorder: Recorder, connection: Connection) -> None:
        self.recorder = recorder
        self.connection = connection
        self.state = Projection(connection)
        head = log.head(connection)
        self.at = max(recorder.clock(), head.at if head else 0)
        self.tree = recorder.tree_at(head, connection)
        self.roots = {0: merkle.EMPTY_ROOT}
        self.known: dict[str, int] = {}
        self.kept: set[str] = set()
        self.leaves: list[dict[str, Any]] = []
        self.blobs: dict[str, bytes] = {}
        self.named: list[tuple[int, str]] = []
        self.checkpoint: Checkpoint | None = None
        self.signed = b""
        community = self.state.community()
        if community is not None:
            last = recorder.guard(community.id).last()
            if last is not None and last.size > self.tree.size:
                recorder.guard(community.id).check(connection)

    @property
    def size(self) -> int:
        """The record's length with this batch."""
        return self.tree.size

    @property
    def community_id(self) -> str:
        """The community's id."""
        return founded(self.state).id

    def prefetch(self, batch: Sequence[Submission]) -> None:
        """Looks up together what a batch is going to need, so that it costs few queries."""
        self.known = log.recorded(self.connection, [one.envelope.id for one in batch])
        quoted = {one.payload["log_size"] for one in batch if "log_size" in one.payload}
        self.roots |= log.roots_at(self.connection, quoted)
        named = {digest for one in batch for digest in one.named}
        if named:
            self.kept = log.kept_texts(self.connection, named)
        self.state.prefetch(facts.Key, [(one.envelope.signatures[0].keyid,) for one in batch])
        self.state.prefetch(facts.Member, [(one.payload["member"],) for one in batch if "member" in one.payload])
        ballots = [one.payload for one in batch if one.kind.name == "ballot-cast"]
        self.state.prefetch(facts.Poll, [(ballot["poll"],) for ballot in ballots])
        for fact in (facts.Elector, facts.Ballot):
            self.state.prefetch(fact, [(ballot["poll"], ballot["member"]) for ballot in ballots])

    def take(self, submission: Submission) -> Appended | Refused:
        """Decides one statement; what it brings about is seen by the next."""
        try:
            self._check(submission)
            return self._append(submission.envelope, submission.kind, submission.payload, submission)
        except Refused as refused:
            return refused

    def _check(self, submission: Submission) -> None:
        payload, id_ = submission.payload, submission.envelope.id
        if id_ in self.known:
            raise Refused("already_recorded", id=id_, index=self.known[id_])
        if "log_size" in payload:
            root = self.roots.get(payload["log_size"])
            if root is None or root != base64.b64decode(payload["log_root"]):
                raise Refused("log_unknown")
        if not submission.named <= (submission.blobs.keys() | self.kept):
            raise Refused("text_missing")

    def _append(
        self, envelope: Envelope, kind: Kind, payload: dict[str, Any], submission: Submission | None
    ) -> Appended:
        index, keyid = self.tree.size, envelope.signatures[0].keyid
        new = judge(self.state, kind, Statement(envelope.id, kind.name, payload, keyid, self.at, index))
        data = leaf.format(self.at, envelope)
        self.state.put(new)
        self.tree.append(merkle.leaf_hash(data))
        member = payload.get("member", "")
        values = (index, envelope.id, kind.name, keyid, member, self.at, data)
        self.leaves.append(dict(zip(LEAF_COLUMNS, values, strict=True)))
        self.known[envelope.id] = index
        if submission is not None:
            self.blobs |= submission.blobs
            self.kept |= submission.blobs.keys()
            self.named += [(index, digest) for digest in submission.named]
        return Appended(envelope.id, index, self.at)

    def carry_out_what_is_due(self) -> None:
        """The clerk states what the rules compute now, proposal by proposal, until nothing is due."""
        for one in self.state.due(self.at):
            current: Due | None = one
            while current is not None and 0 < current.due_at <= self.at and self._clerk(current):
                current = self.state.get(type(one), one.id)

    def _clerk(self, due: Due) -> bool:
        task = clerk.task(self.state, due, self.at, self.tree.size, self._root)
        if task is None:
            return False
        name, payload = task
        envelope = signers.seal_as_clerk(self.recorder.instance.clerk_seed, name, payload)
        kind, stated = read(envelope)
        self._append(envelope, kind, stated, None)
        return True

    def _root(self) -> str:
        return base64.b64encode(self.tree.root()).decode()

    def save(self, outcomes: Sequence[Appended | Refused]) -> Written:
        """Writes leaves, tiles, facts and the new checkpoint; the answers, to be given after the commit."""
        if self.leaves:
            signer, root = self.recorder.signer(self.community_id), self.tree.root()
            self.checkpoint = Checkpoint(signer.name, self.size, root)
            self.signed = checkpoint.sign(self.checkpoint, signer)
            head = Head(self.size, root, self.at, self.signed)
            log.save(self.connection, self.leaves, self.tree.take_changed(), head)
            self.state.flush()
            log.save_blobs(self.connection, self.blobs, self.named)
        answers = [self._answer(outcome) for outcome in outcomes]
        return Written(answers, self.community_id if self.leaves else "", self.signed, self.checkpoint)

    def _answer(self, outcome: Appended | Refused) -> Accepted | Refused:
        if isinstance(outcome, Refused):
            return outcome
        receipt = Proof(outcome.index, self.tree.inclusion_proof(outcome.index), self.signed)
        return Accepted(outcome.id, outcome.index, outcome.at, proof.format(receipt))

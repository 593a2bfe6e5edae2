"""A batch in progress: statements decided in order, appended, projected and checkpointed in one transaction."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from govern.actions.writing.set_aside import TaskFailed, name_of
from govern.actions.writing.submissions import Submission
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.payload import QUOTING, Payload, PersonPayload
from govern.protocol.state import Due, Statement, founded
from govern.protocol.statement_type import StatementType
from govern.protocol.texts import read_text_blob
from govern.record import checkpoint, leaf, merkle, proof
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope
from govern.record.proof import Proof
from govern.rules import bounded_texts, clerk
from govern.rules.people import signers
from govern.rules.statements import judge, read, type_of, version_now
from govern.rules.voting.ballots import BallotCast
from govern.store.outages import is_outage
from govern.store.projection import Projection
from govern.store.record import log
from govern.store.record.log import Head

if TYPE_CHECKING:
    from govern.actions.writing.work import Recorder

LEAF_COLUMNS = ("index", "id", "kind", "signer", "member", "at", "data")


@dataclass(frozen=True)
class AcceptedStatement:
    """An accepted statement: its id, leaf index, time and receipt (a C2SP tlog-proof)."""

    id: str
    index: int
    at: int
    receipt: bytes


@dataclass(frozen=True)
class AppendedStatement:
    """A statement appended to a batch that is not yet written."""

    id: str
    index: int
    at: int


@dataclass(frozen=True)
class CommittedBatch:
    """A committed batch: the answers to its senders, and the new checkpoint if anything was added."""

    answers: list[AcceptedStatement | Refused]
    community: str
    checkpoint: Head | None


class Batch:
    """The work of one transaction."""

    def __init__(self, recorder: "Recorder", connection: Connection) -> None:
        self.recorder = recorder
        self.connection = connection
        self.state = Projection(connection)
        self.head = head = log.head(connection)
        self.at = max(recorder.clock(), head.at if head else 0)
        self.tree = recorder.tree_at(head, connection)
        self.roots = {0: merkle.EMPTY_ROOT}
        self.known: dict[str, int] = {}
        self.kept: set[str] = set()
        self.done: set[str] = set()  # tasks of the clerk
        self.leaves: list[dict[str, Any]] = []
        self.blobs: dict[str, bytes] = {}
        self.named: list[tuple[int, str]] = []
        self.checkpoint: Head | None = None
        community = self.state.community()
        if community is not None:
            if head is not None:
                recorder.keep_head(connection, community.id, head)
            else:
                recorder.guard(community.id).check(connection)

    @property
    def size(self) -> int:
        """The record's size including this batch."""
        return self.tree.size

    @property
    def community_id(self) -> str:
        """The community's id."""
        return founded(self.state).id

    def prefetch(self, batch: Sequence[Submission]) -> None:
        """Load what a batch needs with few queries."""
        self.known = log.recorded(self.connection, [one.envelope.id for one in batch])
        quoted = {one.payload.log_size for one in batch if isinstance(one.payload, QUOTING)}
        self.roots |= log.roots_at(self.connection, quoted)
        named = {digest for one in batch for digest in one.named}
        if named:
            self.kept = log.kept_texts(self.connection, named)
        self.state.prefetch(facts.Key, [(one.envelope.signatures[0].keyid,) for one in batch])
        self.state.prefetch(
            facts.Member, [(one.payload.member,) for one in batch if isinstance(one.payload, PersonPayload)]
        )
        ballots = [one.payload for one in batch if isinstance(one.payload, BallotCast)]
        self.state.prefetch(facts.Poll, [(ballot.poll,) for ballot in ballots])
        for fact in (facts.Elector, facts.Ballot):
            self.state.prefetch(fact, [(ballot.poll, ballot.member) for ballot in ballots])

    def take(self, submission: Submission) -> AppendedStatement | Refused:
        """Decide one statement; the next one sees its effects."""
        try:
            self._check(submission)
            return self._append(submission.envelope, submission.kind, submission.payload, submission)
        except Refused as refused:
            return refused

    def _check(self, submission: Submission) -> None:
        payload, id_ = submission.payload, submission.envelope.id
        if id_ in self.known:
            raise Refused("already_recorded", id=id_, index=self.known[id_])
        if isinstance(payload, QUOTING):
            root = self.roots.get(payload.log_size)
            if root is None or root != base64.b64decode(payload.log_root):
                raise Refused("log_unknown")
        if not submission.named <= (submission.blobs.keys() | self.kept):
            raise Refused("text_missing")
        if submission.named and bounded_texts.are_bounded(self.state, self.at):
            self._check_texts(submission)

    def _check_texts(self, submission: Submission) -> None:
        """Raise Refused(name_unfit, text_unfit) unless each text obeys the limits of the fields that name it."""
        for use in bounded_texts.uses(submission.payload.to_dict(), submission.named):
            sent = submission.blobs.get(use.digest) or self.blobs.get(use.digest)
            data = sent or log.blob(self.connection, use.digest)
            if data is not None:
                bounded_texts.check(use, read_text_blob(data))

    def _append(
        self, envelope: Envelope, kind: StatementType, payload: Payload, submission: Submission | None
    ) -> AppendedStatement:
        index, keyid = self.tree.size, envelope.signatures[0].keyid
        new = judge(self.state, kind, Statement(envelope.id, kind.name, payload, keyid, self.at, index))
        data = leaf.format(self.at, envelope)
        self.state.put(new)
        self.tree.append(merkle.leaf_hash(data))
        member = payload.member if isinstance(payload, PersonPayload) else ""
        values = (index, envelope.id, kind.name, keyid, member, self.at, data)
        self.leaves.append(dict(zip(LEAF_COLUMNS, values, strict=True)))
        self.known[envelope.id] = index
        if submission is not None:
            self.blobs |= submission.blobs
            self.kept |= submission.blobs.keys()
            self.named += [(index, digest) for digest in submission.named]
        return AppendedStatement(envelope.id, index, self.at)

    def carry_out_what_is_due(self, only: Due | None = None) -> None:
        """Carry out the clerk's due tasks until none is left, or only `only`.

        Raises TaskFailed for a task that fails; then the whole batch must be decided again.
        """
        while self._carry_out_once(only):
            pass  # what was done may have made another task due, or possible

    def _carry_out_once(self, only: Due | None) -> bool:
        """One pass over the due tasks in their order; True if it stated anything."""
        aside, before = self.recorder.set_aside, self.size
        for one in self.state.due(self.at):
            if name_of(one) != name_of(only) if only else aside.waits(one, self.recorder.clock()):
                continue
            try:
                self._carry_out(one)
            except Exception as error:
                if is_outage(error):
                    raise
                raise TaskFailed(one) from error
            self.done.add(name_of(one))
        return self.size > before

    def _carry_out(self, due: Due) -> None:
        current: Due | None = due
        while current is not None and 0 < current.due_at <= self.at and self._clerk(current):
            current = self.state.get(type(due), due.id)
        self.state.flush()  # so that a row which the database refuses is attributed to this task

    def _clerk(self, due: Due) -> bool:
        payload = clerk.task(self.state, due, self.at, self.tree.size, self._root)
        if payload is None:
            return False
        name = type_of(payload).name
        version = version_now(self.state, name, self.at)
        envelope = signers.seal_as_clerk(self.recorder.instance.clerk_seed, name, payload.to_dict(), version)
        kind, stated = read(envelope)
        self._append(envelope, kind, stated, None)
        return True

    def _root(self) -> str:
        return base64.b64encode(self.tree.root()).decode()

    def save(self, outcomes: Sequence[AppendedStatement | Refused]) -> CommittedBatch:
        """Write leaves, tiles, facts and the new checkpoint; returns the answers, to be sent after the commit."""
        if self.leaves:
            signer, root = self.recorder.signer(self.community_id), self.tree.root()
            signed = checkpoint.sign(Checkpoint(signer.name, self.size, root), signer)
            self.checkpoint = Head(self.size, root, self.at, signed)
            log.save(self.connection, self.leaves, self.tree.take_changed(), self.checkpoint)
            self.state.flush()
            log.save_blobs(self.connection, self.blobs, self.named)
        answers = [self._answer(outcome) for outcome in outcomes]
        return CommittedBatch(answers, self.community_id if self.leaves else "", self.checkpoint)

    def _answer(self, outcome: AppendedStatement | Refused) -> AcceptedStatement | Refused:
        if isinstance(outcome, Refused):
            return outcome
        signed = self.checkpoint.text if self.checkpoint else b""
        receipt = Proof(outcome.index, self.tree.inclusion_proof(outcome.index), signed)
        return AcceptedStatement(outcome.id, outcome.index, outcome.at, proof.format(receipt))

"""Group commit: statements that arrive while a batch is being written form the next batch.

Both ways in use the same queue. A thread that brings one statement writes whatever waits as soon as the batch before is
done, unless another thread did it meanwhile; no thread of its own is needed. A server that has one lets it `run`.
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Final, Protocol

from govern.actions.writing.deciding import Decided, decide
from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.submissions import Submission
from govern.actions.writing.work import AcceptedStatement, Recorder

LARGEST_BATCH: Final = 512
Answering = Callable[[], AbstractContextManager[None]]


class Sender(Protocol):
    """A sender who waits for the decision on a statement."""

    def read(self) -> Submission | None:
        """The statement; None if it cannot be read."""

    def answer(self, decided: Decided | None) -> None:
        """Tells what was decided; None if the statement could not be read. Must not raise."""


class _Caller:
    """A thread that waits within `submit`."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self.decided: Decided | None = None

    def read(self) -> Submission:
        """The statement that it brought."""
        return self._submission

    def answer(self, decided: Decided | None) -> None:
        """Keeps what `submit` is to return."""
        self.decided = decided


class GroupCommit:
    """Brings statements to the recorder, as one batch at a time."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self._waiting: deque[Sender] = deque()
        self._arrival = threading.Condition()
        self._writing = threading.Lock()

    def submit(self, submission: Submission) -> AcceptedStatement:
        """Returns once the statement is durably recorded; raises Refused, StatementUnrecorded or RecordBehind."""
        caller = _Caller(submission)
        with self._arrival:
            self._waiting.append(caller)  # wakes no thread: this one writes
        with self._writing:
            while caller.decided is None:
                self._write(self._next(), nullcontext)
        if isinstance(caller.decided, AcceptedStatement):
            return caller.decided
        raise caller.decided

    def add(self, sender: Sender) -> None:
        """Leaves a sender to the thread that runs; to be answered from there."""
        with self._arrival:
            self._waiting.append(sender)
            self._arrival.notify()

    def run(self, ended: threading.Event, answering: Answering) -> None:
        """Writes what arrives until `ended` is set and nobody waits; every batch is answered within `answering()`.

        One thread alone: a second, to overlap writing with answering, made the batches half as large and the two
        dearer by what they paid for handing the interpreter over, also on disks that take milliseconds.
        """
        while self._has_arrived(ended):
            with self._writing:
                try:
                    self._write(self._next(), answering)
                except BaseException:  # noqa: BLE001, S112 - told and answered; the thread goes on
                    continue

    def end(self, ended: threading.Event) -> None:
        """Lets the thread that runs end once it has answered everybody."""
        with self._arrival:
            ended.set()
            self._arrival.notify_all()

    def _has_arrived(self, ended: threading.Event) -> bool:
        """Waits for somebody; false at the end."""
        with self._arrival:
            while not self._waiting and not ended.is_set():
                self._arrival.wait()
            return bool(self._waiting)

    def _next(self) -> deque[Sender]:
        with self._arrival:
            return deque(self._waiting.popleft() for _ in range(min(len(self._waiting), LARGEST_BATCH)))

    def _write(self, batch: deque[Sender], answering: Answering) -> None:
        """Decides a batch and answers everybody in it; raises only what ends a thread, once that is done."""
        if not batch:  # another thread was faster
            return
        status = self.recorder.status
        with status.working("writer"):
            try:
                self._decide(batch, answering)
            except BaseException as error:
                status.failed("writer", "write_failed", error)
                while batch:
                    batch.popleft().answer(StatementUnrecorded("write_failed"))
                raise

    def _decide(self, batch: deque[Sender], answering: Answering) -> None:
        """Senders with an answer are no longer in `batch`."""
        read = {sender: submission for sender in batch if (submission := sender.read()) is not None}
        decided = dict(zip(read, decide(self.recorder, [*read.values()]), strict=True))
        with answering():
            while batch:
                sender = batch.popleft()
                sender.answer(decided.get(sender))

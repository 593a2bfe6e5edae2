"""Group commit: statements that arrive while a batch is written form the next batch."""

import threading

from govern.actions.writing.deciding import Decided, decide
from govern.actions.writing.failures import Unrecorded
from govern.actions.writing.submissions import Submission
from govern.actions.writing.work import Accepted, Recorder

LARGEST_BATCH = 512


class _PendingBatch:
    """The statements of one batch; the first sender's thread writes it, the others wait for one event."""

    def __init__(self) -> None:
        self.submissions: list[Submission] = []
        self.answers: list[Decided] = []
        self.done = threading.Event()


class GroupCommit:
    """Collects statements of many threads into batches for the recorder; needs no thread of its own."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self._entrance = threading.Lock()
        self._writing = threading.Lock()
        self._open = _PendingBatch()

    def submit(self, submission: Submission) -> Accepted:
        """Return when the statement is durably recorded; raises Refused, Unrecorded or RecordBehind."""
        with self._entrance:
            own = self._open
            place = len(own.submissions)
            own.submissions.append(submission)
            if len(own.submissions) == LARGEST_BATCH:
                self._open = _PendingBatch()
        if place == 0:
            self._lead(own)
        else:
            own.done.wait()
        answer = own.answers[place]
        if isinstance(answer, Accepted):
            return answer
        raise answer

    def _lead(self, own: _PendingBatch) -> None:
        try:
            with self._writing:
                with self._entrance:
                    if self._open is own:
                        self._open = _PendingBatch()
                own.answers = decide(self.recorder, own.submissions)
        finally:
            own.answers = own.answers or [Unrecorded("write_failed")] * len(own.submissions)
            own.done.set()

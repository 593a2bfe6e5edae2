"""Gathering: statements that arrive while a batch is being written form the next one, and wait for it together."""

import threading

from govern.actions.submissions import Submission
from govern.actions.work import Accepted, Recorder
from govern.domain.errors import Refused

LARGEST_BATCH = 512


class _Round:
    """Those who go together; the first of them leads, the others wait for one event."""

    def __init__(self) -> None:
        self.submissions: list[Submission] = []
        self.answers: list[Accepted | Refused] = []
        self.failure: BaseException | None = None
        self.done = threading.Event()


class Gathering:
    """Brings statements of many threads to the recorder, as one batch at a time. No thread of its own is needed."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self._entrance = threading.Lock()
        self._writing = threading.Lock()
        self._open = _Round()

    def submit(self, submission: Submission) -> Accepted:
        """Returns once the statement is durably recorded; raises Refused, or what kept the batch from being written."""
        with self._entrance:
            own = self._open
            place = len(own.submissions)
            own.submissions.append(submission)
            if len(own.submissions) == LARGEST_BATCH:
                self._open = _Round()
        if place == 0:
            self._lead(own)
        else:
            own.done.wait()
        if own.failure is not None:
            raise own.failure
        answer = own.answers[place]
        if isinstance(answer, Refused):
            raise answer
        return answer

    def _lead(self, own: _Round) -> None:
        try:
            with self._writing:
                with self._entrance:
                    if self._open is own:
                        self._open = _Round()
                written = self.recorder.write(own.submissions)
            self.recorder.give_out(written)  # while the next batch is being written
            own.answers = written.answers
        except BaseException as error:  # noqa: BLE001 - every waiting sender must hear of it, and raises it
            own.failure = error
        finally:
            own.done.set()

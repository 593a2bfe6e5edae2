"""Deciding a batch so that nobody suffers from a neighbour: after a failure each statement is decided by itself."""

import logging
import time
from collections.abc import Sequence
from typing import Final

from govern.actions.guard import RecordBehind
from govern.actions.submissions import Submission
from govern.actions.work import Accepted, Recorder, Written
from govern.actions.writing.failures import Unrecorded
from govern.domain.errors import Refused

logger = logging.getLogger("govern")
Decided = Accepted | Refused | RecordBehind | Unrecorded
ALONE_SECONDS: Final = 10.0  # after a failed batch; whoever is not decided by then is asked to send again


def decide(recorder: Recorder, batch: Sequence[Submission]) -> list[Decided]:
    """What each sender is told; raises nothing but what ends a thread.

    A batch is written in one transaction. If that fails, each of its statements gets a transaction of its own, so that
    one that the database does not take fails alone.
    """
    try:
        written = recorder.write(batch)
    except (RecordBehind, Unrecorded) as error:
        return [error] * len(batch)
    except Exception as error:  # noqa: BLE001 - whatever it was, the senders are answered and the next batch goes on
        return _alone(recorder, batch, error) if len(batch) > 1 else [_failed(recorder, batch[0], error)]
    recorder.status.works("writer")
    return _given_out(recorder, written)


def _given_out(recorder: Recorder, written: Written) -> list[Decided]:
    """The receipts, once the checkpoint that they quote is kept; what was refused is told in any case."""
    try:
        recorder.give_out(written)
    except (RecordBehind, Unrecorded) as error:
        return [one if isinstance(one, Refused) else error for one in written.answers]
    return list(written.answers)


def _alone(recorder: Recorder, batch: Sequence[Submission], error: Exception) -> list[Decided]:
    logger.warning("A batch of %d failed (%s); each is decided by itself", len(batch), type(error).__name__)
    until = time.monotonic() + ALONE_SECONDS
    decided: list[Decided] = []
    for one in batch:
        decided += decide(recorder, [one]) if time.monotonic() < until else [Unrecorded("write_failed")]
    return decided


def _failed(recorder: Recorder, one: Submission, error: Exception) -> Unrecorded:
    """One statement that could not be written: the database's trouble, unless the database takes others."""
    recorder.status.failed("writer", "write_failed", error, (one.kind.name, one.envelope.id))
    return Unrecorded("write_failed")

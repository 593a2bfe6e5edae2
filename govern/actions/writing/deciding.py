"""Decides a batch; after a failure each of its statements is decided alone."""

import logging
import time
from collections.abc import Sequence
from typing import Final

from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.submissions import Submission
from govern.actions.writing.work import AcceptedStatement, CommittedBatch, Recorder
from govern.protocol.errors import Refused

logger = logging.getLogger("govern")
Decided = AcceptedStatement | Refused | RecordBehind | StatementUnrecorded
ALONE_SECONDS: Final = 10.0  # after a failed batch; the senders of the rest are asked to send again


def decide(recorder: Recorder, batch: Sequence[Submission]) -> list[Decided]:
    """The answer to each sender; raises only exceptions that end a thread.

    A batch is written in one transaction. If that fails, each statement gets its own transaction, so that only the one
    that the database refuses fails.
    """
    try:
        return _together(recorder, batch)
    except Exception as error:  # noqa: BLE001 - on any error the senders are answered
        logger.info("A batch of %d failed (%s); each is decided by itself", len(batch), type(error).__name__)
    until = time.monotonic() + ALONE_SECONDS
    return [_alone(recorder, one) if time.monotonic() < until else StatementUnrecorded("write_failed") for one in batch]


def _together(recorder: Recorder, batch: Sequence[Submission]) -> list[Decided]:
    try:
        written = recorder.write(batch)
    except (RecordBehind, StatementUnrecorded) as error:
        return [error] * len(batch)
    recorder.status.works("writer")
    return _given_out(recorder, written)


def _alone(recorder: Recorder, one: Submission) -> Decided:
    try:
        return _together(recorder, [one])[0]
    except Exception as error:  # noqa: BLE001 - as above
        recorder.status.failed("writer", "write_failed", error, (one.kind.name, one.envelope.id))
        return StatementUnrecorded("write_failed")


def _given_out(recorder: Recorder, written: CommittedBatch) -> list[Decided]:
    """The receipts once their checkpoint is stored; refusals are answered in any case."""
    try:
        recorder.publish_checkpoint(written)
    except (RecordBehind, StatementUnrecorded) as error:
        return [one if isinstance(one, Refused) else error for one in written.answers]
    return list(written.answers)

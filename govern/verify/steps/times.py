"""Steps 1 and 3: the record's times against the auditor's clock and the witnesses'."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from govern.protocol.units import MINUTE, SECOND
from govern.record import cosignature
from govern.record.errors import RecordError
from govern.verify.findings import Finding, found
from govern.verify.moments import utc
from govern.verify.steps.checks import Audit

TOLERANCE: Final = 5 * MINUTE  # between two honest clocks


def times_are_past(audit: Audit) -> Iterator[Finding]:
    """Step 3: no leaf is dated after the auditor's clock."""
    times = audit.replay.times
    if audit.now is None or not times or max(times) <= audit.now + TOLERANCE:
        return
    first = next(index for index, at in enumerate(times) if at > audit.now + TOLERANCE)
    yield found(3, "time_ahead", first, at=utc(times[first]), now=utc(audit.now))


def cosignatures_are_later(audit: Audit) -> Iterator[Finding]:
    """Step 1: no witness cosigned a statement before its time, neither in the bundle nor in earlier checkpoints."""
    seen = [(audit.signed, audit.stated.size), *((one.signed, one.checkpoint.size) for one in audit.evidence.seen)]
    times = audit.replay.times
    for signed, size in seen:
        if not 0 < size <= len(times):
            continue
        try:
            witnesses = cosignature.verify(signed, audit.evidence.witnesses)
        except RecordError:
            continue  # note_is_signed or history_is_kept has found it
        for witness, seconds in witnesses:
            limit = seconds * SECOND + TOLERANCE
            if times[size - 1] > limit:
                leaf = bisect_right(times[:size], limit)
                at = utc(times[leaf])
                yield found(1, "cosigned_early", leaf, witness=witness.name, cosigned=utc(seconds * SECOND), at=at)

"""Clock watch: a clock that jumped ahead must be confirmed before it closes a vote or lets anything lapse.

A running server sees the clock advance second by second, and stores how far it came. A wrong clock, or a long downtime,
shows as one large step. After a step of more than LONGEST_STEP nothing is carried out, and while something is due no
statement is recorded, because its time would stay doubtful: the times of the record never go back. `--accept-clock` or
an administrator's button confirms the clock.
"""

from typing import Final

from sqlalchemy import Connection

from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.status import Status
from govern.protocol.units import HOUR, MINUTE
from govern.store.private import clock as stored
from govern.store.projection import Projection
from govern.store.record.log import Head

LONGEST_STEP: Final = 48 * HOUR
BEHIND: Final = MINUTE  # allowed difference between the clocks of two machines


class ClockWatch:
    """The clock of one process, compared with the record and with the latest trusted time."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._seen = 0

    @property
    def seen(self) -> int:
        """The latest trusted time."""
        return self._seen

    def check(self, connection: Connection, now: int, head: Head | None) -> None:
        """Raise StatementUnrecorded(clock_unconfirmed) if the clock is doubtful and something is due by it."""
        if self._is_in_doubt(connection, now, head) and any(True for _ in Projection(connection).due(now)):
            raise StatementUnrecorded("clock_unconfirmed")

    def look(self, connection: Connection, now: int, head: Head) -> bool:
        """Accept the time or report what is wrong with it; False if the clerk must not use it."""
        if now < head.at - BEHIND:
            self._status.failed("clock", "clock_behind", details=(str(head.at), str(now)))
        elif self._is_in_doubt(connection, now, head) and Projection(connection).is_anything_scheduled():
            self._status.failed("clock", "clock_ahead", details=(str(self._seen), str(now)))
            return False
        else:
            self._status.works("clock")
            self._seen = max(self._seen, now)
        return True

    def _is_in_doubt(self, connection: Connection, now: int, head: Head | None) -> bool:
        if now - self._seen <= LONGEST_STEP:
            return False
        # Another process may have seen a later time; without a stored time, the last statement gives it.
        self._seen = max(self._seen, stored.seen(connection) or (head.at if head else now))
        return now - self._seen > LONGEST_STEP

    def confirm(self, connection: Connection, now: int) -> None:
        """An administrator or operator confirms the clock."""
        stored.note(connection, now, now)
        self._seen = max(self._seen, now)

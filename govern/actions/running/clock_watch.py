"""Watching the clock: before a clock that jumped ahead closes a vote or lets anything lapse, somebody confirms it.

A running server sees the clock move on second by second, and notes how far it came. One that was set wrong, or a server
that was off for long, shows as one large step. After a step of more than LONGEST_STEP nothing is carried out, and while
something is due no statement is recorded, since its moment would be doubtful for ever: the moments of the record
never go back. `--accept-clock` or an administrator's button confirms the clock.
"""

from typing import Final

from sqlalchemy import Connection

from govern.actions.writing.failures import Unrecorded
from govern.actions.writing.status import Status
from govern.protocol.units import HOUR, MINUTE
from govern.store.private import clock as stored
from govern.store.projection import Projection
from govern.store.record.log import Head

LONGEST_STEP: Final = 48 * HOUR
BEHIND: Final = MINUTE  # so much may pass between two machines' clocks


class ClockWatch:
    """The clock of one process, compared with the record and with what was seen of it."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._seen = 0

    @property
    def seen(self) -> int:
        """The latest trusted moment."""
        return self._seen

    def check(self, connection: Connection, now: int, head: Head | None) -> None:
        """Raises Unrecorded(clock_unconfirmed) if the clock is in doubt and something is due by it."""
        if self._is_in_doubt(connection, now, head) and any(True for _ in Projection(connection).due(now)):
            raise Unrecorded("clock_unconfirmed")

    def look(self, connection: Connection, now: int, head: Head) -> bool:
        """Takes up the moment, or reports what is wrong with it; whether the clerk may go by it."""
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
        # Another process may have seen or confirmed more; before the first note the last statement tells the time.
        self._seen = max(self._seen, stored.seen(connection) or (head.at if head else now))
        return now - self._seen > LONGEST_STEP

    def confirm(self, connection: Connection, now: int) -> None:
        """An administrator, or whoever runs the server, says that the clock is right."""
        stored.note(connection, now, now)
        self._seen = max(self._seen, now)

"""Failures of the server, not of a statement; the sender may send the same statement again."""

from typing import Final

RETRY_SECONDS: Final = {
    "write_failed": 5,  # the database refused it
    "checkpoint_not_kept": 5,  # recorded, but `last-checkpoint` cannot be written, so no receipt may be sent
    "clock_unconfirmed": 60,  # an administrator must confirm the clock first
}
NOTHING_RECORDED: Final = frozenset({"clock_unconfirmed"})


class StatementUnrecorded(Exception):
    """A statement for which no receipt can be given now; `code` is a key of RETRY_SECONDS.

    A statement is recorded once, however often it is sent, so sending it again is always safe.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def retry_seconds(self) -> int:
        """The number of seconds after which to send the statement again."""
        return RETRY_SECONDS[self.code]

    @property
    def may_be_recorded(self) -> bool:
        """Whether the statement may be in the record although its sender got no receipt."""
        return self.code not in NOTHING_RECORDED

"""What could be guessed is counted before it is looked at, and refused once it was tried too often."""

from flask import request

from govern.actions import attempts
from govern.actions.attempts import Limit, TooManyAttempts
from govern.web.database import private_write
from govern.web.services import now


def guard(limit: Limit, subject: str) -> None:
    """Counts an attempt; raises TooManyAttempts."""
    with private_write() as writing:
        until = attempts.tally(writing, limit, subject, now())
    if until:
        raise TooManyAttempts(until)


def address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""

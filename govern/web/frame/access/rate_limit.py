"""Rate limits of requests: limited actions, and guesses of secrets."""

import ipaddress
from typing import Final

from flask import request
from flask_babel import format_timedelta

from govern.actions.people import attempts
from govern.actions.people.attempts import Limit, TooManyAttempts
from govern.actions.signing_in import guessing
from govern.actions.signing_in.guessing import Attempt, Backoff
from govern.protocol.units import MINUTE
from govern.web.frame.database import private_write
from govern.web.frame.services import now

NETWORK_BITS: Final = 64  # of IPv6: one subscriber owns such a network


def guard(limit: Limit, subject: str) -> None:
    """Count a request; raises TooManyAttempts."""
    with private_write() as writing:
        until = attempts.record_attempt(writing, limit, subject, now())
    if until:
        raise TooManyAttempts(until)


def count_guess(*tried: Attempt) -> None:
    """Count an attempt at a secret before it is compared; raises TooManyAttempts."""
    with private_write() as writing:
        until = guessing.count(writing, tried, now())
    if until:
        raise TooManyAttempts(until)


def count_failure(limit: Backoff) -> None:
    """Count a wrong secret from this network address; raises TooManyAttempts.

    Only for long random secrets: they are compared first, so that a right one is never refused.
    """
    count_guess(Attempt(limit, address()))


def address() -> str:
    """The client's network address; for IPv6 the network of one subscriber."""
    given = request.remote_addr or ""
    try:
        found = ipaddress.ip_address(given)
    except ValueError:
        return given
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network((found, NETWORK_BITS), strict=False))


def wait_words(until: int) -> str:
    """The time until a moment, in words and whole minutes."""
    minutes = -(-max(until - now(), 1) // MINUTE)
    return str(format_timedelta(minutes * 60, granularity="minute", threshold=2))


def retry_after(until: int) -> dict[str, str]:
    """The Retry-After header."""
    return {"Retry-After": str(-(-max(until - now(), 1000) // 1000))}

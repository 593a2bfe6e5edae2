"""One finding of the examination."""

from collections.abc import Callable
from dataclasses import dataclass

Explain = Callable[[Exception], str]


@dataclass(frozen=True)
class Finding:
    """What was looked at, by a stable code; how it is (`ok`, `warn` or `bad`); and what to do, if anything."""

    check: str
    level: str
    text: str
    mend: str = ""


def ok(check: str, text: str) -> Finding:
    """All is well."""
    return Finding(check, "ok", text)


def warn(check: str, text: str, mend: str = "") -> Finding:
    """It works, but it should be looked at."""
    return Finding(check, "warn", text, mend)


def bad(check: str, text: str, mend: str = "") -> Finding:
    """It does not work, or is dangerous."""
    return Finding(check, "bad", text, mend)

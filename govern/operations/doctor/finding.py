"""One finding of the examination."""

from collections.abc import Callable
from dataclasses import dataclass

Explain = Callable[[Exception], str]


@dataclass(frozen=True)
class HealthFinding:
    """What was looked at, by a stable code; how it is (`ok`, `warn` or `bad`); and what to do, if anything."""

    check: str
    level: str
    text: str
    mend: str = ""


def ok(check: str, text: str) -> HealthFinding:
    """All is well."""
    return HealthFinding(check, "ok", text)


def warn(check: str, text: str, mend: str = "") -> HealthFinding:
    """It works, but it should be looked at."""
    return HealthFinding(check, "warn", text, mend)


def bad(check: str, text: str, mend: str = "") -> HealthFinding:
    """It does not work, or is dangerous."""
    return HealthFinding(check, "bad", text, mend)

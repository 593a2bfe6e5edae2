"""A finding of the health checks."""

from collections.abc import Callable
from dataclasses import dataclass

Explain = Callable[[Exception], str]


@dataclass(frozen=True)
class HealthFinding:
    """A finding: the stable code of the check, its level (`ok`, `warn` or `bad`), and advice if needed."""

    check: str
    level: str
    text: str
    mend: str = ""


def ok(check: str, text: str) -> HealthFinding:
    """A finding without a problem."""
    return HealthFinding(check, "ok", text)


def warn(check: str, text: str, mend: str = "") -> HealthFinding:
    """A finding that works but needs attention."""
    return HealthFinding(check, "warn", text, mend)


def bad(check: str, text: str, mend: str = "") -> HealthFinding:
    """A finding that fails or is dangerous."""
    return HealthFinding(check, "bad", text, mend)

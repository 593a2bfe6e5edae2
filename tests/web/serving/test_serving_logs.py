"""The log of a running server."""

import io
import logging

import pytest
from sqlalchemy.exc import OperationalError

from govern.web.serving import logs
from govern.web.serving.logs import CountingHandler


class Log:
    """A log whose moments the test chooses."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = CountingHandler(self.stream)
        self.handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))

    def say(self, second: float, message: str, error: Exception | None = None, level: int = logging.ERROR) -> None:
        exc_info = (type(error), error, None) if error else None
        record = logging.LogRecord("govern", level, "", 0, message, None, exc_info)
        record.created = second
        self.handler.handle(record)

    def lines(self) -> list[str]:
        return self.stream.getvalue().splitlines()


@pytest.fixture
def log() -> Log:
    return Log()


def test_a_failure_that_repeats_is_written_once_and_counted_once_a_minute(log: Log) -> None:
    for second in range(130):
        log.say(second, f"Page {second} failed", ValueError("odd"))
    assert log.lines() == [
        "ERROR Page 0 failed",
        "ValueError: odd",
        "ERROR 60 times more: ValueError: odd",
        "ERROR 60 times more: ValueError: odd",
    ]


def test_repeated_failures_are_summed_up_at_shutdown(log: Log) -> None:
    for second in range(4):
        log.say(second, "Something", ValueError("odd"))
    log.handler.close()
    assert log.lines()[-1] == "ERROR 3 times more: ValueError: odd"


def test_different_failures_are_distinguished_and_new_ones_logged_at_once(log: Log) -> None:
    log.say(0, "A", ValueError("odd"))
    log.say(1, "B", ValueError("even"))
    log.say(2, "C", level=logging.INFO)
    log.say(3, "C", level=logging.INFO)
    assert [line for line in log.lines() if not line.startswith("ValueError")] == [
        "ERROR A",
        "ERROR B",
        "INFO C",
        "INFO C",
    ]


def test_a_failure_that_has_gone_is_written_in_full_when_it_comes_again(log: Log) -> None:
    log.say(0, "A", ValueError("odd"))
    log.say(200, "A", ValueError("odd"))
    assert log.lines() == ["ERROR A", "ValueError: odd"] * 2


def test_a_database_that_is_away_needs_one_line(log: Log) -> None:
    log.say(0, "It failed", OperationalError("SELECT 1", {}, Exception("no route\nto host")))
    assert log.lines() == ["ERROR It failed: (builtins.Exception) no route"]


def test_no_more_kinds_are_kept_than_memory_allows(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_KINDS", 1)
    for second in range(3):
        log.say(second, "A", ValueError("odd"))
        log.say(second, f"B {second}")
    assert [line for line in log.lines() if "B" in line] == ["ERROR B 0", "ERROR B 1", "ERROR B 2"]

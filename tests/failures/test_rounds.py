"""The threads of a running server survive every exception of their rounds, and report it."""

import threading

import pytest

from govern.actions.running import rounds
from govern.actions.running.rounds import Rounds
from govern.actions.writing import status as statuses
from govern.actions.writing.status import Status
from tests.tools.waiting import PATIENCE, wait_until


class ThreadFailure(BaseException):
    """An exception that ends an unguarded thread."""


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "SECONDS", 0.001)


@pytest.mark.parametrize("error", [ValueError("no"), OSError("no"), ThreadFailure()])
def test_a_failed_round_is_reported_and_the_next_one_runs(error: BaseException) -> None:
    status, failing, done = Status(), threading.Event(), []
    failing.set()

    def work() -> int:
        done.append(1)
        if failing.is_set():
            raise error
        return 0

    with Rounds("ticker", status, work):
        wait_until(lambda: len(done) > 12 and bool(status.troubles()))
        (trouble,) = status.troubles()
        assert (trouble.part, trouble.code) == ("ticker", "round_failed")
        assert trouble.since <= trouble.last
        failing.clear()
        wait_until(lambda: not status.troubles())
    assert status.troubles() == []  # it ended as it should


def test_a_failure_that_repeats_is_logged_once_and_then_at_every_power_of_ten(caplog: pytest.LogCaptureFixture) -> None:
    status = Status()
    for _ in range(250):
        status.failed("mail", "round_failed", ValueError("no"))
    assert len(caplog.records) == 3  # the first, the 10th, the 100th
    status.works("mail")
    assert "works again" in caplog.text
    assert status.troubles() == []


def test_a_round_that_does_not_end_is_reported_as_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statuses, "STALLED_SECONDS", {"ticker": 0.01})
    status, free, begun = Status(), threading.Event(), threading.Event()

    def work() -> int:
        begun.set()
        free.wait(PATIENCE)
        return 0

    with Rounds("ticker", status, work):
        begun.wait(PATIENCE)
        wait_until(lambda: [one.code for one in status.troubles()] == ["stalled"])
        free.set()


def test_a_thread_that_ended_by_itself_is_reported() -> None:
    status, thread = Status(), threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    status.watch("mail", thread)
    assert [(one.part, one.code) for one in status.troubles()] == [("mail", "thread_ended")]

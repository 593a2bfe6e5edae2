"""Stopping the server: statements already sent are answered; a thread that ended is reported."""

import fcntl
import http.client
import json
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flask_migrate
import pytest

from govern import paths
from govern.web import create_app
from tests.dsl.people import BO, GIL, RealCommunity
from tests.failures.conftest import FailingSite
from tests.tools.running import RunningServer, ask, govern_serve
from tests.tools.waiting import PATIENCE

SENDERS = 24
REFUSED = 24  # explained by other threads than the writer's


@pytest.fixture
def instance(community: RealCommunity) -> Path:
    """The folder of a community that the command can serve."""
    app = create_app(community.instance)
    with app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))
    app.extensions["govern"].engine.dispose()
    return community.instance.folder


def send(running: RunningServer, body: bytes) -> http.client.HTTPConnection:
    """Sends a statement without waiting for its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
    connection.request("POST", "/api/statements", body)
    return connection


def answer(connection: http.client.HTTPConnection) -> tuple[int, dict[str, object]]:
    """The answer to what was sent."""
    found = connection.getresponse()
    value = json.loads(found.read())
    connection.close()
    return found.status, value


def test_the_batch_in_hand_is_answered(community: RealCommunity, instance: Path) -> None:
    before = community.quote().size
    good = [
        community.compose(BO, "award-made", {"reason": str(n)}, amount=n, to=GIL.member) for n in range(1, SENDERS + 1)
    ]
    with govern_serve(instance, "--accept-clock", "--threads", "1") as running:
        with community.instance.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the writer cannot go on
            connections = [send(running, body) for body in (*good, *[good[0][:-1]] * REFUSED)]
            for _ in range(2):
                assert ask(running.port, "/healthz").status == 200  # so the server has read all that came before
            running.process.send_signal(signal.SIGTERM)
        with ThreadPoolExecutor(len(connections)) as pool:
            answers = list(pool.map(answer, connections))
        running.process.wait(timeout=PATIENCE)
    assert [status for status, _ in answers] == [201] * SENDERS + [422] * REFUSED
    assert sorted(int(str(value["index"])) for _, value in answers[:SENDERS]) == list(range(before, before + SENDERS))
    assert community.quote().size == before + SENDERS
    assert community.differences() == []
    assert "Traceback" not in running.log.read_text()


def test_a_writer_that_ended_fails_every_look_at_the_health(site: FailingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.get("/healthz").status == 200

    monkeypatch.setattr(site.group_commit, "_has_arrived", lambda _ended: False)  # as if nothing more came
    assert site.send(site.award()).status == 201  # the last batch; then the thread ends
    site.dispatcher._writer.join(PATIENCE)
    for path in ("/healthz", "/readyz"):
        found = site.get(path)
        assert found.status == 503
        assert [(one["part"], one["code"]) for one in found.value["troubles"]] == [("writer", "thread_ended")]

"""Fixtures: a community behind a real server, on SQLite and PostgreSQL, in which tests cause failures."""

import fcntl
import http.client
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.work import Recorder
from govern.record import note, proof
from govern.store.record import log
from govern.web import create_app
from tests.dsl.people import BO, GIL, RealCommunity
from tests.tools.server import ServedApplication, serve
from tests.tools.waiting import PATIENCE, wait_until


@dataclass(frozen=True)
class RequestAnswer:
    """The answer to a request."""

    status: int
    headers: dict[str, str]
    value: dict[str, Any]

    @property
    def code(self) -> str:
        """The code of a problem document."""
        return str(self.value.get("code", ""))


class FailingSite:
    """A served community: `community` composes statements, which are sent by HTTP."""

    def __init__(self, community: RealCommunity, app: Flask, served: ServedApplication) -> None:
        self.community = community
        self.app = app
        self.port = served.port
        self.dispatcher = served.dispatcher
        self.group_commit: GroupCommit = app.extensions["govern"].group_commit
        self.recorder: Recorder = self.group_commit.recorder

    def award(self, amount: int = 1) -> bytes:
        """A statement of Bo's, with a text of its own."""
        return self.community.compose(BO, "award-made", {"reason": f"for {amount}"}, amount=amount, to=GIL.member)

    def send(self, body: bytes) -> RequestAnswer:
        """The answer to the sender of a statement."""
        return self.request("POST", "/api/statements", body)

    def get(self, path: str) -> RequestAnswer:
        """The JSON of a page for programs."""
        return self.request("GET", path)

    def request(self, method: str, path: str, body: bytes | None = None) -> RequestAnswer:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        value = (
            json.loads(data)
            if "json" in answer.headers.get("Content-Type", "")
            else {"": data.decode(errors="replace")}
        )
        return RequestAnswer(answer.status, dict(answer.headers), value)

    def send_in_one_batch(
        self, bodies: list[bytes], meanwhile: Callable[[], None] = lambda: None
    ) -> list[RequestAnswer]:
        """The answers, in order, to statements that wait for the writer together, since its lock is held elsewhere.

        The writer takes the first of them alone, and the others as one batch. `meanwhile` is called before it goes on.
        """
        with ThreadPoolExecutor(len(bodies)) as pool:
            with self.community.instance.lock.open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                first = pool.submit(self.send, bodies[0])
                wait_until(lambda: self.recorder.status.is_working("writer"))
                others = [pool.submit(self.send, body) for body in bodies[1:]]
                wait_until(lambda: len(self.group_commit._waiting) == len(others))
                meanwhile()
            return [one.result() for one in (first, *others)]

    def size(self) -> int:
        """The number of statements in the database."""
        with self.community.engine.connect() as connection:
            head = log.head(connection)
        assert head is not None
        return head.size

    def served_size(self) -> int:
        """The number of statements under the served checkpoint."""
        return int(self.get("/log/checkpoint").value[""].splitlines()[1])

    def kept_size(self) -> int:
        """The number of statements under the checkpoint in `last-checkpoint`."""
        return int(self.community.instance.guard.read_text().splitlines()[1])

    def troubles(self) -> dict[str, str]:
        """The codes by part that `/readyz` names."""
        found = self.get("/readyz").value.get("troubles", [])
        return {one["part"]: one["code"] for one in found}

    def receipts(self, bodies: list[bytes]) -> list[RequestAnswer]:
        """Everything is sent once more; each is answered with its receipt, or where its receipt is."""
        answers = []
        for body in bodies:
            answer = self.send(body)
            if answer.status == 409:
                answer = self.get(f"/api/statements/{answer.value['id']}/receipt")
            assert answer.status in (200, 201), answer
            answers.append(answer)
        return answers

    def assert_whole(self, accepted: list[RequestAnswer]) -> None:
        """Every receipt proves its leaf, no place is given twice, and the tables are what the record says."""
        verifier = note.parse_vkey(self.get("/log/vkey").value[""].strip())
        with self.community.engine.connect() as connection:
            for answer in accepted:
                data = log.leaf(connection, answer.value["index"])
                assert data is not None
                proof.verify(proof.parse(answer.value["receipt"].encode()), data, [verifier])
        assert len({answer.value["index"] for answer in accepted}) == len(accepted)
        assert self.community.differences() == []


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """Ada's community, with everybody enrolled and in office."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    community = RealCommunity(tmp_path, url)
    community.settle()
    yield community
    community.close()


@contextmanager
def serve_community(community: RealCommunity) -> Iterator[FailingSite]:
    """The community behind a real server for the length of the block."""
    app = create_app(community.instance, community.clock)
    with serve(app) as served:
        yield FailingSite(community, app, served)
    app.extensions["govern"].engine.dispose()


@pytest.fixture
def site(community: RealCommunity) -> Iterator[FailingSite]:
    """The same, served."""
    with serve_community(community) as site:
        yield site

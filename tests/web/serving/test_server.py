"""The server under real connections: statements in batches, other requests beside them, every one answered."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from govern.record import note, proof
from govern.store.record import log
from tests.tools.server import ServedApplication, serve
from tests.web.conftest import Site

SENDERS, EACH = 12, 10


@pytest.fixture
def served(site: Site) -> Iterator[ServedApplication]:
    """The site behind a real port."""
    with serve(site.app) as found:
        yield found


def post(served: ServedApplication, bodies: list[bytes], query: str = "") -> list[tuple[int, dict[str, object]]]:
    """Sends bodies one after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port)
    answers = []
    for body in bodies:
        connection.request("POST", f"/api/statements{query}", body)
        answer = connection.getresponse()
        answers.append((answer.status, json.loads(answer.read())))
    connection.close()
    return answers


def awards(site: Site, count: int, amount: int = 1) -> list[bytes]:
    """Statements of Ivo's, each accepted once."""
    site.award("max", 1, "so that the text is kept")
    with site.services.engine.connect() as connection:
        digest = connection.execute(text("SELECT reason FROM awards")).scalar()
    to = site.people["mei"].member
    return [site.sealed("ivo", "award-made", amount=amount, reason=digest, to=to) for _ in range(count)]


def test_many_senders_at_once_each_get_their_own_receipt(site: Site, served: ServedApplication) -> None:
    bodies = awards(site, SENDERS * EACH)
    answers: list[tuple[int, dict[str, object]]] = []
    threads = [
        threading.Thread(target=lambda own=bodies[n::SENDERS]: answers.extend(post(served, own)))
        for n in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [201] * len(bodies)
    places = sorted(int(str(answer["index"])) for _, answer in answers)
    assert places == list(range(places[0], places[0] + len(bodies)))
    verifier = note.parse_vkey(site.client().get("/log/vkey").get_data(as_text=True).strip())
    with site.services.engine.connect() as connection:
        for _, answer in answers:
            data = log.leaf(connection, int(str(answer["index"])))
            assert data is not None
            proof.verify(proof.parse(str(answer["receipt"]).encode()), data, [verifier])


def test_a_refused_one_among_accepted_ones_is_explained_in_its_senders_language(
    site: Site, served: ServedApplication
) -> None:
    good = awards(site, 4)
    answers: dict[str, list[tuple[int, dict[str, object]]]] = {}
    tasks = {"good": (good, ""), "bad": ([good[0][:-1], b"{}"], "?lang=zh-Hans")}
    threads = [
        threading.Thread(target=lambda name=name, task=task: answers.update({name: post(served, *task)}))
        for name, task in tasks.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers["good"]] == [201] * 4
    assert [status for status, _ in answers["bad"]] == [422, 422]
    assert all("声明" in str(answer["detail"]) for _, answer in answers["bad"])


def test_a_batch_that_cannot_be_written_is_reported_and_the_next_one_is_accepted(
    site: Site, served: ServedApplication
) -> None:
    bodies = awards(site, 2)
    with site.services.engine.begin() as connection:
        connection.execute(text("ALTER TABLE awards RENAME TO away"))
    (failed,) = post(served, bodies[:1])
    with site.services.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO awards"))
    assert (failed[0], failed[1]["code"]) == (503, "write_failed")
    assert [status for status, _ in post(served, bodies)] == [201, 201]


def test_requests_sent_without_waiting_are_answered_in_order(site: Site, served: ServedApplication) -> None:
    statement, health = awards(site, 1)[0], b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"POST /api/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(statement)
    last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(health + head + statement + last)
        received = b""
        while part := connection.recv(65536):
            received += part
    statuses = [part[:3] for part in received.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"201", b"200"]


def test_answers_to_statements_carry_the_headers_of_every_answer(site: Site, served: ServedApplication) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port)
    headers = []
    for body in (awards(site, 1)[0], b"{}"):
        connection.request("POST", "/api/statements", body)
        answer = connection.getresponse()
        answer.read()
        headers.append({name: answer.headers[name] for name in ("Content-Security-Policy", "X-Content-Type-Options")})
    connection.close()
    assert headers[0] == headers[1]
    assert "default-src 'self'" in headers[0]["Content-Security-Policy"]

"""Ballots accepted durably per second over HTTP on SQLite, receipts included: `python -m tests.bench.bench_accept`."""

import argparse
import multiprocessing
import os
import resource
import secrets
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine

from govern import config
from govern.actions.writing.founding import found, new_member_id
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement, Recorder
from govern.protocol.facts import Proposal
from govern.protocol.ids import hash_of
from govern.record import envelope, signing
from govern.record.envelope import Envelope
from govern.rules.people.signers import Person, Quote, text_blob
from govern.rules.rulebook.presets import PRESETS
from govern.store import database
from govern.store.base import Base
from govern.store.projection import Projection
from govern.store.record import log
from tests.tools.server import free_port

CLIENTS = 32
ENROLLED_AT_ONCE = 500
SERVER = """
import sys
from pathlib import Path
from govern import config
from govern.web import create_app
from govern.web.serving.server import create_server, settle
from govern.web.serving import logs
logs.set_up()
settle()
app = create_app(config.load(Path(sys.argv[1])))
server = create_server(app, host="127.0.0.1", port=int(sys.argv[2]), threads=32)
print("ready", flush=True)
server.run()
"""


def main() -> None:
    """Prints the figures of some rounds, each on a new community."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    ballots, rounds = arguments.ballots, arguments.rounds
    print(
        f"cores: {os.cpu_count()}; load: {os.getloadavg()[0]:.1f}; clients: {CLIENTS}; ballots: {ballots}; "
        "SQLite synchronous=FULL",
        flush=True,
    )
    speeds = [measure(ballots) for _ in range(rounds)]
    print(f"accepted over HTTP, receipts included: {median(speeds):.0f} ballots/s, the median of {rounds} rounds")


def measure(ballots: int) -> float:
    """Prints one round's figures; the ballots accepted in a second."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        bodies, port = prepare(instance, ballots), free_port()
        command = [sys.executable, "-c", SERVER, str(instance), str(port)]
        before = _processor_time()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            server.stdout.readline()
            elapsed = send(port, bodies)
            server.terminate()
            server.wait()
    used = (_processor_time() - before) / ballots
    print(
        f"  {ballots / elapsed:.0f} ballots/s ({elapsed:.2f} s); "
        f"processor time of server and clients: {used * 1e6:.0f} us a ballot",
        flush=True,
    )
    return ballots / elapsed


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def prepare(folder: Path, ballots: int, database_url: str = "") -> list[bytes]:
    """A community with an open vote and one signed ballot of each elector; on SQLite unless a database is named."""
    instance = config.create(folder, "localhost", database_url)
    engine = database.open_engine(instance.database)
    Base.metadata.create_all(engine)
    community = BenchCommunity(Recorder(engine, instance, lambda: time.time_ns() // 1_000_000), engine)
    people = [Person(new_member_id(), signing.new_seed()) for _ in range(ballots)]
    for start in range(0, ballots, ENROLLED_AT_ONCE):
        community.enrol(people[start : start + ENROLLED_AT_ONCE])
    poll, quote = community.open_vote(), community.quote()
    signed = [
        envelope.format(community.said(one, quote, "ballot-cast", choice="yes", poll=poll, prev="", seq=1))
        for one in people
    ]
    engine.dispose()
    return signed


class BenchCommunity:
    """A community in which one person, one vote decides at once on motions."""

    def __init__(self, recorder: Recorder, engine: Engine) -> None:
        self._recorder, self._engine = recorder, engine
        self._founder = Person(new_member_id(), signing.new_seed())
        rulebook = PRESETS["tokens"]()
        rulebook["kinds"]["motion"] |= {
            "sponsors": 0,
            "review_ms": 0,
            "announcement_ms": 0,
            "weight": {"source": "equal/1"},
        }
        self._id = found(recorder, "Bench", self._founder, rulebook).id

    def quote(self) -> Quote:
        """The current size and root of the record."""
        with self._engine.connect() as connection:
            head = log.head(connection)
        assert head is not None
        return Quote(head.size, head.root)

    def said(self, who: Person, quote: Quote, kind: str, /, **fields: Any) -> Envelope:
        """A signed statement."""
        return who.sign(kind, self._id, quote, secrets.token_hex(16), **fields)

    def enrol(self, people: list[Person]) -> None:
        """The founder enrols people, all in one batch."""
        quote = self.quote()
        claims = [(one.member, one.claim(self._id, secrets.token_hex(16))) for one in people]
        self._record(
            envelope.format(
                self.said(self._founder, quote, "member-enrolled", enrolled=member, claim=envelope.to_value(claim))
            )
            for member, claim in claims
        )

    def open_vote(self) -> str:
        """The founder proposes a motion, on which the vote opens at once; the poll's id."""
        title, body = (text_blob(text, secrets.token_hex(16)) for text in ("A motion", "To be measured"))
        fields = {
            "kind": "motion",
            "scope": "community",
            "topic": "",
            "title": hash_of(title),
            "body": hash_of(body),
            "effects": [{"effect": "record-resolution"}],
        }
        motion = envelope.format(self.said(self._founder, self.quote(), "proposal-submitted", **fields))
        (accepted,) = self._record([b'{"blobs":[' + title + b"," + body + b'],"envelope":' + motion + b"}"])
        with self._engine.connect() as connection:
            proposal = Projection(connection).get(Proposal, accepted.id)
        assert proposal is not None
        assert proposal.poll
        return proposal.poll

    def _record(self, bodies: Iterable[bytes]) -> list[AcceptedStatement]:
        answers = self._recorder.record([receive(body) for body in bodies])
        accepted = [answer for answer in answers if isinstance(answer, AcceptedStatement)]
        assert len(accepted) == len(answers)
        return accepted


def send(port: int, bodies: list[bytes]) -> float:
    """Sends all ballots from 32 connections at once; the seconds it took."""
    context = multiprocessing.get_context("fork")
    with context.Pool(1) as pool:
        return pool.apply(_clients, (port, bodies))


def _clients(port: int, bodies: list[bytes]) -> float:
    head = b"POST /api/statements HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    waiting = [head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies]
    selector = selectors.DefaultSelector()
    done = 0
    began = time.perf_counter()
    for _ in range(CLIENTS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(waiting.pop())
        selector.register(connection, selectors.EVENT_READ, (connection, bytearray()))
    while done < len(bodies):
        for key, _events in selector.select():
            connection, buffer = key.data
            buffer += connection.recv(65536)
            if _is_answered(bytes(buffer)):
                buffer.clear()
                done += 1
                if waiting:
                    connection.sendall(waiting.pop())
    return time.perf_counter() - began


def _is_answered(buffer: bytes) -> bool:
    """Whether an answer came whole; it must be a receipt."""
    head, gap, rest = buffer.partition(b"\r\n\r\n")
    lengths = (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    if not gap or len(rest) < next(lengths, 0):
        return False
    if not head.startswith(b"HTTP/1.1 201") or b'"receipt":"c2sp.org/tlog-proof@v1' not in rest:
        raise SystemExit(f"a ballot was refused: {head.decode()} {rest.decode()}")
    return True


if __name__ == "__main__":
    main()

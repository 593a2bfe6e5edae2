"""Ballots accepted durably per second over HTTP on SQLite, receipts included: `python -m tests.bench.bench_accept`."""

import argparse
import multiprocessing
import os
import resource
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from govern import config
from govern.actions.founding import found, new_member_id
from govern.actions.submissions import Submission, receive
from govern.actions.work import Accepted, Recorder
from govern.domain.facts import Proposal
from govern.domain.ids import hash_of
from govern.domain.presets import PRESETS
from govern.domain.signers import Person, Quote, text_blob
from govern.record import envelope, signing
from govern.store import database, log
from govern.store.base import Base
from govern.store.projection import Projection
from govern.web import create_app

CLIENTS = 32
SERVER = """
import sys
from pathlib import Path
from govern import config
from govern.web import create_app
from govern.web.server import create_server, settle
settle()
app = create_app(config.load(Path(sys.argv[1])))
server = create_server(app, host="127.0.0.1", port=int(sys.argv[2]), threads=32)
print("ready", flush=True)
server.run()
"""


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=12_000)
    ballots = parser.parse_args().ballots
    with tempfile.TemporaryDirectory() as folder:
        bodies = prepare(Path(folder) / "instance", ballots)
        port = _free_port()
        command = [sys.executable, "-c", SERVER, str(Path(folder) / "instance"), str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            server.stdout.readline()
            elapsed = send(port, bodies)
            server.terminate()
            server.wait()
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"cores: {os.cpu_count()}; clients: {CLIENTS}; ballots: {ballots}; SQLite synchronous=FULL")
        print(
            f"processor time of server and clients: {(usage.ru_utime + usage.ru_stime) / ballots * 1e6:.0f} us a ballot"
        )
        print(f"accepted over HTTP, receipts included: {ballots / elapsed:.0f} ballots/s ({elapsed:.2f} s)")


def prepare(folder: Path, ballots: int) -> list[bytes]:
    """A community with an open vote and one signed ballot of each elector."""
    instance = config.create(folder, "localhost")
    engine = database.open_engine(instance.database)
    create_app(instance)
    Base.metadata.create_all(engine)
    recorder = Recorder(engine, instance, lambda: time.time_ns() // 1_000_000)
    founder = Person(new_member_id(), signing.new_seed())
    rulebook = PRESETS["tokens"]()
    rulebook["kinds"]["motion"] |= {
        "sponsors": 0,
        "review_ms": 0,
        "announcement_ms": 0,
        "weight": {"source": "equal/1"},
    }
    community = found(recorder, "Bench", founder, rulebook).id
    people = [Person(new_member_id(), signing.new_seed()) for _ in range(ballots)]

    def quote() -> Quote:
        with engine.connect() as connection:
            head = log.head(connection)
            assert head is not None
            return Quote(head.size, head.root)

    def record(batch: list[Submission]) -> list[Accepted]:
        answers = recorder.record(batch)
        assert all(isinstance(answer, Accepted) for answer in answers)
        return [answer for answer in answers if isinstance(answer, Accepted)]

    for start in range(0, ballots, 500):
        known = quote()
        enrolments = [
            founder.sign(
                "member-enrolled",
                community,
                known,
                secrets.token_hex(16),
                enrolled=person.member,
                claim=envelope.to_value(person.claim(community, secrets.token_hex(16))),
            )
            for person in people[start : start + 500]
        ]
        record([receive(envelope.format(one)) for one in enrolments])
    title, body = (text_blob(text, secrets.token_hex(16)) for text in ("A motion", "To be measured"))
    motion = founder.sign(
        "proposal-submitted",
        community,
        quote(),
        secrets.token_hex(16),
        kind="motion",
        scope="community",
        topic="",
        title=hash_of(title),
        body=hash_of(body),
        effects=[{"effect": "record-resolution"}],
    )
    wrapped = b'{"blobs":[' + title + b"," + body + b'],"envelope":' + envelope.format(motion) + b"}"
    proposal = record([receive(wrapped)])[0].id
    with engine.connect() as connection:
        found_proposal = Projection(connection).get(Proposal, proposal)
    assert found_proposal is not None
    assert found_proposal.poll
    known = quote()
    engine.dispose()
    return [
        envelope.format(
            person.sign(
                "ballot-cast",
                community,
                known,
                secrets.token_hex(16),
                choice="yes",
                poll=found_proposal.poll,
                prev="",
                seq=1,
            )
        )
        for person in people
    ]


def send(port: int, bodies: list[bytes]) -> float:
    """Sends all ballots from 32 connections at once; the seconds it took."""
    context = multiprocessing.get_context("fork")
    with context.Pool(1) as pool:
        return pool.apply(_clients, (port, bodies))


def _clients(port: int, bodies: list[bytes]) -> float:
    import selectors

    selector = selectors.DefaultSelector()
    head = b"POST /api/statements HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    waiting = [head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies]
    done, refused = 0, 0
    began = time.perf_counter()
    for _ in range(CLIENTS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(waiting.pop())
        selector.register(connection, selectors.EVENT_READ, bytearray())
    while done < len(bodies):
        for key, _events in selector.select():
            buffer: bytearray = key.data
            buffer += key.fileobj.recv(65536)  # type: ignore[union-attr]
            told, gap, rest = bytes(buffer).partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in told.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            if not gap or len(rest) < length:
                continue
            if not told.startswith(b"HTTP/1.1 201"):
                refused += 1
                print(told.decode(), rest.decode())
            assert refused or b'"receipt":"c2sp.org/tlog-proof@v1' in rest
            buffer.clear()
            done += 1
            if waiting:
                key.fileobj.sendall(waiting.pop())  # type: ignore[union-attr]
    elapsed = time.perf_counter() - began
    assert refused == 0, f"{refused} ballots were refused"
    return elapsed


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()

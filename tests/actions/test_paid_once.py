"""Two treasurers approve and pay the same request at the same time: it is paid once."""

import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable

from sqlalchemy import func, select

from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.rules.people.signers import Person
from govern.store import database
from govern.store.facts.treasury import PaymentRow
from govern.web import create_app
from tests.dsl.money import balance, grant
from tests.dsl.people import DI, EVA, GIL, RealCommunity
from tests.tools.server import serve

REQUESTS, EACH, HELD = 6, 1_000, 100_000
ALREADY = {"disbursement_state", "approved_twice", "disbursement_exceeded"}
Send = Callable[[bytes], str]  # sends a body; the code of the refusal, or empty


def requests_to_pay(community: RealCommunity) -> tuple[str, list[str]]:
    """An account that holds enough for everything twice, and some requests."""
    account = community.open_account()
    community.receive_money(account, HELD)
    mandate = grant(community, 2 * REQUESTS * EACH)
    return account, [community.request(GIL, mandate, EACH) for _ in range(REQUESTS)]


def bodies(community: RealCommunity, who: Person, account: str, request: str) -> list[bytes]:
    """The statements of a treasurer who approves a request and pays it at once."""
    paid = {"account": account, "amount": EACH, "charged": EACH, "disbursement": request, "evidence": [], "fee": 0}
    approved = community.compose(who, "disbursement-approved", disbursement=request, version=1)
    texts = {"reference": f"by {who.member}"}
    return [approved, community.compose(who, "payment-recorded", texts, paid_on="2026-02-20", **paid)]


def race(community: RealCommunity, senders: list[Send]) -> None:
    """Both treasurers go through all requests, beginning each at the same moment; nothing is paid twice."""
    account, requests = requests_to_pay(community)
    codes: list[str] = []
    for request in requests:
        start = threading.Barrier(2)
        threads = [
            threading.Thread(target=_send_all, args=(send, bodies(community, who, account, request), start, codes))
            for send, who in zip(senders, (DI, EVA), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(codes) == 4 * REQUESTS
    assert set(codes) <= ALREADY | {""}
    check(community, account, requests)


def _send_all(send: Send, own: list[bytes], start: threading.Barrier, codes: list[str]) -> None:
    start.wait()
    codes.extend(send(body) for body in own)


def check(community: RealCommunity, account: str, requests: list[str]) -> None:
    """Each request is paid exactly once, the account is charged for that, and the record says nothing else."""
    with community.engine.connect() as connection:
        query = select(PaymentRow.disbursement, func.count()).group_by(PaymentRow.disbursement)
        paid = dict(connection.execute(query).all())
    assert paid == dict.fromkeys(requests, 1)
    assert {community.state(facts.Disbursement, one).state for one in requests} == {"paid"}
    assert balance(community, account) == HELD - REQUESTS * EACH
    assert community.differences() == []


def to(group_commit: GroupCommit) -> Send:
    """Sends to a group commit."""

    def send(body: bytes) -> str:
        try:
            group_commit.submit(receive(body))
        except Refused as refused:
            return refused.code
        return ""

    return send


def test_two_threads_of_one_server_pay_once(community: RealCommunity) -> None:
    race(community, [to(community.group_commit)] * 2)


def test_two_servers_on_one_database_pay_once(community: RealCommunity) -> None:
    engine = database.open_engine(community.instance.database)
    other = GroupCommit(Recorder(engine, community.instance, community.clock))
    race(community, [to(community.group_commit), to(other)])
    engine.dispose()


def test_two_http_clients_pay_once(community: RealCommunity) -> None:
    def send(body: bytes) -> str:
        asked = urllib.request.Request(f"{served.url}/api/statements", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(asked) as answer:
                return "" if answer.status == 201 else str(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return str(json.load(error)["code"])

    app = create_app(community.instance, community.clock)
    with serve(app) as served:
        race(community, [send, send])
    app.extensions["govern"].engine.dispose()


PROCESS = """
import sys
from pathlib import Path
from govern import config
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.store import database
instance = config.load(Path(sys.argv[1]))
recorder = Recorder(database.open_engine(instance.database), instance, lambda: int(sys.argv[2]))
print("ready", flush=True)
for line in sys.stdin:
    (answer,) = recorder.record([receive(bytes.fromhex(line))])
    print(getattr(answer, "code", ""))
"""


def test_two_processes_pay_once(community: RealCommunity) -> None:
    """Each has all that its treasurer sends; both begin when both are ready."""
    account, requests = requests_to_pay(community)
    command = [sys.executable, "-c", PROCESS, str(community.instance.folder), str(community.clock())]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _who in (DI, EVA)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process, who in zip(processes, (DI, EVA), strict=True):
        own = [body for request in requests for body in bodies(community, who, account, request)]
        assert process.stdin is not None
        process.stdin.write("".join(body.hex() + "\n" for body in own))
    outputs = [process.communicate()[0].split("\n")[:-1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert {code for one in outputs for code in one} <= ALREADY | {""}
    check(community, account, requests)

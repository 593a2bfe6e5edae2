"""Group commit among threads and processes: the log keeps its order, and every receipt holds."""

import subprocess
import sys
import threading

from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement, Recorder
from govern.record import proof
from govern.store import database
from govern.store.record import log
from tests.dsl.people import BO, GIL, RealCommunity

SENDERS, EACH = 16, 12


def send_from_threads(group_commit: GroupCommit, bodies: list[list[bytes]]) -> list[AcceptedStatement]:
    accepted: list[AcceptedStatement] = []
    failures: list[BaseException] = []

    def send(own: list[bytes]) -> None:
        try:
            accepted.extend(group_commit.submit(receive(body)) for body in own)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=send, args=(own,)) for own in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return accepted


def awards(community: RealCommunity, senders: int) -> list[list[bytes]]:
    return [
        [community.compose(BO, "award-made", {"reason": f"{sender}/{n}"}, amount=1, to=GIL.member) for n in range(EACH)]
        for sender in range(senders)
    ]


def test_many_threads_get_distinct_indices_and_valid_receipts(community: RealCommunity) -> None:
    before = community.quote().size
    accepted = send_from_threads(community.group_commit, awards(community, SENDERS))
    assert sorted(one.index for one in accepted) == list(range(before, before + SENDERS * EACH))
    verifier = community.recorder.signer(community.id).verifier
    with community.engine.connect() as connection:
        for one in accepted:
            data = log.leaf(connection, one.index)
            assert data is not None
            proof.verify(proof.parse(one.receipt), data, [verifier])
    assert community.differences() == []


def test_statements_that_arrive_together_share_a_checkpoint(community: RealCommunity) -> None:
    """While one batch is being written, the others gather: far fewer checkpoints than statements."""
    accepted = send_from_threads(community.group_commit, awards(community, SENDERS))
    checkpoints = {proof.parse(one.receipt).checkpoint for one in accepted}
    assert len(checkpoints) < len(accepted)


def test_two_recorders_on_one_database_never_fork_the_record(community: RealCommunity) -> None:
    """Two recorders, as two processes have, each with a tree of its own."""
    other_engine = database.open_engine(community.instance.database)
    other = GroupCommit(Recorder(other_engine, community.instance, community.clock))
    bodies = awards(community, SENDERS)
    accepted: list[AcceptedStatement] = []
    threads = [
        threading.Thread(target=lambda g=g, part=part: accepted.extend(send_from_threads(g, part)))
        for g, part in ((community.group_commit, bodies[::2]), (other, bodies[1::2]))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other_engine.dispose()
    assert len({one.index for one in accepted}) == SENDERS * EACH
    assert community.differences() == []


PROCESS = """
import sys
from pathlib import Path
from govern import config
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement, Recorder
from govern.store import database
instance = config.load(Path(sys.argv[1]))
recorder = Recorder(database.open_engine(instance.database), instance, lambda: int(sys.argv[2]))
for line in sys.stdin:
    (answer,) = recorder.record([receive(bytes.fromhex(line))])
    assert isinstance(answer, AcceptedStatement), answer
    print(answer.index)
"""


def test_two_processes_take_turns(community: RealCommunity) -> None:
    bodies = awards(community, 2)
    before = community.quote().size
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(community.instance.folder), str(community.clock())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in bodies
    ]
    for process, own in zip(processes, bodies, strict=True):
        assert process.stdin is not None
        process.stdin.write("".join(body.hex() + "\n" for body in own))
        process.stdin.close()
    places = []
    for process in processes:
        assert process.stdout is not None
        places += [int(line) for line in process.stdout]
        assert process.wait() == 0
        process.stdout.close()
    assert sorted(places) == list(range(before, before + 2 * EACH))
    assert community.differences() == []

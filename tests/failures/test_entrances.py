"""Statements wait in one queue, whether they came to the server of `govern serve` or through WSGI."""

import fcntl
from concurrent.futures import ThreadPoolExecutor

from govern.actions.writing.submissions import receive
from govern.record import proof
from tests.failures.conftest import FailingSite
from tests.tools.waiting import wait_until


def test_statements_of_both_entrances_form_one_batch(site: FailingSite) -> None:
    """One is being written; one more of each entrance comes meanwhile, and the two share a checkpoint."""
    first, by_server, by_wsgi = (site.award(n) for n in (1, 2, 3))
    with ThreadPoolExecutor(3) as pool:
        with site.community.instance.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            held = pool.submit(site.send, first)
            wait_until(lambda: site.recorder.status.is_working("writer"))
            answer = pool.submit(site.send, by_server)
            accepted = pool.submit(site.group_commit.submit, receive(by_wsgi))
            wait_until(lambda: len(site.group_commit._waiting) == 2)
        assert held.result().status == 201
    receipts = (accepted.result().receipt, answer.result().value["receipt"].encode())
    assert len({proof.parse(one).checkpoint for one in receipts}) == 1
    site.assert_whole([held.result(), answer.result()])

"""`last-checkpoint` cannot be written: no receipt and no newer checkpoint leaves the server; nothing is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from tests.failures.conftest import FailingSite

HEADS = ("/log/checkpoint", "/api/community", "/healthz")


@contextmanager
def unwritable(site: FailingSite) -> Iterator[None]:
    """The file in which the new checkpoint is prepared cannot be opened, even by root: a folder lies there."""
    block = Path(f"{site.community.instance.guard}.new")
    block.mkdir()
    try:
        yield
    finally:
        block.rmdir()


def sizes(site: FailingSite) -> set[int]:
    """The lengths of the record that any page states."""
    return {
        site.served_size(),
        site.get("/api/community").value["log_size"],
        site.get("/healthz").value["log_size"],
    }


def test_senders_get_an_error_and_the_thread_lives(site: FailingSite) -> None:
    body = site.award()
    with unwritable(site):
        for _ in range(3):
            answer = site.send(body)
            assert (answer.status, answer.code) == (503, "checkpoint_not_kept")
            assert answer.value["recorded"] == "unknown"
            assert int(answer.headers["Retry-After"]) > 0
        assert site.troubles() == {"guard": "checkpoint_not_kept"}
    again = site.send(body)
    assert (again.status, again.code) == (409, "already_recorded")  # nothing doubled, nothing lost
    receipt = site.get(f"/api/statements/{again.value['id']}/receipt")
    assert receipt.status == 200
    next_one = site.send(site.award())
    assert next_one.status == 201
    assert site.troubles() == {}
    site.assert_whole([receipt, next_one])


def test_no_page_tells_a_head_that_is_not_kept(site: FailingSite) -> None:
    before = site.size()
    body = site.award()
    with unwritable(site):
        assert site.send(body).status == 503
        assert site.size() == before + 1  # it stands in the database
        assert sizes(site) == {before}
        assert site.kept_size() == before
        assert site.get(f"/record/{before}/receipt").status == 503
        assert site.get(f"/api/consistency?old=1&new={before + 1}").status == 404
        assert site.get(f"/log/tile/entries/000.p/{before + 1}").status == 404
        assert site.get(f"/log/tile/0/000.p/{before + 1}").status == 404
        assert site.get(f"/log/tile/entries/000.p/{before}").status == 200
        assert site.get("/check/bundle.zip").status == 503
    assert site.send(body).status == 409
    assert sizes(site) == {before + 1} == {site.kept_size()}
    assert site.get(f"/record/{before}/receipt").status == 200
    assert site.get("/check/bundle.zip").status == 200


def test_a_tick_keeps_what_was_left_undone(site: FailingSite) -> None:
    """Nobody has to send anything: the server's own round writes the checkpoint once it can."""
    before = site.size()
    with unwritable(site):
        assert site.send(site.award()).status == 503
    site.recorder.tick()
    assert sizes(site) == {before + 1} == {site.kept_size()}
    assert site.troubles() == {}


def test_a_checkpoint_lost_in_a_crash_is_kept_at_the_next_start(site: FailingSite) -> None:
    """As after a crash between the commit and the writing of the file."""
    shutil.copy(site.community.instance.guard, kept := site.community.instance.folder / "before")
    assert site.send(site.award()).status == 201
    kept.replace(site.community.instance.guard)
    site.recorder.tick()
    assert site.kept_size() == site.size()


def test_refusals_are_answered_although_the_checkpoint_cannot_be_stored(site: FailingSite) -> None:
    good, bad = site.award(), site.award()[:-1]
    with unwritable(site):
        answers = site.send_in_one_batch([site.award(), good, bad])
    assert [answer.status for answer in answers] == [503, 503, 422]


def test_a_damaged_file_stops_the_record_and_is_reported(site: FailingSite) -> None:
    kept = site.community.instance.guard.read_bytes()
    body = site.award()
    site.community.instance.guard.write_bytes(b"damaged")
    answer = site.send(body)
    assert (answer.status, answer.code) == (503, "record_behind")
    assert site.get("/log/checkpoint").status == 503
    assert site.get("/healthz").status == 200
    site.community.instance.guard.write_bytes(kept)
    assert site.send(body).status == 201
    with site.community.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM log_leaves")).scalar() == site.size()

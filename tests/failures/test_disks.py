"""A full disk and an unwritable folder: senders get an error, nothing is lost or recorded twice, service resumes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.actions.running.housekeeping import Housekeeping
from tests.dsl.people import RealCommunity
from tests.failures.conftest import FailingSite, serve_community
from tests.tools.databases.disks import SmallDisk, read_only, small_disk

MOST_ON_A_FULL_DISK = 300  # a database has some room of its own left
WRITTEN = ("writer.lock", "last-checkpoint.lock", "last-checkpoint.new", ".probe")  # in an instance's folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk."""
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture(params=["sqlite", "postgresql"])
def on_disk(request: pytest.FixtureRequest, disk: SmallDisk) -> Iterator[FailingSite]:
    """A served community whose folder lies on the small disk; so does its database, on SQLite."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    community = RealCommunity(disk.folder, url)
    community.settle()
    with serve_community(community) as site:
        yield site
    community.close()


def test_a_full_disk(on_disk: FailingSite, disk: SmallDisk) -> None:
    site, before = on_disk, on_disk.size()
    bodies = []
    with disk.full():
        answer = None
        while answer is None or answer.status == 201:
            bodies.append(site.award(len(bodies) + 1))
            answer = site.send(bodies[-1])
            assert len(bodies) < MOST_ON_A_FULL_DISK
        assert (answer.status, answer.code in ("write_failed", "checkpoint_not_kept")) == (503, True), disk.means
        for _ in range(3):
            assert site.send(bodies[-1]).status == 503
        Housekeeping(site.recorder)._look_at_disk()
        assert site.troubles().keys() & {"writer", "guard"}
        assert site.troubles()["disk"] in ("disk_not_written", "disk_nearly_full")
        assert site.served_size() == site.kept_size() == before + len(bodies) - 1
    receipts = site.receipts(bodies)
    Housekeeping(site.recorder).round()
    assert site.troubles() == {}
    assert site.size() == before + len(bodies)
    site.assert_whole([*receipts, site.send(site.award())])


def test_a_folder_that_cannot_be_written(site: FailingSite) -> None:
    before, body = site.size(), site.award()
    with read_only(site.community.instance.folder, WRITTEN) as means:
        for _ in range(3):
            answer = site.send(body)
            assert (answer.status, answer.code) == (503, "write_failed"), means
        Housekeeping(site.recorder)._look_at_disk()
        assert site.troubles() == {"writer": "write_failed", "disk": "disk_not_written"}, means
        assert site.get("/healthz").status == 200
        assert site.served_size() == before
    receipts = site.receipts([body])
    Housekeeping(site.recorder).round()
    assert site.troubles() == {}
    assert site.size() == before + 1
    site.assert_whole([*receipts, site.send(site.award())])

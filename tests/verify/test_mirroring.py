"""A mirror follows an address, keeps every checkpoint, and takes over nothing that is false."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from govern.cli import main
from govern.verify import verify
from govern.verify.mirroring import MirrorRun, mirror
from tests.dsl.people import BO, CHEN, DI, GIL
from tests.verify.forging.forger import Forger
from tests.verify.test_honest import _Quiet, _unpack

PEOPLE = (BO, CHEN, DI, GIL)
NOW = 1_800_000_000_000


class PublishingServer:
    """A server of a forger's record below /log/."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def publish(self, forger: Forger) -> None:
        """Serves the record as it is now."""
        _unpack(forger.files(), self.folder / "log")

    def mirrored(self, folder: Path) -> MirrorRun:
        """A run of the mirror."""
        return mirror(self.address, folder, NOW, jobs=1)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[PublishingServer]:
    """A server without a record."""
    folder = tmp_path / "site"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield PublishingServer(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


def _settled() -> Forger:
    forger = Forger()
    forger.settle()
    return forger


def _names(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def test_a_mirror_is_a_bundle_and_follows_the_record(site: PublishingServer, tmp_path: Path) -> None:
    forger, copy = _settled(), tmp_path / "copy"
    site.publish(forger)
    first = site.mirrored(copy)
    assert (first.report.exit_status, first.before, first.size) == (0, 0, forger.tree.size)
    again = site.mirrored(copy)
    assert (again.before, again.size) == (forger.tree.size, forger.tree.size)
    size = forger.tree.size
    for _ in range(300):
        forger.award(GIL, 1)
    site.publish(forger)
    later = site.mirrored(copy)
    assert (later.report.exit_status, later.before, later.size) == (0, size, forger.tree.size)
    report = verify(copy)
    assert report.exit_status == 0, report.text()
    kept = {f"checkpoints/{size}", f"checkpoints/{forger.tree.size}"}
    assert _names(copy) == set(forger.files()) | kept, "no shorter tile is left over"
    assert (copy / "checkpoints" / str(size)).read_bytes() == forger.checkpoint(size)


def test_full_tiles_and_blobs_are_fetched_once(site: PublishingServer, tmp_path: Path) -> None:
    forger, copy = _settled(), tmp_path / "copy"
    for _ in range(300):
        forger.award(GIL, 1)
    site.publish(forger)
    site.mirrored(copy)
    forger.award(GIL, 1)
    site.publish(forger)
    assert (copy / "tile" / "entries" / "000").is_file()
    (site.folder / "log" / "tile" / "entries" / "000").unlink()  # a full tile is not asked for again
    later = site.mirrored(copy)
    assert later.report.exit_status == 0, later.report.text()
    assert later.files < 12


def test_a_fork_is_refused_and_kept_as_evidence(site: PublishingServer, tmp_path: Path) -> None:
    forger, copy = _settled(), tmp_path / "copy"
    site.publish(forger)
    site.mirrored(copy)
    before = {name: (copy / name).read_bytes() for name in _names(copy)}
    for place in (site.folder / "log").rglob("*"):
        if place.is_file():
            place.unlink()
    forked = Forger()
    forked.enrol(*PEOPLE)
    forked.grant(BO, "issuer")
    while forked.tree.size <= forger.tree.size:
        forked.award(GIL, 7, confirmed_by=None)
    site.publish(forked)
    run = site.mirrored(copy)
    assert run.report.exit_status == 1
    assert "history_differs" in {one.code for one in run.report.findings}
    assert run.evidence is not None
    assert run.evidence.read_bytes() == forked.checkpoint()
    assert {name: (copy / name).read_bytes() for name in before} == before
    assert _names(copy) - set(before) == {f"alarms/{NOW}-checkpoint"}


def test_a_record_that_shrinks_is_refused(site: PublishingServer, tmp_path: Path) -> None:
    forger, copy = _settled(), tmp_path / "copy"
    earlier = forger.files()
    forger.award(GIL, 1)
    site.publish(forger)
    site.mirrored(copy)
    _unpack(earlier, site.folder / "log")
    run = site.mirrored(copy)
    assert "history_shorter" in {one.code for one in run.report.findings}


def test_an_address_without_a_record_leaves_nothing(site: PublishingServer, tmp_path: Path) -> None:
    run = site.mirrored(tmp_path / "copy")
    assert run.report.exit_status == 2
    assert _names(tmp_path) == set()


def test_the_command_tells_what_is_new_and_where_the_evidence_is(
    site: PublishingServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forger, copy = _settled(), tmp_path / "copy"
    site.publish(forger)
    assert main(["mirror", site.address, str(copy), "--jobs", "1"]) == 0
    assert f"Everything holds: {forger.tree.size} statements, {forger.tree.size} of them new" in capsys.readouterr().out
    forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=BO.member)
    site.publish(forger)
    assert main(["mirror", site.address, str(copy), "--jobs", "1"]) == 1
    printed = capsys.readouterr().err
    assert "award_to_self" in printed
    (evidence,) = (copy / "alarms").iterdir()
    assert str(evidence) in printed
    assert evidence.read_bytes() == forger.checkpoint()

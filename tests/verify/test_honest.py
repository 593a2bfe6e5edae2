"""An honest record verifies: as a zip, a folder or a URL, on one core or several, without the server's modules."""

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.record import cosignature, signing
from govern.verify import audit, verify
from tests.dsl.people import BO, GIL, RealCommunity
from tests.verify.conftest import Check
from tests.verify.forging.forger import Files, Forger
from tests.verify.forging.story import StoryIds, record_story

ALONE = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("flask", "sqlalchemy", "werkzeug", "jinja2", "alembic"):
            raise ImportError(name + " must not be needed")

sys.meta_path.insert(0, Blocked())
from govern.verify import verify
report = verify(sys.argv[1])
print(report.text())
sys.exit(report.exit_status)
"""


@pytest.fixture
def community(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community on a real instance."""
    made = RealCommunity(tmp_path)
    yield made
    made.close()


def test_a_story_told_to_the_server_verifies_without_flask_and_sqlalchemy(
    community: RealCommunity, tmp_path: Path
) -> None:
    record_story(community)
    bundle = community.bundle(tmp_path / "record.zip")
    done = subprocess.run([sys.executable, "-W", "error", "-c", ALONE, str(bundle)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 members; 2 votes recomputed from 11 ballots" in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    for line in (["5,000.00", "received"], ["-1,000.00", "paid", "out"], ["4,000.00", "left"]):
        assert line in lines, done.stdout


def test_the_same_record_makes_the_same_bundle(community: RealCommunity, tmp_path: Path) -> None:
    record_story(community)
    first, second = community.bundle(tmp_path / "a.zip"), community.bundle(tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip", "instance"]


def test_any_program_can_open_the_bundle(community: RealCommunity, tmp_path: Path) -> None:
    with zipfile.ZipFile(community.bundle(tmp_path / "a.zip")) as bundle:
        assert bundle.testzip() is None
        assert bundle.namelist() == ["checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1", "vkey"]


def test_the_report_for_programs_says_the_same(honest: tuple[Forger, StoryIds], check: Check) -> None:
    found = json.loads(check(honest[0].files()).json())
    assert found["exit_status"] == 0
    assert found["findings"] == []
    assert (found["leaves"], found["members"], found["votes"], found["ballots"]) == (57, 8, 2, 11)
    assert found["money"] == {"EUR": {"balance": 400_000, "paid": 100_000, "received": 500_000, "refunded": 0}}


def _unpack(files: Files, folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_a_folder_is_a_bundle(files: Files, tmp_path: Path) -> None:
    report = verify(_unpack(files, tmp_path))
    assert report.exit_status == 0, report.text()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def address(files: Files, tmp_path: Path) -> Iterator[str]:
    """A server of the record below /log/."""
    _unpack(files, tmp_path / "site" / "log")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "site"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_a_bundle(address: str) -> None:
    for where in (address, f"{address}/log/"):
        report = verify(where)
        assert report.exit_status == 0, report.text()
        assert any("cannot list its files" in note for note in report.notes)


def test_an_address_without_a_record_is_unreadable(address: str) -> None:
    assert verify(f"{address}/nothing").exit_status == 2
    assert verify("http://127.0.0.1:1/").exit_status == 2


def test_several_processes_find_the_same(
    story: tuple[Forger, StoryIds], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forger = story[0]
    while forger.tree.size < 1000:
        forger.award(BO, 1, by=BO, confirmed_by=None)
    bundle = forger.write(tmp_path / "bundle.zip")
    alone = verify(bundle, jobs=1)
    monkeypatch.setattr(audit, "ALONE", 0)
    heard: list[tuple[int, int]] = []
    together = verify(bundle, jobs=2, progress=lambda done, size: heard.append((done, size)))
    assert together == alone
    assert len(alone.findings) == 1000 - 57  # awards to oneself
    assert heard == [(256, 1000), (512, 1000), (768, 1000), (1000, 1000)]


def test_outside_keys_checkpoints_and_receipts_are_checked(honest: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger = honest[0]
    vkey, earlier, receipt = tmp_path / "vkey", tmp_path / "earlier", tmp_path / "receipt"
    vkey.write_bytes(forger.files()["vkey"])
    earlier.write_bytes(forger.checkpoint(20))
    receipt.write_bytes(forger.receipt(33))
    report = verify(forger.write(tmp_path / "bundle.zip"), vkey, [earlier], [receipt])
    assert report.exit_status == 0, report.text()
    assert report.notes == ()


def test_a_witness_whose_key_is_known_is_named(files: Files, tmp_path: Path, check: Check) -> None:
    witness = cosignature.Witness("witness.example/w", signing.public_key(b"w" * 32))
    files["checkpoint"] = cosignature.cosign(files["checkpoint"], witness.name, b"w" * 32, 1_777_700_000)
    check(files)
    keys = tmp_path / "keys"
    keys.write_text(files["vkey"].decode() + cosignature.format_vkey(witness) + "\n")
    report = verify(tmp_path / "bundle.zip", keys)
    assert report.exit_status == 0, report.text()
    assert report.notes == ("witness.example/w cosigned the checkpoint at 2026-05-02 05:33:20 UTC",)


def test_a_closed_vote_takes_no_memory_by_its_ballots(honest: tuple[Forger, StoryIds]) -> None:
    forger, ids = honest
    assert list(forger.memory.ballots(ids.poll)) == []
    assert forger.memory.get(facts.Elector, ids.poll, GIL.member) is None
    assert forger.state(facts.Result, ids.poll).ballots == 5

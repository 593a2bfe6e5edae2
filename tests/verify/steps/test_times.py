"""The record's times against clocks outside it: the auditor's and the witnesses'."""

from pathlib import Path

import pytest

from govern.record import cosignature, signing
from govern.verify import VerificationReport, verify
from tests.dsl.people import ADA, DI, GIL
from tests.verify.forging.forger import Forger, write_files

DAY = 86_400_000
YEAR_2100 = 4_102_444_800_000
WITNESS = cosignature.Witness("witness.example/w", signing.public_key(b"w" * 32))


@pytest.fixture
def forger() -> Forger:
    """A community with people and tokens."""
    made = Forger()
    made.settle()
    return made


def _codes(report: VerificationReport) -> list[tuple[int | None, str, str, str]]:
    return [(one.leaf, one.step, one.rule, one.code) for one in report.findings]


def test_a_leaf_of_the_year_2100_is_later_than_the_auditors_clock(forger: Forger, tmp_path: Path) -> None:
    now = forger.clock() + DAY
    award = forger.compose(ADA, "role-granted", holder=GIL.member, role="guardian", scope="community")
    leaf = forger.append(award, YEAR_2100).index
    bundle = forger.write(tmp_path / "record.zip")
    report = verify(bundle, now=now)
    assert _codes(report) == [(leaf, "3", "8.12", "time_ahead")]
    assert "2100-01-01 00:00:00 UTC" in report.findings[0].sentence
    assert verify(bundle, now=YEAR_2100).exit_status == 0
    assert verify(bundle).exit_status == 0, "without a clock nothing is compared"


def test_clocks_may_differ_by_five_minutes(forger: Forger, tmp_path: Path) -> None:
    bundle = forger.write(tmp_path / "record.zip")
    assert verify(bundle, now=forger.clock() - 5 * 60_000).exit_status == 0
    assert verify(bundle, now=forger.clock() - 5 * 60_000 - 1).exit_status == 1


def _keys(forger: Forger, folder: Path) -> Path:
    keys = folder / "keys"
    keys.write_text(forger.files()["vkey"].decode() + cosignature.format_vkey(WITNESS) + "\n")
    return keys


def _cosigned(note: bytes, at: int) -> bytes:
    return cosignature.cosign(note, WITNESS.name, b"w" * 32, at // 1000)


def test_a_clock_eight_days_ahead_is_shown_by_a_witness(forger: Forger, tmp_path: Path) -> None:
    true_time = forger.clock()
    forger.clock.advance(days=8)
    forger.award(DI, 1)
    first = forger.tree.size - 2
    files = forger.files()
    files["checkpoint"] = _cosigned(files["checkpoint"], true_time)
    bundle = write_files(tmp_path / "record.zip", files)
    report = verify(bundle, _keys(forger, tmp_path), now=true_time + 30 * DAY)
    assert _codes(report) == [(first, "1", "8.12", "cosigned_early")]
    assert WITNESS.name in report.findings[0].sentence


def test_an_earlier_cosigned_checkpoint_shows_it_too(forger: Forger, tmp_path: Path) -> None:
    true_time = forger.clock()
    forger.clock.advance(days=8)
    forger.award(DI, 1)
    earlier = tmp_path / "earlier"
    earlier.write_bytes(_cosigned(forger.checkpoint(), true_time))
    forger.clock.advance(days=30)
    forger.award(DI, 1)
    bundle = forger.write(tmp_path / "record.zip")
    report = verify(bundle, _keys(forger, tmp_path), [earlier], now=forger.clock())
    assert {code for *_, code in _codes(report)} == {"cosigned_early"}


def test_a_witness_that_did_not_cosign_is_named(forger: Forger, tmp_path: Path) -> None:
    report = verify(forger.write(tmp_path / "record.zip"), _keys(forger, tmp_path))
    assert report.exit_status == 0
    assert any("witness.example/w" in note and "has not cosigned" in note for note in report.notes)

"""Changing anything in a bundle makes the verifier object, and say where."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import leaf, tiles
from govern.verify import verify
from tests.dsl.people import BO, EVA, GIL
from tests.verify.conftest import Check, retold
from tests.verify.forging.forger import Files, Forger, resigned, write_files
from tests.verify.forging.story import StoryIds

LEAVES = 57
PLACES = 12  # flips in each file but the entries, which have their own


def _flipped(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


@pytest.mark.parametrize("index", range(LEAVES))
@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.99])
def test_a_flipped_bit_in_a_leaf_names_the_leaf(
    index: int, part: float, honest: tuple[Forger, StoryIds], check: Check
) -> None:
    forger = honest[0]
    entries = list(forger.entries)
    entries[index] = _flipped(entries[index], int(part * len(entries[index])), index % 8)
    report = check(forger.files() | {"tile/entries/000.p/57": tiles.format_entries(entries)})
    assert report.exit_status == 1
    assert index in {finding.leaf for finding in report.findings}, report.text()


def test_a_flipped_bit_in_any_other_file_is_found(files: Files, check: Check) -> None:
    tried = 0
    for path, data in files.items():
        for number in range(PLACES):
            place = number * (len(data) - 1) // (PLACES - 1)
            report = check(files | {path: _flipped(data, place, number % 8)})
            assert report.exit_status == 1, (path, place)
            tried += 1
    assert tried > 200


def test_a_flipped_bit_in_a_text_names_the_statement(
    honest: tuple[Forger, StoryIds], files: Files, check: Check
) -> None:
    for path in [path for path in files if path.startswith("blob/")]:
        report = check(files | {path: _flipped(files[path], 50, 0)})
        assert [(finding.step, finding.rule) for finding in report.findings] in ([("3", "8.8")], [("7", "1.10")])
        place = report.findings[0].leaf
        assert place is not None
        assert path.removeprefix("blob/").encode() in _payload(honest[0].entries[place])


def test_another_text_in_the_place_of_one_is_found(honest: tuple[Forger, StoryIds], files: Files, check: Check) -> None:
    text = next(path for path, data in files.items() if path.startswith("blob/") and data.startswith(b'{"salt"'))
    _, other = honest[0].text("Something else, and well formed")
    assert [(one.step, one.code) for one in check(files | {text: other}).findings] == [("3", "blob_differs")]


def _payload(entry: bytes) -> bytes:
    return leaf.parse(entry).envelope.payload


@pytest.mark.parametrize("index", range(1, LEAVES - 1, 4))
def test_swapped_leaves_are_found_although_signed_again(
    index: int, honest: tuple[Forger, StoryIds], check: Check
) -> None:
    entries = list(honest[0].entries)
    entries[index], entries[index + 1] = entries[index + 1], entries[index]
    report = check(resigned(entries, honest[0]))
    assert report.exit_status == 1
    assert min(finding.leaf for finding in report.findings if finding.leaf is not None) in (index, index + 1)


@pytest.mark.parametrize("index", range(1, LEAVES - 1, 4))
def test_an_omitted_leaf_is_found_although_signed_again(
    index: int, honest: tuple[Forger, StoryIds], check: Check
) -> None:
    entries = honest[0].entries[:index] + honest[0].entries[index + 1 :]
    report = check(resigned(entries, honest[0]))
    assert report.exit_status == 1
    assert min(finding.leaf for finding in report.findings if finding.leaf is not None) >= index - 1


def test_a_dropped_last_ballot_is_found_by_its_receipt(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger = story[0]
    proposal = forger.propose(GIL, "A pond")
    poll = forger.open_vote(proposal, BO)
    ballot = forger.vote(GIL, poll)
    receipt = tmp_path / "receipt"
    receipt.write_bytes(forger.receipt(ballot.index))
    shortened = resigned(forger.entries[:-1], forger)
    bundle = write_files(tmp_path / "bundle.zip", shortened)
    assert verify(bundle).exit_status == 0  # nobody can know without it
    report = verify(bundle, receipts=[receipt])
    assert [(one.leaf, one.step, one.code) for one in report.findings] == [(ballot.index, "2", "history_shorter")]


def test_a_forked_record_is_found_by_receipt_and_checkpoint(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger = story[0]
    fork = retold()[0]
    award = forger.say(BO, "award-made", {"reason": "shown to Gil"}, amount=5, to=GIL.member)
    fork.say(BO, "award-made", {"reason": "shown to the others"}, amount=5, to=EVA.member)
    receipt, seen = tmp_path / "receipt", tmp_path / "seen"
    receipt.write_bytes(forger.receipt(award.index))
    seen.write_bytes(forger.checkpoint())
    report = verify(fork.write(tmp_path / "bundle.zip"), checkpoints=[seen], receipts=[receipt])
    found = [(one.leaf, one.step, one.code) for one in report.findings]
    assert found == [
        (award.index, "2", "history_differs"),
        (award.index, "2", "receipt_differs"),
        (None, "2", "history_differs"),
    ]


def test_evidence_signed_by_another_log_is_found(honest: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, other = honest[0], Forger()
    other.log_seed = b"x" * 32
    seen, vkey = tmp_path / "seen", tmp_path / "vkey"
    seen.write_bytes(other.checkpoint(0))
    vkey.write_bytes(other.files()["vkey"])
    bundle = forger.write(tmp_path / "bundle.zip")
    assert [one.code for one in verify(bundle, checkpoints=[seen]).findings] == ["history_signature"]
    assert [one.code for one in verify(bundle, vkey).findings] == ["checkpoint_signature", "log_key_differs"]


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_of_the_zip_can_change_unnoticed(place: float, bit: int, bundle: Path) -> None:
    data = bundle.read_bytes()
    spoilt = bundle.with_suffix(".spoilt")
    spoilt.write_bytes(_flipped(data, int(place * len(data)), bit))
    assert verify(spoilt).exit_status != 0


@pytest.fixture(scope="module")
def bundle(honest: tuple[Forger, StoryIds], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The honest bundle."""
    return honest[0].write(tmp_path_factory.mktemp("bundle") / "honest.zip")

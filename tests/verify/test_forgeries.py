"""Forgeries with the server's own keys, rebuilt tiles and a signed checkpoint: one rule alone detects each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import checkpoint, leaf, note, signing
from govern.record.checkpoint import Checkpoint
from govern.record.note import Signer
from govern.verify import verify
from tests.dsl.people import BO
from tests.verify.forging import forgeries_keys, forgeries_money, forgeries_multi_option, forgeries_rules
from tests.verify.forging.forger import Files, Forger, resigned, write_files
from tests.verify.forging.forgeries import (
    FORGERIES,
    Act,
    a_payment_above_its_mandate,
    a_role_given_by_a_member,
    tokens_awarded_to_oneself,
)
from tests.verify.forging.story import StoryIds

MORE = (forgeries_keys, forgeries_money, forgeries_rules, forgeries_multi_option)  # imported, they enter theirs


@pytest.mark.parametrize("act", FORGERIES, ids=lambda act: act.__name__)
def test_a_forgery_is_found_by_its_rule_alone(act: Act, story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, ids = story
    said = act(forger, ids)
    report = verify(forger.write(tmp_path / "bundle.zip"))
    assert report.exit_status == 1
    first = report.findings[0]
    assert (first.leaf, first.step, first.rule, first.code) == (said.index, *FORGERIES[act]), report.text()
    # What follows from the first, such as a roll that no accepted statement names, belongs to the same leaf and step.
    assert {(finding.leaf, finding.step) for finding in report.findings} == {(said.index, first.step)}, report.text()


def _with_another_log(forger: Forger, files: Files) -> None:
    other = Signer(forger.signer.name, b"x" * 32)
    files["checkpoint"] = checkpoint.sign(Checkpoint(other.name, forger.tree.size, forger.tree.root()), other)
    files["vkey"] = (note.format_vkey(other.verifier) + "\n").encode()


def _with_another_origin(forger: Forger, files: Files) -> None:
    other = Signer("elsewhere.org/" + forger.id[:16], forger.log_seed)
    files["checkpoint"] = checkpoint.sign(Checkpoint(other.name, forger.tree.size, forger.tree.root()), other)
    files["vkey"] = (note.format_vkey(other.verifier) + "\n").encode()


def _with_another_root(forger: Forger, files: Files) -> None:
    stated = Checkpoint(forger.signer.name, forger.tree.size, hash_of(b"").encode()[:32])
    files["checkpoint"] = checkpoint.sign(stated, forger.signer)


def _with_another_tile(forger: Forger, files: Files) -> None:
    path = next(path for path in files if path.startswith("tile/0/"))
    files[path] = files[path][:-32] + b"x" * 32


def _without_a_tile(forger: Forger, files: Files) -> None:
    del files[next(path for path in files if path.startswith("tile/0/"))]


def _with_a_blob_that_nobody_named(forger: Forger, files: Files) -> None:
    files["blob/" + hash_of(b"more")] = b"more"


def _with_a_file_that_does_not_belong(forger: Forger, files: Files) -> None:
    files["tile/1/000.p/1"] = b"x" * 32


@pytest.mark.parametrize(
    ("change", "step", "codes"),
    [
        (_with_another_log, "1", ["log_key_differs"]),
        (_with_another_origin, "1", ["log_key_differs", "origin_differs"]),
        (_with_another_root, "2", ["root_differs"]),
        (_with_another_tile, "2", ["tile_differs"]),
        (_without_a_tile, "2", ["tile_missing"]),
        (_with_a_blob_that_nobody_named, "3", ["blob_unnamed"]),
        (_with_a_file_that_does_not_belong, "3", ["file_unexpected"]),
    ],
)
def test_a_false_file_is_found_by_its_step_alone(
    change: Callable[[Forger, Files], None],
    step: str,
    codes: list[str],
    honest: tuple[Forger, StoryIds],
    tmp_path: Path,
) -> None:
    files = honest[0].files()
    change(honest[0], files)
    report = verify(write_files(tmp_path / "bundle.zip", files))
    assert [(finding.step, finding.code) for finding in report.findings] == [(step, code) for code in codes]


def test_a_checkpoint_that_is_none_is_the_only_finding(files: Files, tmp_path: Path) -> None:
    files["checkpoint"] = b"example.org\nmany\n"
    report = verify(write_files(tmp_path / "bundle.zip", files))
    assert [(one.step, one.code) for one in report.findings] == [("1", "checkpoint_malformed")]


def test_a_roll_in_the_bundle_that_is_not_the_one_computed(
    honest: tuple[Forger, StoryIds], files: Files, tmp_path: Path
) -> None:
    poll = honest[0].state(facts.Poll, honest[1].poll)
    path = f"blob/{poll.roll_blob}"
    files[path] = files[path].replace(b'"weight":200', b'"weight":201')
    report = verify(write_files(tmp_path / "bundle.zip", files))
    assert [(one.leaf, one.step, one.code) for one in report.findings] == [(poll.index, "7", "roll_differs")]


def test_a_founding_that_its_founder_did_not_sign(tmp_path: Path) -> None:
    forger = Forger()
    found = leaf.parse(forger.entries[0])
    signed = found.envelope
    other = signed.signatures[0]._replace(sig=signing.sign(BO.seed, signed.message))
    entry = leaf.format(found.at, replace(signed, signatures=(other,)))
    report = verify(write_files(tmp_path / "bundle.zip", resigned([entry], forger)))
    assert [(one.leaf, one.step, one.code) for one in report.findings] == [(0, "5", "signature_invalid")]


def test_every_step_has_a_bundle_that_only_it_rejects() -> None:
    assert {step for step, _, _ in FORGERIES.values()} | {"1"} == set("12345678")


def test_the_replay_goes_on_after_a_finding(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, ids = story
    first = tokens_awarded_to_oneself(forger, ids).index
    second = a_role_given_by_a_member(forger, ids).index
    forger.append_raw(b"rubbish")
    third = a_payment_above_its_mandate(forger, ids).index
    report = verify(forger.write(tmp_path / "bundle.zip"))
    assert [finding.leaf for finding in report.findings] == [first, second, second + 1, third]


def test_a_leaf_is_read_as_the_server_wrote_it(honest: tuple[Forger, StoryIds]) -> None:
    for data in honest[0].entries:
        found = leaf.parse(data)
        assert leaf.format(found.at, found.envelope) == data

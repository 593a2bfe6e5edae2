"""Records with a vote by every method: honest ones verify and rebuild; a wrong count document is reported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.record import strict_json
from govern.rules.voting.methods import METHODS
from govern.rules.voting.outcome import count_document
from govern.verify import verify
from tests.dsl.people import RealCommunity
from tests.rules.in_memory_community import InMemoryCommunity
from tests.verify.forging.forger import Forger, write_files
from tests.verify.forging.forgeries_multi_option import a_lot_drawn_from_a_root_that_never_was
from tests.verify.forging.story import StoryIds
from tests.verify.forging.story_multi_option import record_multi_option


@pytest.fixture(scope="module")
def in_memory() -> tuple[InMemoryCommunity, list[str]]:
    """The tale told in memory; to be left as it is."""
    made = InMemoryCommunity()
    return made, record_multi_option(made)


@pytest.fixture
def community(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community on a real instance."""
    made = RealCommunity(tmp_path)
    yield made
    made.close()


def test_a_record_with_every_way_of_voting_verifies(
    in_memory: tuple[InMemoryCommunity, list[str]], tmp_path: Path
) -> None:
    recorded, polls = in_memory
    assert {recorded.state(facts.Poll, poll).method for poll in polls} == {*METHODS}
    settled = {tie["by"] for poll in polls for tie in recorded.state(facts.Result, poll).ties}
    assert {"kept", "lot"} <= settled
    report = verify(recorded.write(tmp_path / "bundle.zip"))
    assert (report.exit_status, report.findings) == (0, ()), report.text()


def test_the_server_writes_the_same_and_rebuilds_it(community: RealCommunity, tmp_path: Path) -> None:
    record_multi_option(community)
    report = verify(community.bundle(tmp_path / "record.zip"))
    assert (report.exit_status, report.findings) == (0, ()), report.text()
    assert community.differences() == []


@pytest.mark.parametrize("name", ["winners", "rounds", "pairwise", "support"])
def test_a_changed_count_document_is_named_with_its_closing(
    name: str, in_memory: tuple[InMemoryCommunity, list[str]], tmp_path: Path
) -> None:
    recorded, polls = in_memory
    files = recorded.files()
    results = [recorded.state(facts.Result, poll) for poll in polls]
    documents = {one.count_blob: one for one in results if one.count_blob}
    digest, value = next(
        (digest, value) for digest in documents if name in (value := count_document.parse(files[f"blob/{digest}"]))
    )
    files[f"blob/{digest}"] = strict_json.encode(value | {name: [*value[name][::-1], "0"]})
    report = verify(write_files(tmp_path / "bundle.zip", files))
    found = [(one.leaf, one.step, one.rule, one.code) for one in report.findings]
    assert found == [(documents[digest].index, "7", "1.10", "roll_differs")], report.text()


def test_a_count_document_that_is_missing_is_named(
    in_memory: tuple[InMemoryCommunity, list[str]], tmp_path: Path
) -> None:
    recorded, polls = in_memory
    files, result = recorded.files(), recorded.state(facts.Result, polls[0])
    del files[f"blob/{result.count_blob}"]
    report = verify(write_files(tmp_path / "bundle.zip", files))
    assert [(one.leaf, one.code) for one in report.findings] == [(result.index, "blob_missing")]


def test_a_lot_from_an_invented_root_is_found_twice(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    said = a_lot_drawn_from_a_root_that_never_was(story[0])
    report = verify(story[0].write(tmp_path / "bundle.zip"))
    found = [(one.leaf, one.step, one.code) for one in report.findings]
    assert found == [(said.index, "2", "log_unknown"), (said.index, "7", "roll_differs")], report.text()

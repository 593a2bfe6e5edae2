"""A withheld text may be missing from a bundle, as long as the record says who withholds it; nothing else may."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.actions.record.bundle_cache import ready_bundle
from govern.protocol import facts
from govern.verify import verify
from tests.dsl.people import ADA, BO, DI, GIL, RealCommunity
from tests.verify.conftest import Check
from tests.verify.forging.forger import Forger


@pytest.fixture
def community(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community whose moderator is Di."""
    made = RealCommunity(tmp_path)
    made.settle()
    made.grant(DI, "moderator")
    yield made
    made.close()


def _names(bundle: Path) -> set[str]:
    with zipfile.ZipFile(bundle) as files:
        return set(files.namelist())


def test_a_bundle_leaves_a_withheld_text_out_and_verifies(community: RealCommunity, tmp_path: Path) -> None:
    body = community.state(facts.Proposal, community.propose(GIL, "A pond")).body
    assert f"blob/{body}" in _names(community.bundle(tmp_path / "before.zip"))
    community.say(DI, "text-hidden", {"reason": "It names a neighbour."}, text=body)
    hidden = community.bundle(tmp_path / "hidden.zip")
    assert f"blob/{body}" not in _names(hidden)
    report = verify(hidden)
    assert report.exit_status == 0, report.text()
    assert any(note.startswith("texts that moderators withhold: 1;") for note in report.notes)
    assert community.differences() == []
    community.say(DI, "text-shown", {"reason": "The neighbour agreed."}, text=body)
    shown = community.bundle(tmp_path / "shown.zip")
    assert f"blob/{body}" in _names(shown)
    report = verify(shown)
    assert report.exit_status == 0, report.text()
    assert not any("withhold" in note for note in report.notes)


def test_a_bundle_leaves_out_every_wording_of_a_withheld_comment(community: RealCommunity, tmp_path: Path) -> None:
    fields = {"parent": "", "proposal": community.propose(GIL, "A pond")}
    comment = community.say(GIL, "comment-made", {"text": "Eva is a goose"}, **fields).id
    community.say(GIL, "comment-revised", {"text": "Eva is a swan"}, comment=comment, revision=2)
    wordings = {f"blob/{community.state(facts.CommentRevision, comment, number).text}" for number in (1, 2)}
    community.say(DI, "comment-hidden", {"reason": "Eva is neither."}, comment=comment)
    hidden = community.bundle(tmp_path / "hidden.zip")
    assert not wordings & _names(hidden)
    report = verify(hidden)
    assert report.exit_status == 0, report.text()
    assert any(note.startswith("texts that moderators withhold: 2;") for note in report.notes)
    assert community.differences() == []
    community.say(DI, "comment-shown", {"reason": "Eva laughed."}, comment=comment)
    shown = community.bundle(tmp_path / "shown.zip")
    assert wordings < _names(shown)
    assert verify(shown).exit_status == 0


def test_a_roll_is_bundled_although_a_moderator_withheld_it(community: RealCommunity, tmp_path: Path) -> None:
    poll = community.state(facts.Poll, community.open_vote(community.propose(GIL, "A pond"), BO))
    community.say(DI, "text-hidden", {"reason": "It says who has what."}, text=poll.roll_blob)
    bundle = community.bundle(tmp_path / "record.zip")
    assert f"blob/{poll.roll_blob}" in _names(bundle)
    assert verify(bundle).exit_status == 0


def test_a_cached_bundle_is_rebuilt_once_a_text_is_withheld(community: RealCommunity) -> None:
    body = community.state(facts.Proposal, community.propose(GIL, "A pond")).body

    def ready() -> Path:
        return ready_bundle(community.engine, community.instance, community.clock())

    first = ready()
    community.propose(GIL, "A bench")
    assert ready() == first  # not a minute old
    community.say(DI, "text-hidden", {"reason": "It names a neighbour."}, text=body)
    assert f"blob/{body}" not in _names(ready())


@pytest.fixture
def moderated() -> tuple[Forger, str]:
    """A record with a proposal whose text, of this hash, the moderator Di withheld."""
    forger = Forger()
    forger.settle()
    forger.grant(DI, "moderator")
    body = forger.state(facts.Proposal, forger.propose(GIL, "A pond")).body
    forger.say(DI, "text-hidden", {"reason": "It names a neighbour."}, text=body)
    return forger, body


def test_a_stored_copy_of_a_withheld_text_can_still_be_checked(moderated: tuple[Forger, str], check: Check) -> None:
    forger, body = moderated
    files = forger.files()
    assert check(files).exit_status == 0
    report = check(files | {f"blob/{body}": files[f"blob/{body}"].replace(b"pond", b"moat")})
    assert [one.code for one in report.findings] == ["blob_differs"]


def test_a_text_that_is_shown_again_must_be_there(moderated: tuple[Forger, str], check: Check) -> None:
    forger, body = moderated
    del forger.blobs[body]
    assert check(forger.files()).exit_status == 0
    forger.say(DI, "text-shown", {"reason": "The neighbour agreed."}, text=body)
    report = check(forger.files())
    assert [(one.step, one.code) for one in report.findings] == [("3", "blob_missing")]


def test_the_reason_for_withholding_must_be_there(moderated: tuple[Forger, str], check: Check) -> None:
    forger, body = moderated
    del forger.blobs[forger.state(facts.HiddenText, body).reason]
    assert [one.code for one in check(forger.files()).findings] == ["blob_missing"]


def test_a_text_withheld_by_somebody_who_may_not_must_be_there(check: Check) -> None:
    forger = Forger()
    forger.settle()
    body = forger.state(facts.Proposal, forger.propose(GIL, "A pond")).body
    forger.say(ADA, "text-hidden", {"reason": "I dislike it."}, text=body)
    del forger.blobs[body]
    report = check(forger.files())
    assert sorted(one.code for one in report.findings) == ["blob_missing", "hide_role"]


def test_a_roll_must_be_there_though_a_moderator_withheld_it(check: Check) -> None:
    forger = Forger()
    forger.settle()
    forger.grant(DI, "moderator")
    roll = forger.state(facts.Poll, forger.open_vote(forger.propose(GIL, "A pond"), BO)).roll_blob
    forger.say(DI, "text-hidden", {"reason": "It says who has what."}, text=roll)
    del forger.blobs[roll]
    assert [one.code for one in check(forger.files()).findings] == ["blob_missing"]

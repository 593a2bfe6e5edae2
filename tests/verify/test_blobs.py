"""Texts and weight rolls are both blobs; neither is accepted in place of the other."""

from pathlib import Path

from govern.protocol import facts
from govern.protocol.texts import LARGEST
from govern.verify import verify
from tests.dsl.formats import of_format
from tests.dsl.people import BO, GIL, RealCommunity, refusal
from tests.verify.forging.forger import Forger
from tests.verify.forging.story import StoryIds


def test_the_server_takes_no_weight_roll_for_a_text_that_was_sent_before(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    poll = community.state(facts.Poll, community.open_vote(community.propose(GIL, "A pond"), BO))
    with refusal("text_missing"):
        community.say(GIL, "comment-made", parent="", proposal=poll.proposal, text=poll.roll_blob)
    community.close()


def test_the_verifier_finds_a_weight_roll_given_out_as_a_text(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, ids = story
    roll = forger.state(facts.Poll, ids.poll).roll_blob
    said = forger.say(GIL, "comment-made", parent="", proposal=ids.roof, text=roll)
    findings = verify(forger.write(tmp_path / "bundle.zip")).findings
    assert [(one.step, one.code, one.leaf) for one in findings] == [("3", "blob_malformed", said.index)]


def test_the_verifier_finds_a_title_that_the_rules_refuse(tmp_path: Path) -> None:
    forger = Forger(of_format(2))
    forger.settle()
    body, data = forger.text("A \u202edoor.")
    fields = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
    title, plain = forger.text("A roof")
    forger.say(GIL, "proposal-submitted", blobs=[data, plain], body=body, title=title, **fields)
    said = forger.say(GIL, "proposal-submitted", blobs=[data], body=body, title=body, **fields)
    findings = verify(forger.write(tmp_path / "bundle.zip")).findings
    assert [(one.step, one.rule, one.code, one.leaf) for one in findings] == [("3", "1.11", "name_unfit", said.index)]


def test_the_verifier_finds_a_text_that_is_too_large(tmp_path: Path) -> None:
    forger = Forger(of_format(2))
    forger.settle()
    said = forger.say(BO, "award-made", {"reason": "x" * (LARGEST + 1)}, amount=1, to=GIL.member)
    findings = verify(forger.write(tmp_path / "bundle.zip")).findings
    assert [(one.step, one.rule, one.code, one.leaf) for one in findings] == [("3", "1.12", "text_unfit", said.index)]


def test_a_title_that_was_withheld_is_not_asked_for(tmp_path: Path) -> None:
    forger = Forger(of_format(2))
    forger.settle()
    forger.grant(BO, "moderator")
    title = forger.state(facts.Proposal, forger.propose(GIL, "A \u202edoor")).id
    digest = forger.state(facts.Version, title, 1).title
    forger.say(BO, "text-hidden", {"reason": "It turns the page around."}, text=digest)
    del forger.blobs[digest]
    assert verify(forger.write(tmp_path / "bundle.zip")).findings == ()


def test_in_format_1_a_title_may_have_any_characters(tmp_path: Path) -> None:
    forger = Forger(of_format(1))
    forger.settle()
    forger.propose(GIL, "A \u202edoor")
    assert verify(forger.write(tmp_path / "bundle.zip")).findings == ()

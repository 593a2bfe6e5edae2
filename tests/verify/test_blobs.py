"""Texts and weight rolls lie side by side as blobs; neither passes for the other."""

from pathlib import Path

from govern.protocol import facts
from govern.verify import verify
from tests.dsl.people import BO, GIL, Community, refusal
from tests.verify.forging.forger import Forger
from tests.verify.forging.story import Told


def test_the_server_takes_no_weight_roll_for_a_text_that_was_sent_before(tmp_path: Path) -> None:
    community = Community(tmp_path)
    community.settle()
    poll = community.state(facts.Poll, community.open_vote(community.propose(GIL, "A pond"), BO))
    with refusal("text_missing"):
        community.say(GIL, "comment-made", parent="", proposal=poll.proposal, text=poll.roll_blob)
    community.close()


def test_the_verifier_finds_a_weight_roll_given_out_as_a_text(told: tuple[Forger, Told], tmp_path: Path) -> None:
    forger, story = told
    roll = forger.state(facts.Poll, story.poll).roll_blob
    said = forger.say(GIL, "comment-made", parent="", proposal=story.roof, text=roll)
    findings = verify(forger.write(tmp_path / "bundle.zip")).findings
    assert [(one.step, one.code, one.leaf) for one in findings] == [("3", "blob_malformed", said.index)]

"""Notices about votes and awards: vetoes, challenges, silent delegates, mentions, reversed awards."""

import pytest
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.protocol import facts
from govern.protocol.units import DAY, HOUR
from govern.store.private.outbox import OutboxRow
from govern.store.views.tasks.tasks import open_tasks
from tests.actions.post import NAMES, CommunityMail, to
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules


def adopt(post: CommunityMail, **changes: object) -> None:
    """Ada adopts other rules for motions."""
    rulebook = motion_rules(**changes) | {"number": 2}
    post.community.say(ADA, "rulebook-adopted", scope="community", rulebook=rulebook)


def passed(post: CommunityMail, title: str = "A lamp") -> str:
    """A motion of Gil's that passes and is in its standstill."""
    community = post.community
    proposal = community.propose(GIL, title)
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    return proposal


def test_holders_of_a_veto_are_notified_once_a_proposal_has_passed(post: CommunityMail) -> None:
    community = post.community
    community.grant(FAY, "guardian")
    adopt(post, veto={"ends": community.clock() + 400 * DAY, "role": "guardian"})
    passed(post)
    assert [line for line in post.news() if line.endswith("veto")] == to("veto", "fay")
    assert post.news() == []


def test_no_veto_notice_is_sent_after_a_veto(post: CommunityMail) -> None:
    community = post.community
    community.grant(FAY, "guardian")
    adopt(post, veto={"ends": community.clock() + 400 * DAY, "role": "guardian"})
    proposal = passed(post)
    community.say(FAY, "proposal-vetoed", {"reason": "It harms the trees."}, proposal=proposal)
    assert not [line for line in post.news() if line.endswith("veto")]


def test_no_veto_notice_is_sent_after_the_power_has_ended(post: CommunityMail) -> None:
    community = post.community
    community.grant(FAY, "guardian")
    adopt(post, veto={"ends": community.clock() + DAY, "role": "guardian"})
    passed(post)
    assert not [line for line in post.news() if line.endswith("veto")]


def test_arbiters_hear_of_a_challenge_except_its_author_and_the_proposer(post: CommunityMail) -> None:
    community = post.community
    for one in (BO, DI, GIL):
        community.grant(one, "arbiter")
    proposal = passed(post)
    post.news()
    community.say(DI, "outcome-challenged", {"grounds": "The hall was closed."}, proposal=proposal)
    assert post.news() == to("rule", "bo")
    assert post.news() == []


def test_no_notice_is_sent_of_a_challenge_that_was_ruled_on_before_the_mail(post: CommunityMail) -> None:
    community = post.community
    community.grant(BO, "arbiter")
    community.grant(CHEN, "arbiter")
    proposal = passed(post)
    post.news()
    community.say(DI, "outcome-challenged", {"grounds": "The hall was closed."}, proposal=proposal)
    community.say(CHEN, "challenge-ruled", {"explanation": "It was open."}, proposal=proposal, ruling="upheld")
    assert post.news() == []


def test_the_other_issuers_hear_of_a_request_to_reverse_an_award(post: CommunityMail) -> None:
    community = post.community
    award = community.award(GIL, 5)
    post.news()
    community.say(CHEN, "award-reversed", {"reason": "It was somebody else"}, award=award)
    assert post.news() == to("reverse", "bo")
    community.say(BO, "award-reversed", {"reason": "It was"}, award=award)
    assert post.news() == []
    assert community.differences() == []


def delegate(post: CommunityMail, who: str, to_whom: str) -> None:
    """Somebody lets another vote for them everywhere."""
    community = post.community
    ends = community.clock() + 100 * DAY
    fields = {"area": "community", "delegate": NAMES[to_whom].member, "ends": ends, "prev": "", "seq": 1}
    community.say(NAMES[who], "delegation-made", **fields)


def test_a_delegator_is_reminded_only_while_nobody_in_the_chain_has_voted(post: CommunityMail) -> None:
    community = post.community
    for pair in (("fay", "eva"), ("eva", "di"), ("gil", "ada")):
        delegate(post, *pair)
    poll = community.state(facts.Poll, community.open_vote(community.propose(GIL, "A lamp"), BO))
    asked = [line.partition(":")[0] for line in post.news() if line.endswith(": vote")]
    assert not {"eva", "fay", "gil"} & set(asked)
    assert set(asked) == {"ada", "di"}
    community.vote(DI, poll.id)
    community.pass_until(poll.closes - 24 * HOUR)
    reminded = [line.partition(":")[0] for line in post.news()]
    assert set(reminded) == {"ada", "gil"}  # Di has voted for herself, Eva and Fay, Ada for nobody


def test_a_delegators_reminder_says_that_the_delegate_has_not_voted(post: CommunityMail) -> None:
    community = post.community
    delegate(post, "gil", "ada")
    poll = community.open_vote(community.propose(FAY, "A lamp"), BO)
    with Session(community.engine) as session:
        own = [open_tasks(session, one.member, community.clock(), ("vote", "unheard")) for one in (GIL, ADA)]
    assert [[duty.kind for duty in found] for found in own] == [["unheard"], ["vote"]]
    community.vote(ADA, poll)
    with Session(community.engine) as session:
        assert not open_tasks(session, GIL.member, community.clock(), ("vote", "unheard"))
    community.vote(ADA, poll, "")
    with Session(community.engine) as session:  # withdrawn, so it speaks for nobody
        assert [duty.kind for duty in open_tasks(session, GIL.member, community.clock(), ("unheard",))] == ["unheard"]


@pytest.mark.parametrize("kind", ["vote", "reminder"])
def test_a_vote_mail_that_is_claimed_too_early_waits_until_it_is_due(post: CommunityMail, kind: str) -> None:
    community = post.community
    proposal = community.propose(GIL, "A lamp")
    community.sponsor(proposal, ADA)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    poll = community.state(facts.Poll, community.state(facts.Proposal, proposal).poll)
    post.news()
    if kind == "reminder":
        community.pass_until(poll.opens)
        post.news()
    (waiting,) = post.rows(kind, EVA)
    moment = waiting.next_try
    with Session(community.engine) as session, session.begin():
        session.get_one(OutboxRow, waiting.id).next_try = community.clock()
    assert post.news() == []
    (waiting,) = post.rows(kind, EVA)
    assert (waiting.state, waiting.next_try, waiting.tries) == ("waiting", moment, 0)
    community.pass_until(moment)
    assert f"eva: {kind}" in post.news()


def say(post: CommunityMail, text: str, parent: str = "", who: str = "gil", proposal: str = "") -> str:
    """Somebody comments on a proposal of Fay's; the comment's id."""
    fields = {"parent": parent, "proposal": proposal}
    return str(post.community.say(NAMES[who], "comment-made", {"text": text}, **fields).id)


def test_a_mentioned_member_is_notified_once_and_authors_never_of_themselves(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose(FAY, "A lamp")
    post.news()
    comment = say(post, f"What do you think, @{EVA.member}, and I, @{GIL.member}?", proposal=proposal)
    assert post.news() == to("mention", "eva")
    text = {"text": f"And you, @{EVA.member} and @{DI.member}?"}
    community.say(GIL, "comment-revised", text, comment=comment, revision=2)
    assert post.news() == to("mention", "di")
    say(post, "nobody: m_" + "0" * 24 + f" {EVA.member} @{EVA.member}x", proposal=proposal)
    assert post.news() == []


def test_no_mention_notice_goes_to_a_member_who_answered_or_switched_it_off(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose(FAY, "A lamp")
    post.news()
    with Session(community.engine) as session, session.begin():
        notices.switch_off(session, post.id_of(DI), ["mention"])
    comment = say(post, f"@{EVA.member} @{DI.member} @{CHEN.member}: what now?", proposal=proposal)
    say(post, "We wait.", comment, "eva", proposal)
    assert post.news() == to("mention", "chen")


def test_a_mention_in_a_withheld_text_sends_no_notice(post: CommunityMail) -> None:
    community = post.community
    community.grant(DI, "moderator")
    proposal = community.propose(FAY, "A lamp")
    post.news()
    comment = community.state(facts.Comment, say(post, f"@{EVA.member} is a goose", proposal=proposal))
    community.say(DI, "text-hidden", {"reason": "An insult."}, text=comment.text)
    assert post.news() == []

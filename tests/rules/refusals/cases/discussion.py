"""Refusals about discussion, withheld texts, reasons and objections to a roll (rules 6.6, 6.7 and 9)."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, Person, motion_rules
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _comment(community: InMemoryCommunity, proposal: str, parent: str = "") -> str:
    """A comment of Eva's."""
    return community.say(EVA, "comment-made", {"text": "How deep?"}, parent=parent, proposal=proposal).id


def _hide(community: InMemoryCommunity, digest: str) -> None:
    community.say(DI, "text-hidden", {"reason": "an insult"}, text=digest)


def _hidden_comment(community: InMemoryCommunity) -> facts.Comment:
    """A comment of Eva's whose text the moderator Di withheld."""
    community.grant(DI, "moderator")
    comment = community.state(facts.Comment, _comment(community, community.propose(GIL, "A pond")))
    _hide(community, comment.text)
    return comment


@refused_with("proposal_unknown")
def a_comment_on_nothing(community: InMemoryCommunity) -> None:
    _comment(community, "0" * 64)


@refused_with("comment_unknown")
def an_answer_to_nothing(community: InMemoryCommunity) -> None:
    _comment(community, community.propose(GIL, "A pond"), "0" * 64)


@refused_with("comment_unknown")
def an_answer_to_a_comment_on_another_proposal(community: InMemoryCommunity) -> None:
    other = _comment(community, community.propose(GIL, "A bench"))
    _comment(community, community.propose(GIL, "A pond"), other)


@refused_with("comment_hidden")
def an_answer_to_a_withheld_comment(community: InMemoryCommunity) -> None:
    hidden = _hidden_comment(community)
    _comment(community, hidden.proposal, hidden.id)


@refused_with("comment_unknown")
def a_revision_of_nothing(community: InMemoryCommunity) -> None:
    community.say(EVA, "comment-revised", {"text": "How wide?"}, comment="0" * 64, revision=2)


@refused_with("comment_other")
def a_comment_reworded_by_another(community: InMemoryCommunity) -> None:
    comment = _comment(community, community.propose(GIL, "A pond"))
    community.say(GIL, "comment-revised", {"text": "Splendid!"}, comment=comment, revision=2)


@refused_with("comment_revision")
def a_comment_reworded_twice_from_one_page(community: InMemoryCommunity) -> None:
    comment = _comment(community, community.propose(GIL, "A pond"))
    for text in ("How wide?", "How far?"):
        community.say(EVA, "comment-revised", {"text": text}, comment=comment, revision=2)


@refused_with("comment_hidden")
def a_withheld_comment_reworded(community: InMemoryCommunity) -> None:
    community.say(EVA, "comment-revised", {"text": "I say!"}, comment=_hidden_comment(community).id, revision=2)


@refused_with("hide_role")
def a_text_withheld_by_a_member(community: InMemoryCommunity) -> None:
    comment = community.state(facts.Comment, _comment(community, community.propose(GIL, "A pond")))
    community.say(GIL, "text-hidden", {"reason": "I dislike it"}, text=comment.text)


@refused_with("hide_role")
def a_text_withheld_by_a_clubs_moderator(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    community.say(DI, "role-granted", holder=DI.member, role="moderator", scope=club)
    _hide(community, community.state(facts.Comment, _comment(community, community.propose(EVA, "Beans", club))).text)


@refused_with("hide_role")
def a_text_shown_by_its_author(community: InMemoryCommunity) -> None:
    community.say(EVA, "text-shown", {"reason": "It is mine"}, text=_hidden_comment(community).text)


@refused_with("hidden_already")
def a_text_withheld_twice(community: InMemoryCommunity) -> None:
    _hide(community, _hidden_comment(community).text)


@refused_with("not_hidden")
def a_text_shown_that_was_not_withheld(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    comment = community.state(facts.Comment, _comment(community, community.propose(GIL, "A pond")))
    community.say(DI, "text-shown", {"reason": "all is well"}, text=comment.text)


@refused_with("not_hidden")
def a_text_shown_twice(community: InMemoryCommunity) -> None:
    digest = _hidden_comment(community).text
    for _ in range(2):
        community.say(DI, "text-shown", {"reason": "all is well"}, text=digest)


def _vote(community: InMemoryCommunity, reasons: str) -> str:
    """A vote on a motion whose rules say this about reasons."""
    rulebook = motion_rules(reasons=reasons) | {"number": 2}
    community.say(ADA, "rulebook-adopted", rulebook=rulebook, scope="community")
    return community.vote_is_open()


@refused_with("reason_off")
def a_reason_where_none_are_provided(community: InMemoryCommunity) -> None:
    poll = _vote(community, "off")
    community.vote(GIL, poll)
    community.explain(GIL, poll)


@refused_with("reason_ballot")
def a_reason_for_no_ballot(community: InMemoryCommunity) -> None:
    community.explain(GIL, _vote(community, "allowed"))


@refused_with("reason_ballot")
def a_reason_for_an_earlier_ballot(community: InMemoryCommunity) -> None:
    poll = _vote(community, "allowed")
    community.vote(GIL, poll)
    community.vote(GIL, poll, "no")
    community.explain(GIL, poll, 1)


@refused_with("reason_ballot")
def a_reason_for_a_withdrawn_ballot(community: InMemoryCommunity) -> None:
    poll = _vote(community, "allowed")
    community.vote(GIL, poll)
    community.vote(GIL, poll, "")
    community.explain(GIL, poll, 2)


@refused_with("reason_ballot")
def a_reason_for_a_ballot_after_the_next(community: InMemoryCommunity) -> None:
    community.explain(GIL, _vote(community, "required"), 2)


@refused_with("poll_unknown")
def a_reason_in_no_vote(community: InMemoryCommunity) -> None:
    community.explain(GIL, "0" * 64)


@refused_with("poll_not_open")
def a_reason_before_the_opening(community: InMemoryCommunity) -> None:
    community.explain(GIL, community.announced(community.propose(GIL, "A pond"), BO))


@refused_with("poll_over")
def a_reason_after_the_close(community: InMemoryCommunity) -> None:
    poll = _vote(community, "allowed")
    community.vote(GIL, poll)
    community.pass_until(community.state(facts.Poll, poll).closes)
    community.explain(GIL, poll)


@refused_with("not_elector")
def a_reason_of_someone_without_a_vote(community: InMemoryCommunity) -> None:
    community.explain(CHEN, _vote(community, "required"))


@refused_with("reason_needed")
def a_ballot_without_its_required_reason(community: InMemoryCommunity) -> None:
    community.vote(GIL, _vote(community, "required"))


@refused_with("reason_needed")
def a_ballot_replaced_on_the_old_reason(community: InMemoryCommunity) -> None:
    poll = _vote(community, "required")
    community.explain(GIL, poll)
    community.vote(GIL, poll)
    community.vote(GIL, poll, "no")


def _object(community: InMemoryCommunity, poll: str) -> None:
    community.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)


@refused_with("poll_unknown")
def an_objection_to_no_roll(community: InMemoryCommunity) -> None:
    _object(community, "0" * 64)


@refused_with("objection_time")
def an_objection_once_voting_is_open(community: InMemoryCommunity) -> None:
    _object(community, community.vote_is_open())


@refused_with("objection_time")
def an_objection_to_a_cancelled_vote(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    proposal = community.state(facts.Poll, poll).proposal
    community.say(DI, "proposal-cancelled", {"reason": "The roll is wrong."}, proposal=proposal)
    _object(community, poll)


@refused_with("objection_twice")
def two_objections_of_one_member(community: InMemoryCommunity) -> None:
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    _object(community, poll)
    _object(community, poll)


def _withhold_whole(community: InMemoryCommunity, comment: str, by: Person = DI) -> None:
    community.say(by, "comment-hidden", {"reason": "an insult"}, comment=comment)


@refused_with("hide_role")
def a_whole_comment_withheld_by_a_member(community: InMemoryCommunity) -> None:
    _withhold_whole(community, _comment(community, community.propose(GIL, "A pond")), by=GIL)


@refused_with("comment_unknown")
def a_comment_withheld_that_nobody_made(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    _withhold_whole(community, "0" * 64)


@refused_with("hidden_already")
def a_whole_comment_withheld_twice(community: InMemoryCommunity) -> None:
    comment = _hidden_comment(community)
    _withhold_whole(community, comment.id)


@refused_with("not_hidden")
def a_whole_comment_shown_again_that_was_not_withheld(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    comment = _comment(community, community.propose(GIL, "A pond"))
    community.say(DI, "comment-shown", {"reason": "it was fair"}, comment=comment)

"""Scenes of the discussion, of withheld texts, of reasons and of objections to a roll (rules 6.6, 6.7 and 9)."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, Person, motion_rules
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _comment(hall: InMemoryCommunity, proposal: str, parent: str = "") -> str:
    """A comment of Eva's."""
    return hall.say(EVA, "comment-made", {"text": "How deep?"}, parent=parent, proposal=proposal).id


def _hide(hall: InMemoryCommunity, digest: str) -> None:
    hall.say(DI, "text-hidden", {"reason": "an insult"}, text=digest)


def _hidden_comment(hall: InMemoryCommunity) -> facts.Comment:
    """A comment of Eva's whose text the moderator Di withheld."""
    hall.grant(DI, "moderator")
    comment = hall.state(facts.Comment, _comment(hall, hall.propose(GIL, "A pond")))
    _hide(hall, comment.text)
    return comment


@refused_with("proposal_unknown")
def a_comment_on_nothing(hall: InMemoryCommunity) -> None:
    _comment(hall, "0" * 64)


@refused_with("comment_unknown")
def an_answer_to_nothing(hall: InMemoryCommunity) -> None:
    _comment(hall, hall.propose(GIL, "A pond"), "0" * 64)


@refused_with("comment_unknown")
def an_answer_to_a_comment_on_another_proposal(hall: InMemoryCommunity) -> None:
    other = _comment(hall, hall.propose(GIL, "A bench"))
    _comment(hall, hall.propose(GIL, "A pond"), other)


@refused_with("comment_hidden")
def an_answer_to_a_withheld_comment(hall: InMemoryCommunity) -> None:
    hidden = _hidden_comment(hall)
    _comment(hall, hidden.proposal, hidden.id)


@refused_with("comment_unknown")
def a_revision_of_nothing(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "comment-revised", {"text": "How wide?"}, comment="0" * 64, revision=2)


@refused_with("comment_other")
def a_comment_reworded_by_another(hall: InMemoryCommunity) -> None:
    comment = _comment(hall, hall.propose(GIL, "A pond"))
    hall.say(GIL, "comment-revised", {"text": "Splendid!"}, comment=comment, revision=2)


@refused_with("comment_revision")
def a_comment_reworded_twice_from_one_page(hall: InMemoryCommunity) -> None:
    comment = _comment(hall, hall.propose(GIL, "A pond"))
    for text in ("How wide?", "How far?"):
        hall.say(EVA, "comment-revised", {"text": text}, comment=comment, revision=2)


@refused_with("comment_hidden")
def a_withheld_comment_reworded(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "comment-revised", {"text": "I say!"}, comment=_hidden_comment(hall).id, revision=2)


@refused_with("hide_role")
def a_text_withheld_by_a_member(hall: InMemoryCommunity) -> None:
    comment = hall.state(facts.Comment, _comment(hall, hall.propose(GIL, "A pond")))
    hall.say(GIL, "text-hidden", {"reason": "I dislike it"}, text=comment.text)


@refused_with("hide_role")
def a_text_withheld_by_a_clubs_moderator(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    hall.say(DI, "role-granted", holder=DI.member, role="moderator", scope=club)
    _hide(hall, hall.state(facts.Comment, _comment(hall, hall.propose(EVA, "Beans", club))).text)


@refused_with("hide_role")
def a_text_shown_by_its_author(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "text-shown", {"reason": "It is mine"}, text=_hidden_comment(hall).text)


@refused_with("hidden_already")
def a_text_withheld_twice(hall: InMemoryCommunity) -> None:
    _hide(hall, _hidden_comment(hall).text)


@refused_with("not_hidden")
def a_text_shown_that_was_not_withheld(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    comment = hall.state(facts.Comment, _comment(hall, hall.propose(GIL, "A pond")))
    hall.say(DI, "text-shown", {"reason": "all is well"}, text=comment.text)


@refused_with("not_hidden")
def a_text_shown_twice(hall: InMemoryCommunity) -> None:
    digest = _hidden_comment(hall).text
    for _ in range(2):
        hall.say(DI, "text-shown", {"reason": "all is well"}, text=digest)


def _vote(hall: InMemoryCommunity, reasons: str) -> str:
    """A vote on a motion whose rules say this about reasons."""
    rulebook = motion_rules(reasons=reasons) | {"number": 2}
    hall.say(ADA, "rulebook-adopted", rulebook=rulebook, scope="community")
    return hall.vote_is_open()


@refused_with("reason_off")
def a_reason_where_none_are_provided(hall: InMemoryCommunity) -> None:
    poll = _vote(hall, "off")
    hall.vote(GIL, poll)
    hall.explain(GIL, poll)


@refused_with("reason_ballot")
def a_reason_for_no_ballot(hall: InMemoryCommunity) -> None:
    hall.explain(GIL, _vote(hall, "allowed"))


@refused_with("reason_ballot")
def a_reason_for_an_earlier_ballot(hall: InMemoryCommunity) -> None:
    poll = _vote(hall, "allowed")
    hall.vote(GIL, poll)
    hall.vote(GIL, poll, "no")
    hall.explain(GIL, poll, 1)


@refused_with("reason_ballot")
def a_reason_for_a_withdrawn_ballot(hall: InMemoryCommunity) -> None:
    poll = _vote(hall, "allowed")
    hall.vote(GIL, poll)
    hall.vote(GIL, poll, "")
    hall.explain(GIL, poll, 2)


@refused_with("reason_ballot")
def a_reason_for_a_ballot_after_the_next(hall: InMemoryCommunity) -> None:
    hall.explain(GIL, _vote(hall, "required"), 2)


@refused_with("poll_unknown")
def a_reason_in_no_vote(hall: InMemoryCommunity) -> None:
    hall.explain(GIL, "0" * 64)


@refused_with("poll_not_open")
def a_reason_before_the_opening(hall: InMemoryCommunity) -> None:
    hall.explain(GIL, hall.announced(hall.propose(GIL, "A pond"), BO))


@refused_with("poll_over")
def a_reason_after_the_close(hall: InMemoryCommunity) -> None:
    poll = _vote(hall, "allowed")
    hall.vote(GIL, poll)
    hall.pass_until(hall.state(facts.Poll, poll).closes)
    hall.explain(GIL, poll)


@refused_with("not_elector")
def a_reason_of_someone_without_a_vote(hall: InMemoryCommunity) -> None:
    hall.explain(CHEN, _vote(hall, "required"))


@refused_with("reason_needed")
def a_ballot_without_its_required_reason(hall: InMemoryCommunity) -> None:
    hall.vote(GIL, _vote(hall, "required"))


@refused_with("reason_needed")
def a_ballot_replaced_on_the_old_reason(hall: InMemoryCommunity) -> None:
    poll = _vote(hall, "required")
    hall.explain(GIL, poll)
    hall.vote(GIL, poll)
    hall.vote(GIL, poll, "no")


def _object(hall: InMemoryCommunity, poll: str) -> None:
    hall.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)


@refused_with("poll_unknown")
def an_objection_to_no_roll(hall: InMemoryCommunity) -> None:
    _object(hall, "0" * 64)


@refused_with("objection_time")
def an_objection_once_voting_is_open(hall: InMemoryCommunity) -> None:
    _object(hall, hall.vote_is_open())


@refused_with("objection_time")
def an_objection_to_a_cancelled_vote(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    proposal = hall.state(facts.Poll, poll).proposal
    hall.say(DI, "proposal-cancelled", {"reason": "The roll is wrong."}, proposal=proposal)
    _object(hall, poll)


@refused_with("objection_twice")
def two_objections_of_one_member(hall: InMemoryCommunity) -> None:
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    _object(hall, poll)
    _object(hall, poll)


def _withhold_whole(hall: InMemoryCommunity, comment: str, by: Person = DI) -> None:
    hall.say(by, "comment-hidden", {"reason": "an insult"}, comment=comment)


@refused_with("hide_role")
def a_whole_comment_withheld_by_a_member(hall: InMemoryCommunity) -> None:
    _withhold_whole(hall, _comment(hall, hall.propose(GIL, "A pond")), by=GIL)


@refused_with("comment_unknown")
def a_comment_withheld_that_nobody_made(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    _withhold_whole(hall, "0" * 64)


@refused_with("hidden_already")
def a_whole_comment_withheld_twice(hall: InMemoryCommunity) -> None:
    comment = _hidden_comment(hall)
    _withhold_whole(hall, comment.id)


@refused_with("not_hidden")
def a_whole_comment_shown_again_that_was_not_withheld(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    comment = _comment(hall, hall.propose(GIL, "A pond"))
    hall.say(DI, "comment-shown", {"reason": "it was fair"}, comment=comment)

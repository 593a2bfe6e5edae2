"""The discussion: comments and their wordings, withheld texts, reasons for votes and objections to a roll."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules, refusal
from tests.rules.hall import InMemoryCommunity


def _comment(hall: InMemoryCommunity, proposal: str, parent: str = "", who: object = EVA) -> str:
    return hall.say(who, "comment-made", {"text": "How deep?"}, parent=parent, proposal=proposal).id  # type: ignore[arg-type]


def test_comments_form_threads(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    first = _comment(hall, proposal)
    answer = _comment(hall, proposal, first, GIL)
    _comment(hall, proposal, answer, FAY)
    found = sorted(hall.memory.where(facts.Comment, "proposal", proposal), key=lambda one: one.index)
    assert [(one.author, one.parent) for one in found] == [
        (EVA.member, ""),
        (GIL.member, first),
        (FAY.member, answer),
    ]


def test_every_wording_stays_to_be_read(hall: InMemoryCommunity) -> None:
    comment = _comment(hall, hall.propose(GIL, "A pond"))
    first = hall.state(facts.Comment, comment)
    hall.pass_time(hours=1)
    hall.say(EVA, "comment-revised", {"text": "How wide?"}, comment=comment, revision=2)
    second = hall.state(facts.Comment, comment)
    assert (second.revision, second.revised_at, second.at) == (2, hall.clock(), first.at)
    wordings = list(hall.memory.where(facts.CommentRevision, "comment", comment))
    assert [(one.revision, one.text) for one in wordings] == [(1, first.text), (2, second.text)]


def test_people_talk_before_during_and_after_a_vote(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    _comment(hall, proposal)
    poll = hall.open_vote(proposal, BO)
    _comment(hall, proposal)
    hall.close_vote(poll)
    _comment(hall, proposal)
    assert len(list(hall.memory.where(facts.Comment, "proposal", proposal))) == 3


def test_a_moderator_withholds_a_text_and_shows_it_again(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    comment = hall.state(facts.Comment, _comment(hall, hall.propose(GIL, "A pond")))
    hall.say(DI, "text-hidden", {"reason": "an insult"}, text=comment.text)
    hidden = hall.state(facts.HiddenText, comment.text)
    assert (hidden.hidden, hidden.by, hidden.at) == (True, DI.member, hall.clock())
    assert hall.state(facts.Comment, comment.id) == comment  # hash and statement stay
    hall.say(DI, "text-shown", {"reason": "a misunderstanding"}, text=comment.text)
    assert not hall.state(facts.HiddenText, comment.text).hidden
    hall.say(EVA, "comment-revised", {"text": "How wide?"}, comment=comment.id, revision=2)
    hall.say(DI, "text-hidden", {"reason": "an insult after all"}, text=comment.text)
    assert hall.state(facts.HiddenText, comment.text).hidden
    _comment(hall, comment.proposal, comment.id)  # its present wording is not the one withheld


def test_a_moderator_withholds_all_wordings_of_a_comment_and_shows_them_again(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    comment = _comment(hall, hall.propose(GIL, "A pond"))
    for number in (2, 3):
        hall.say(EVA, "comment-revised", {"text": f"How wide? ({number})"}, comment=comment, revision=number)
    wordings = [one.text for one in hall.memory.where(facts.CommentRevision, "comment", comment)]
    hall.say(DI, "text-hidden", {"reason": "an insult"}, text=wordings[0])
    before = hall.state(facts.HiddenText, wordings[0])
    hall.say(DI, "comment-hidden", {"reason": "all of it"}, comment=comment)
    assert all(hall.state(facts.HiddenText, text).hidden for text in wordings)
    assert hall.state(facts.HiddenText, wordings[0]) == before  # withheld already, for the reason given then
    hall.say(DI, "comment-shown", {"reason": "a misunderstanding"}, comment=comment)
    assert not any(hall.state(facts.HiddenText, text).hidden for text in wordings)
    hall.say(EVA, "comment-revised", {"text": "How deep?"}, comment=comment, revision=4)


def test_withholding_a_proposals_text_changes_nothing_in_its_vote(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    proposal = hall.propose(GIL, "A pond")
    poll = hall.open_vote(proposal, BO)
    hall.say(DI, "text-hidden", {"reason": "it names a neighbour"}, text=hall.state(facts.Proposal, proposal).body)
    for one in (ADA, EVA, GIL):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)
    assert hall.stage(proposal) == "carried-out"


def _reasoned(hall: InMemoryCommunity, reasons: str) -> str:
    hall.say(ADA, "rulebook-adopted", rulebook=motion_rules(reasons=reasons) | {"number": 2}, scope="community")
    return hall.vote_is_open()


def test_a_reason_goes_with_the_ballot_that_stands_and_can_be_reworded(hall: InMemoryCommunity) -> None:
    poll = _reasoned(hall, "allowed")
    hall.vote(GIL, poll)
    hall.vote(EVA, poll)  # without
    for text in ("because", "because of the frogs"):
        hall.explain(GIL, poll, 1, text)
    hall.vote(GIL, poll, "no")
    assert hall.memory.get(facts.Reason, poll, GIL.member, 2) is None  # the new ballot has none yet
    hall.explain(GIL, poll, 2)
    found = list(hall.memory.where(facts.Reason, "poll", poll))
    assert [(one.member, one.seq) for one in found] == [(GIL.member, 1), (GIL.member, 2)]


def test_a_required_reason_comes_before_its_ballot(hall: InMemoryCommunity) -> None:
    poll = _reasoned(hall, "required")
    for one in (ADA, EVA, GIL):
        with refusal("reason_needed"):
            hall.vote(one, poll)
        hall.explain(one, poll)
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"


def test_each_new_ballot_needs_a_required_reason_of_its_own_but_a_withdrawal_none(hall: InMemoryCommunity) -> None:
    poll = _reasoned(hall, "required")
    hall.explain(GIL, poll)
    hall.vote(GIL, poll)
    hall.explain(GIL, poll, 1, "better said")
    with refusal("reason_needed"):
        hall.vote(GIL, poll, "no")
    hall.explain(GIL, poll, 2)
    hall.vote(GIL, poll, "no")
    hall.vote(GIL, poll, "")
    with refusal("reason_needed"):
        hall.vote(GIL, poll, "yes")
    hall.explain(GIL, poll, 4)
    hall.vote(GIL, poll, "yes")


def test_a_reason_without_its_ballot_counts_for_nothing(hall: InMemoryCommunity) -> None:
    poll = _reasoned(hall, "required")
    hall.explain(GIL, poll)
    assert hall.close_vote(poll) == "no-quorum"
    assert hall.state(facts.Result, poll).ballots == 0


def test_delegating_needs_no_reason(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA)
    poll = _reasoned(hall, "required")
    hall.explain(EVA, poll)
    hall.vote(EVA, poll)
    hall.close_vote(poll)
    assert hall.state(facts.Result, poll).tally["yes"] == 12 + 10


def test_a_vote_keeps_what_was_announced_about_reasons(hall: InMemoryCommunity) -> None:
    poll = _reasoned(hall, "required")
    hall.say(ADA, "rulebook-adopted", rulebook=motion_rules(reasons="off") | {"number": 3}, scope="community")
    hall.explain(GIL, poll)
    hall.vote(GIL, poll)


def test_any_member_objects_to_a_roll_between_announcement_and_opening(hall: InMemoryCommunity) -> None:
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    hall.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)
    hall.clock.set(hall.state(facts.Poll, poll).opens - 1)
    hall.say(GIL, "roll-objected", {"grounds": "Chen is missing."}, poll=poll)
    objections = list(hall.memory.where(facts.Objection, "poll", poll))
    assert {one.member for one in objections} == {CHEN.member, GIL.member}
    hall.clock.set(hall.state(facts.Poll, poll).opens)
    with refusal("objection_time"):
        hall.say(EVA, "roll-objected", {"grounds": "Too late."}, poll=poll)


def test_an_objection_alone_stops_nothing_but_a_moderator_can(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "moderator")
    pond, bench = hall.propose(GIL, "A pond"), hall.propose(EVA, "A bench")
    for proposal in (pond, bench):
        poll = hall.announced(proposal, BO)
        hall.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)
    hall.say(DI, "proposal-cancelled", {"reason": "The roll is wrong."}, proposal=bench)
    hall.pass_until(hall.state(facts.Poll, poll).opens)
    assert (hall.stage(pond), hall.stage(bench)) == ("open", "cancelled")

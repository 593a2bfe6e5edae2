"""The discussion: comments and their revisions, withheld texts, reasons for votes and objections to a roll."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def _comment(community: InMemoryCommunity, proposal: str, parent: str = "", who: object = EVA) -> str:
    return community.say(who, "comment-made", {"text": "How deep?"}, parent=parent, proposal=proposal).id  # type: ignore[arg-type]


def test_comments_form_threads(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    first = _comment(community, proposal)
    answer = _comment(community, proposal, first, GIL)
    _comment(community, proposal, answer, FAY)
    found = sorted(community.memory.where(facts.Comment, "proposal", proposal), key=lambda one: one.index)
    assert [(one.author, one.parent) for one in found] == [
        (EVA.member, ""),
        (GIL.member, first),
        (FAY.member, answer),
    ]


def test_every_wording_stays_to_be_read(community: InMemoryCommunity) -> None:
    comment = _comment(community, community.propose(GIL, "A pond"))
    first = community.state(facts.Comment, comment)
    community.pass_time(hours=1)
    community.say(EVA, "comment-revised", {"text": "How wide?"}, comment=comment, revision=2)
    second = community.state(facts.Comment, comment)
    assert (second.revision, second.revised_at, second.at) == (2, community.clock(), first.at)
    wordings = list(community.memory.where(facts.CommentRevision, "comment", comment))
    assert [(one.revision, one.text) for one in wordings] == [(1, first.text), (2, second.text)]


def test_people_talk_before_during_and_after_a_vote(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    _comment(community, proposal)
    poll = community.open_vote(proposal, BO)
    _comment(community, proposal)
    community.close_vote(poll)
    _comment(community, proposal)
    assert len(list(community.memory.where(facts.Comment, "proposal", proposal))) == 3


def test_a_moderator_withholds_a_text_and_shows_it_again(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    comment = community.state(facts.Comment, _comment(community, community.propose(GIL, "A pond")))
    community.say(DI, "text-hidden", {"reason": "an insult"}, text=comment.text)
    hidden = community.state(facts.HiddenText, comment.text)
    assert (hidden.hidden, hidden.by, hidden.at) == (True, DI.member, community.clock())
    assert community.state(facts.Comment, comment.id) == comment  # hash and statement stay
    community.say(DI, "text-shown", {"reason": "a misunderstanding"}, text=comment.text)
    assert not community.state(facts.HiddenText, comment.text).hidden
    community.say(EVA, "comment-revised", {"text": "How wide?"}, comment=comment.id, revision=2)
    community.say(DI, "text-hidden", {"reason": "an insult after all"}, text=comment.text)
    assert community.state(facts.HiddenText, comment.text).hidden
    _comment(community, comment.proposal, comment.id)  # its present wording is not the one withheld


def test_a_moderator_withholds_all_wordings_of_a_comment_and_shows_them_again(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    comment = _comment(community, community.propose(GIL, "A pond"))
    for number in (2, 3):
        community.say(EVA, "comment-revised", {"text": f"How wide? ({number})"}, comment=comment, revision=number)
    wordings = [one.text for one in community.memory.where(facts.CommentRevision, "comment", comment)]
    community.say(DI, "text-hidden", {"reason": "an insult"}, text=wordings[0])
    before = community.state(facts.HiddenText, wordings[0])
    community.say(DI, "comment-hidden", {"reason": "all of it"}, comment=comment)
    assert all(community.state(facts.HiddenText, text).hidden for text in wordings)
    assert community.state(facts.HiddenText, wordings[0]) == before  # withheld already, for the reason given then
    community.say(DI, "comment-shown", {"reason": "a misunderstanding"}, comment=comment)
    assert not any(community.state(facts.HiddenText, text).hidden for text in wordings)
    community.say(EVA, "comment-revised", {"text": "How deep?"}, comment=comment, revision=4)


def test_withholding_a_proposals_text_changes_nothing_in_its_vote(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    proposal = community.propose(GIL, "A pond")
    poll = community.open_vote(proposal, BO)
    community.say(
        DI, "text-hidden", {"reason": "it names a neighbour"}, text=community.state(facts.Proposal, proposal).body
    )
    for one in (ADA, EVA, GIL):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    assert community.stage(proposal) == "carried-out"


def _reasoned(community: InMemoryCommunity, reasons: str) -> str:
    community.say(ADA, "rulebook-adopted", rulebook=motion_rules(reasons=reasons) | {"number": 2}, scope="community")
    return community.vote_is_open()


def test_a_reason_goes_with_the_ballot_that_stands_and_can_be_reworded(community: InMemoryCommunity) -> None:
    poll = _reasoned(community, "allowed")
    community.vote(GIL, poll)
    community.vote(EVA, poll)  # without
    for text in ("because", "because of the frogs"):
        community.explain(GIL, poll, 1, text)
    community.vote(GIL, poll, "no")
    assert community.memory.get(facts.Reason, poll, GIL.member, 2) is None  # the new ballot has none yet
    community.explain(GIL, poll, 2)
    found = list(community.memory.where(facts.Reason, "poll", poll))
    assert [(one.member, one.seq) for one in found] == [(GIL.member, 1), (GIL.member, 2)]


def test_a_required_reason_comes_before_its_ballot(community: InMemoryCommunity) -> None:
    poll = _reasoned(community, "required")
    for one in (ADA, EVA, GIL):
        with refusal("reason_needed"):
            community.vote(one, poll)
        community.explain(one, poll)
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"


def test_each_new_ballot_needs_a_required_reason_of_its_own_but_a_withdrawal_none(community: InMemoryCommunity) -> None:
    poll = _reasoned(community, "required")
    community.explain(GIL, poll)
    community.vote(GIL, poll)
    community.explain(GIL, poll, 1, "better said")
    with refusal("reason_needed"):
        community.vote(GIL, poll, "no")
    community.explain(GIL, poll, 2)
    community.vote(GIL, poll, "no")
    community.vote(GIL, poll, "")
    with refusal("reason_needed"):
        community.vote(GIL, poll, "yes")
    community.explain(GIL, poll, 4)
    community.vote(GIL, poll, "yes")


def test_a_reason_without_its_ballot_counts_for_nothing(community: InMemoryCommunity) -> None:
    poll = _reasoned(community, "required")
    community.explain(GIL, poll)
    assert community.close_vote(poll) == "no-quorum"
    assert community.state(facts.Result, poll).ballots == 0


def test_delegating_needs_no_reason(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA)
    poll = _reasoned(community, "required")
    community.explain(EVA, poll)
    community.vote(EVA, poll)
    community.close_vote(poll)
    assert community.state(facts.Result, poll).tally["yes"] == 12 + 10


def test_a_vote_keeps_what_was_announced_about_reasons(community: InMemoryCommunity) -> None:
    poll = _reasoned(community, "required")
    community.say(ADA, "rulebook-adopted", rulebook=motion_rules(reasons="off") | {"number": 3}, scope="community")
    community.explain(GIL, poll)
    community.vote(GIL, poll)


def test_any_member_objects_to_a_roll_between_announcement_and_opening(community: InMemoryCommunity) -> None:
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    community.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)
    community.clock.set(community.state(facts.Poll, poll).opens - 1)
    community.say(GIL, "roll-objected", {"grounds": "Chen is missing."}, poll=poll)
    objections = list(community.memory.where(facts.Objection, "poll", poll))
    assert {one.member for one in objections} == {CHEN.member, GIL.member}
    community.clock.set(community.state(facts.Poll, poll).opens)
    with refusal("objection_time"):
        community.say(EVA, "roll-objected", {"grounds": "Too late."}, poll=poll)


def test_an_objection_alone_stops_nothing_but_a_moderator_can(community: InMemoryCommunity) -> None:
    community.grant(DI, "moderator")
    pond, bench = community.propose(GIL, "A pond"), community.propose(EVA, "A bench")
    for proposal in (pond, bench):
        poll = community.announced(proposal, BO)
        community.say(CHEN, "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)
    community.say(DI, "proposal-cancelled", {"reason": "The roll is wrong."}, proposal=bench)
    community.pass_until(community.state(facts.Poll, poll).opens)
    assert (community.stage(pond), community.stage(bench)) == ("open", "cancelled")

"""The discussion of a proposal: comments, their revisions, and reasons for votes."""

from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Ballot, Comment, CommentRevision, Elector, Fact, HiddenText, Poll, Proposal, Reason
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find
from govern.protocol.statement_type import StatementType
from govern.rules.people.clubs import need_member_of
from govern.rules.voting.ballots import need_open
from govern.rules.voting.methods import SINGLE


@typed_payload
class CommentMade(PersonPayload):
    """A member comments on a proposal."""

    parent: fields.DigestOrEmpty
    proposal: fields.Digest
    text: fields.Text


@typed_payload
class CommentRevised(PersonPayload):
    """A member changes a comment of theirs."""

    comment: fields.Digest
    revision: fields.Positive
    text: fields.Text


@typed_payload
class ReasonGiven(PersonPayload):
    """A member gives a reason for a ballot."""

    poll: fields.Digest
    seq: fields.Positive
    text: fields.Text


def comment(state: State, statement: Statement[CommentMade]) -> tuple[Fact, ...]:
    """A member of its scope comments on a proposal, or answers a comment on it.

    Raises Refused(proposal_unknown, not_of_scope, comment_unknown, comment_hidden).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    need_member_of(state, payload.member, proposal.scope)
    if payload.parent:
        parent = find(state, Comment, "comment_unknown", payload.parent)
        if parent.proposal != proposal.id:
            raise Refused("comment_unknown")
        _need_shown(state, parent)
    made = Comment(
        id=statement.id,
        proposal=proposal.id,
        parent=payload.parent,
        author=payload.member,
        text=payload.text,
        revision=1,
        revised_at=0,
        at=at,
        index=statement.index,
    )
    return made, CommentRevision(made.id, 1, made.text, at, statement.index)


def revise(state: State, statement: Statement[CommentRevised]) -> tuple[Fact, ...]:
    """The author revises a comment; earlier revisions stay readable. Raises Refused(comment_*)."""
    payload, at = statement.payload, statement.at
    before = find(state, Comment, "comment_unknown", payload.comment)
    if before.author != payload.member:
        raise Refused("comment_other")
    if payload.revision != before.revision + 1:
        raise Refused("comment_revision")
    _need_shown(state, before)
    after = replace(before, text=payload.text, revision=payload.revision, revised_at=at)
    return after, CommentRevision(before.id, after.revision, after.text, at, statement.index)


def _need_shown(state: State, one: Comment) -> None:
    hidden = state.get(HiddenText, one.text)
    if hidden is not None and hidden.hidden:
        raise Refused("comment_hidden")


def give_reason(state: State, statement: Statement[ReasonGiven]) -> tuple[Fact, ...]:
    """An elector gives a reason for their latest ballot, or for the next one if reasons are required.

    Raises Refused(poll_*, not_elector, reason_off, reason_ballot).
    """
    payload, at = statement.payload, statement.at
    poll = need_open(find(state, Poll, "poll_unknown", payload.poll), at)
    find(state, Elector, "not_elector", poll.id, payload.member)
    if poll.reasons == "off":
        raise Refused("reason_off")
    if payload.seq not in _seqs_to_explain(poll, state.get(Ballot, poll.id, payload.member)):
        raise Refused("reason_ballot")
    return (Reason(poll.id, payload.member, payload.seq, payload.text, at, statement.index),)


def _seqs_to_explain(poll: Poll, latest: Ballot | None) -> list[int]:
    """The numbers of ballots that a reason may belong to: the current one, and the next if reasons are required."""
    standing = [latest.seq] if latest is not None and latest.choice != "" else []
    first = poll.reasons == "required" or (poll.method in SINGLE and SINGLE[poll.method].reasoned)
    return [*standing, latest.seq + 1 if latest else 1] if first else standing


LONGEST_COMMENT: Final = 10_000  # characters, as in the forms; a limit at intake, no rule
STATEMENTS: Final = (
    StatementType.of("comment-made", CommentMade, comment, pace="writing", longest_text=LONGEST_COMMENT),
    StatementType.of("comment-revised", CommentRevised, revise, pace="writing", longest_text=LONGEST_COMMENT),
    StatementType.of("reason-given", ReasonGiven, give_reason, pace="voting", longest_text=LONGEST_COMMENT),
)

"""Ballots: cast, replaced or withdrawn while a vote is open; their weights come only from the roll."""

from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Ballot, Elector, Fact, Poll, Reason
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find
from govern.protocol.statement_type import StatementType
from govern.rules.people.keys import need_before_roll
from govern.rules.voting.methods import SINGLE, read_choice


@typed_payload
class BallotCast(PersonPayload):
    """A member votes, or replaces or withdraws a ballot."""

    choice: fields.Anything  # checked by the vote's method
    poll: fields.Digest
    prev: fields.DigestOrEmpty
    seq: fields.Positive


def cast(state: State, statement: Statement[BallotCast]) -> tuple[Fact, ...]:
    """A member on the roll casts or replaces a ballot.

    Raises Refused(poll_*, not_elector, choice_invalid, ballot_sequence, reason_needed, key_after_roll).
    """
    payload, at = statement.payload, statement.at
    poll = need_open(find(state, Poll, "poll_unknown", payload.poll), at)
    elector = find(state, Elector, "not_elector", poll.id, payload.member)
    choice = read_choice(poll.method, payload.choice, poll.options, poll.most)
    previous = state.get(Ballot, poll.id, payload.member)
    expected = (1, "") if previous is None else (previous.seq + 1, previous.id)
    if (payload.seq, payload.prev) != expected:
        raise Refused("ballot_sequence")
    if _needs_reason(poll, choice) and state.get(Reason, poll.id, payload.member, payload.seq) is None:
        raise Refused("reason_needed", field="choice")
    need_before_roll(state, statement.keyid, poll)
    ballot = Ballot(
        poll=poll.id,
        member=payload.member,
        id=statement.id,
        seq=payload.seq,
        choice=choice,
        before=_before(poll, previous),
        weight=elector.weight,
        at=at,
        index=statement.index,
    )
    return (ballot,)


def _needs_reason(poll: Poll, choice: Any) -> bool:
    if poll.reasons == "required":
        return bool(choice != "")
    single = SINGLE.get(poll.method)
    return single is not None and choice in single.reasoned


def need_open(poll: Poll, at: int) -> Poll:
    """The poll, if it is open at a time; raises Refused(poll_not_open, poll_over)."""
    if at < poll.opens:
        raise Refused("poll_not_open")
    if at >= poll.closes or poll.closed_at:
        raise Refused("poll_over")
    return poll


def _before(poll: Poll, previous: Ballot | None) -> object:
    """The choice at the start of the vote's last stretch; empty if there is no such stretch or ballot."""
    if previous is None or not poll.late_ms:
        return ""
    return previous.choice if previous.at < poll.closes - poll.late_ms else previous.before


STATEMENTS: Final = (StatementType.of("ballot-cast", BallotCast, cast, pace="voting"),)

"""Reasons for votes: the form for the voter, and the reasons of others."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll
from govern.store.facts import discussion
from govern.store.facts.polls import ReasonRow
from govern.store.views.proposal_rows import reasons_of
from govern.web.frame.access.people import Reader
from govern.web.prose.texts import remember_texts


@dataclass(frozen=True)
class OwnReasons:
    """The reader's reasons in a vote: for the current ballot, and for the next one, whose number is `next`."""

    standing: ReasonRow | None
    coming: ReasonRow | None
    next: int


def own_reasons(session: Session, poll: Poll, cast: Ballot | None, reader: Reader) -> OwnReasons:
    """The reader's reasons, and the number of their next ballot."""
    following, member = cast.seq + 1 if cast else 1, reader.member_id
    wanted = [(member, cast.seq)] if cast else []
    standing = discussion.reasons_for(session, poll.id, wanted).get(member)
    coming = discussion.reasons_for(session, poll.id, [(member, following)]).get(member)
    return OwnReasons(standing, coming, following)


def reasons_beside(session: Session, poll: Poll, ballots: Iterable[Ballot]) -> dict[str, ReasonRow]:
    """The reasons for these ballots by member; a withdrawn ballot has none."""
    found = reasons_of(session, poll, ballots)
    remember_texts(row.text for row in found.values())
    return found

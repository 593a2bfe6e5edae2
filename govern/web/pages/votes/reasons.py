"""Reasons for votes: what the voter is asked for beside their ballot, and what others gave, as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_login import current_user

from govern.protocol.facts import Ballot, Poll
from govern.store.facts import discussion
from govern.store.facts.polls import ReasonRow
from govern.store.views.proposal_rows import reasons_of
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts


@dataclass(frozen=True)
class OwnReasons:
    """The reader's reasons in a vote: of the ballot that stands, and of the one to come, whose number is `next`."""

    standing: ReasonRow | None
    coming: ReasonRow | None
    next: int


def own_reasons(poll: Poll, cast: Ballot | None) -> OwnReasons:
    """What the reader gave as reasons, and the number of the ballot they may cast next."""
    following, member = cast.seq + 1 if cast else 1, current_user.member_id
    wanted = [(member, cast.seq)] if cast else []
    standing = discussion.reasons_for(db.session(), poll.id, wanted).get(member)
    coming = discussion.reasons_for(db.session(), poll.id, [(member, following)]).get(member)
    return OwnReasons(standing, coming, following)


def reasons_beside(poll: Poll, ballots: Iterable[Ballot]) -> dict[str, ReasonRow]:
    """By member, the reasons for these ballots; a ballot that was withdrawn has none."""
    found = reasons_of(db.session(), poll, ballots)
    remember_texts(row.text for row in found.values())
    return found

"""Comments with their answers, for pages of the discussion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govern.store.facts import discussion
from govern.store.facts.discussion import CommentRevisionRow, CommentRow
from govern.web.frame.access.people import remember_names
from govern.web.prose.texts import remember_texts


@dataclass(frozen=True)
class Branch:
    """A comment with its first answers; `more` if there are others."""

    comment: CommentRow
    answers: tuple["Branch", ...] = ()
    more: bool = False


def grow(session: Session, comments: Sequence[CommentRow], most: tuple[int, ...]) -> list[Branch]:
    """Comments with their answers; `most` gives the number of answers on each level; two lookups per level."""
    remember_comments(comments)
    below = discussion.first_answers(session, comments, (most[0] if most else 0) + 1)
    if not most:
        return [Branch(one, more=one.id in below) for one in comments]
    shown = {one.id: below.get(one.id, [])[: most[0]] for one in comments}
    grown = {one.comment.id: one for one in grow(session, [one for few in shown.values() for one in few], most[1:])}
    return [
        Branch(one, tuple(grown[each.id] for each in shown[one.id]), len(below.get(one.id, [])) > most[0])
        for one in comments
    ]


def remember_comments(comments: Iterable[CommentRow | CommentRevisionRow]) -> None:
    """Load the texts and the authors of comments, with one query per table."""
    found = list(comments)
    remember_texts(one.text for one in found)
    remember_names(one.author for one in found if isinstance(one, CommentRow))

"""Moderation: the withheld texts with reasons, and the forms to withhold or show texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from govern.protocol.facts import HiddenText
from govern.store.facts import discussion, members
from govern.store.facts.discussion import CommentRevisionRow, CommentRow, HiddenTextRow
from govern.store.paging import Page
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.store.record.texts import is_kept
from govern.store.row_to_fact import fact_of
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts, text_of, withheld_of
from govern.web.words.statements.statement_pages import page_of
from govern.web.words.statements.statement_sentences import sentence, statement_words
from govern.web.words.statements.statement_subjects import remember

pages = Blueprint("moderation", __name__, url_prefix="/moderation")
MOST_MODERATORS: Final = 50


@dataclass(frozen=True)
class WithheldText:
    """A withheld text with the first statement that named it, also in words, and its location."""

    hidden: HiddenText
    said: StatementRef | None
    sentence: str
    place: str


@dataclass(frozen=True)
class ModerationPage:
    """The withheld texts, and the moderators."""

    hidden: Page[HiddenTextRow]
    withheld: Sequence[WithheldText]
    moderators: Sequence[str]


@dataclass(frozen=True)
class ModeratedTextPage:
    """One text with its location and its withholding, if any."""

    digest: str
    said: StatementRef
    hidden: HiddenText | None
    sentence: str
    place: str  # the address where it stands
    label: str  # for the signing dialog


@dataclass(frozen=True)
class ModeratedCommentPage:
    """All versions of a comment, for a moderator to withhold or restore."""

    comment: CommentRow
    wordings: Page[CommentRevisionRow]
    count: int
    withheld: int


@pages.get("")
@allow("anyone")
def index() -> str:
    """The texts withheld now with moderator and reason; and the moderators."""
    return render_template("proposals/moderation/index.html", page=_read_moderation(db.session()))


def _read_moderation(session: Session) -> ModerationPage:
    page = discussion.page_of_hidden(session, request_args.cursor(int, str))
    named = leaves.first_naming(session, [row.hash for row in page.items])
    moderators = [one.member for one in members.holders(session, "moderator", MOST_MODERATORS)]
    remember(said.payload for said in named.values())
    remember_texts(row.reason for row in page.items)
    remember_names([*(row.by for row in page.items), *moderators])
    return ModerationPage(
        hidden=page,
        withheld=[_withheld(row, named.get(row.hash)) for row in page.items],
        moderators=moderators,
    )


def _withheld(row: HiddenTextRow, said: StatementRef | None) -> WithheldText:
    place, words = (page_of(said), sentence(said)) if said else ("", "")
    return WithheldText(fact_of(HiddenText, row), said, words, place)


@pages.get("/texts/<digest>")
@allow("anyone")
def show(digest: str) -> str:
    """One text, its statement, and the forms to withhold it or show it again."""
    return render_template("proposals/moderation/text.html", page=_read_moderated_text(db.session(), digest))


def _read_moderated_text(session: Session, digest: str) -> ModeratedTextPage:
    said = leaves.first_naming(session, [digest]).get(digest)
    if said is None or not is_kept(session, digest):
        abort(404)
    remember([said.payload])
    hidden = withheld_of(digest)
    return ModeratedTextPage(
        digest=digest,
        said=said,
        hidden=hidden,
        sentence=sentence(said),
        label=statement_words(said.kind) if hidden else text_of(digest),
        place=page_of(said),
    )


@pages.get("/comments/<id_>")
@allow("anyone")
def comment(id_: str) -> str:
    """All revisions of a comment, and the forms to withhold them all or show them again."""
    return render_template("proposals/moderation/comment.html", page=_read_moderated_comment(db.session(), id_))


def _read_moderated_comment(session: Session, id_: str) -> ModeratedCommentPage:
    found = discussion.comment(session, id_) or abort(404)
    page = discussion.page_of_wordings(session, id_, request_args.cursor(int))
    count, withheld = discussion.count_wordings(session, id_)
    remember_texts(one.text for one in page.items)
    remember_names([found.author])
    return ModeratedCommentPage(
        comment=found,
        wordings=page,
        count=count,
        withheld=withheld,
    )

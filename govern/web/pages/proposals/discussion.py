"""The discussion of a proposal: threads of comments, each comment with its answers and revisions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from govern.rules.people.clubs import belongs
from govern.store.facts import discussion
from govern.store.facts.discussion import CommentRevisionRow, CommentRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.paging import Page, shorten
from govern.store.projection import Projection
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.api.api import answer
from govern.web.pages.proposals.comment_tree import Branch, grow, remember_comments
from govern.web.pages.proposals.proposals import find_line, remember_lines
from govern.web.prose.differences import changed_words
from govern.web.prose.fitting import PageSpace
from govern.web.prose.texts import text_of

pages = Blueprint("discussion", __name__)
BRANCHES: Final = (3, 2)  # answers, and answers to these, shown below each thread of a list
SUGGESTED: Final = 8


@dataclass(frozen=True)
class CommentWriting:
    """The data of a comment form: whether the reader may write, and the members found for a mention."""

    may_write: bool
    wanted: str
    found: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ShownRevision:
    """A revision of a comment with its change; None if one of the two texts is withheld."""

    row: CommentRevisionRow
    change: Markup | None


@dataclass(frozen=True)
class CommentHistoryPage:
    """All versions of a comment, each with its changes."""

    line: ProposalSummary
    comment: CommentRow
    revisions: Page[CommentRevisionRow]
    wordings: Sequence[ShownRevision]


@dataclass(frozen=True)
class DiscussionPage:
    """The discussion of a proposal: threads with their first answers."""

    line: ProposalSummary
    writing: CommentWriting
    threads: Page[CommentRow]
    branches: Sequence[Branch]


@dataclass(frozen=True)
class CommentPage:
    """One comment with its parent and its answers."""

    line: ProposalSummary
    writing: CommentWriting
    comment: CommentRow
    parent: CommentRow | None
    branches: Sequence[Branch]
    after: int
    following: int


@pages.get("/proposals/<id_>/discussion")
@allow("anyone")
def index(id_: str) -> str:
    """The discussion of a proposal: the newest threads first, each with its first answers."""
    return render_template("proposals/discussion/index.html", page=_read_discussion(db.session(), id_, current_user))


def _read_discussion(session: Session, id_: str, reader: Reader) -> DiscussionPage:
    line = find_line(session, id_)
    page = discussion.page_of_threads(session, id_, request_args.cursor(int))
    page, branches = _fitting(session, page, newer=bool(request.args.get("newer")))
    return DiscussionPage(
        line=line,
        writing=_writing(session, line, reader),
        threads=page,
        branches=branches,
    )


def _fitting(session: Session, page: Page[CommentRow], *, newer: bool) -> tuple[Page[CommentRow], list[Branch]]:
    """The threads of a page, with their first answers, as many as fit by size."""
    room, kept = PageSpace(), list[Branch]()
    grown = grow(session, page.items, BRANCHES)
    for branch in reversed(grown) if newer else grown:
        if not room.takes(branch.comment.text):
            break
        kept.append(_pruned(branch, room))
    shown = shorten(page, len(kept), lambda one: (one.index,), newer=newer)
    return shown, kept[::-1] if newer else kept


def _pruned(branch: Branch, room: PageSpace) -> Branch:
    """A branch without the answers that do not fit; the comment's own page has them."""
    kept: list[Branch] = []
    for below in branch.answers:
        if not room.takes(below.comment.text):
            return replace(branch, answers=tuple(kept), more=True)
        kept.append(_pruned(below, room))
    return replace(branch, answers=tuple(kept))


def _writing(session: Session, line: ProposalSummary, reader: Reader) -> CommentWriting:
    """The data of a comment form: whether the reader may write, and the members found for a mention."""
    remember_lines([line])
    wanted, state = request_args.search_text(), Projection(session.connection())
    found = directory.choices(session, wanted, SUGGESTED) if wanted and reader.is_member else []
    return CommentWriting(
        may_write=reader.is_member and belongs(state, reader.member_id, line.proposal.scope),
        wanted=wanted,
        found=named(member for member, _name in found),
    )


@pages.get("/proposals/<id_>/discussion/<comment>")
@allow("anyone")
def show(id_: str, comment: str) -> str:
    """One comment, its parent, and its answers, oldest first."""
    return render_template(
        "proposals/discussion/comment.html", page=_read_comment(db.session(), id_, comment, current_user)
    )


def _read_comment(session: Session, id_: str, comment: str, reader: Reader) -> CommentPage:
    line, one = find_line(session, id_), _comment(session, id_, comment)
    asked_after = request.args.get("after", "")
    after = int(asked_after) if asked_after.isascii() and asked_after.isdigit() and len(asked_after) < 16 else 0
    answers, following = discussion.answers_after(session, one, after)
    parent = discussion.comment(session, one.parent) if one.parent else None
    remember_comments([one, *([parent] if parent else [])])
    branches, following = _fitting_answers(grow(session, answers, BRANCHES[1:]), following)
    return CommentPage(
        line=line,
        writing=_writing(session, line, reader),
        comment=one,
        parent=parent,
        branches=branches,
        after=after,
        following=following,
    )


def _fitting_answers(branches: list[Branch], following: int) -> tuple[list[Branch], int]:
    """The answers that fit on a page by size, and the leaf index where the next page begins; 0 for none."""
    room, kept = PageSpace(), list[Branch]()
    for branch in branches:
        if not room.takes(branch.comment.text):
            return kept, kept[-1].comment.index
        kept.append(_pruned(branch, room))
    return kept, following


def _comment(session: Session, proposal: str, id_: str) -> CommentRow:
    one = discussion.comment(session, id_)
    return one if one is not None and one.proposal == proposal else abort(404)


@pages.get("/proposals/<id_>/discussion/<comment>/history")
@allow("anyone")
def history(id_: str, comment: str) -> str:
    """All revisions of a comment, newest first, each with its change."""
    return render_template("proposals/discussion/history.html", page=_read_comment_history(db.session(), id_, comment))


def _read_comment_history(session: Session, id_: str, comment: str) -> CommentHistoryPage:
    line, one = find_line(session, id_), _comment(session, id_, comment)
    page = discussion.page_of_wordings(session, comment, request_args.cursor(int))
    before = discussion.wording(session, comment, page.items[-1].revision - 1) if page.items else None
    rows = [*page.items, *([before] if before else [])]
    remember_comments(rows)
    remember_names([one.author])
    remember_lines([line])
    by_number = {row.revision: row for row in rows}
    newer = bool(request.args.get("newer"))
    all_of_page = [ShownRevision(row, _change(by_number.get(row.revision - 1), row)) for row in page.items]
    wordings = _fitting_wordings(all_of_page, newer=newer)
    page = shorten(page, len(wordings), lambda row: (row.revision,), newer=newer)
    return CommentHistoryPage(
        line=line,
        comment=one,
        revisions=page,
        wordings=wordings,
    )


def _fitting_wordings(wordings: list[ShownRevision], *, newer: bool) -> list[ShownRevision]:
    room, kept = PageSpace(), list[ShownRevision]()
    for one in reversed(wordings) if newer else wordings:
        if not (room.takes(one.row.text) if one.change is None else room.takes_size(len(one.change))):
            break
        kept.append(one)
    return kept[::-1] if newer else kept


def _change(before: CommentRevisionRow | None, row: CommentRevisionRow) -> Markup | None:
    old, new = text_of(before.text) if before else "", text_of(row.text)
    if not new or (before and not old):
        return None
    return changed_words(old, new) if before else Markup.escape(new)


@pages.get("/comments/<comment>")
@allow("anyone")
def find(comment: str) -> AnyResponse:
    """Redirect to a comment."""
    one = discussion.comment(db.session(), comment) or abort(404)
    return redirect(url_for("discussion.show", id_=one.proposal, comment=comment))


@pages.get("/comments/mentions")
@allow("member")
def mentions() -> Response:
    """Members whose name, club or id contains the words in `q`: `{"members":[{"id":…,"name":…}]}`."""
    wanted = request_args.search_text()
    found = directory.choices(db.session(), wanted, SUGGESTED) if wanted else []
    return answer({"members": [{"id": member, "name": name} for member, name in named(one for one, _name in found)]})

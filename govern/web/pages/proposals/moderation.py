"""Moderation: which texts are withheld, by whom and why; and where moderators withhold one or show it again."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template
from sqlalchemy import select

from govern.protocol.facts import HiddenText
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import discussion
from govern.store.facts.discussion import CommentRow
from govern.store.facts.members import RoleRow
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.store.record.texts import TextRow
from govern.store.row_to_fact import fact_of
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts, withheld_of
from govern.web.words.statements.statement_sentences import sentence
from govern.web.words.statements.statement_subjects import remember
from govern.web.words.terms.kind_words import page_of, statement_words

pages = Blueprint("moderation", __name__, url_prefix="/moderation")
MOST_MODERATORS: Final = 50


@dataclass(frozen=True)
class Withheld:
    """A withheld text with the first statement that named it."""

    hidden: HiddenText
    said: StatementRef | None


@pages.get("")
@allow("anyone")
def index() -> str:
    """What is withheld now, who withheld it and why; and who the moderators are."""
    page = discussion.page_of_hidden(db.session(), request_args.cursor(int, str))
    named = leaves.first_naming(db.session(), [row.hash for row in page.items])
    moderators = _moderators()
    remember(said.payload for said in named.values())
    remember_texts(row.reason for row in page.items)
    remember_names([*(row.by for row in page.items), *moderators])
    return render_template(
        "moderation/index.html",
        page=page,
        withheld=[Withheld(fact_of(HiddenText, row), named.get(row.hash)) for row in page.items],
        moderators=moderators,
        sentence=sentence,
        page_of=page_of,
    )


def _moderators() -> list[str]:
    held = (RoleRow.role == "moderator", RoleRow.held.is_(True), RoleRow.scope == COMMUNITY)
    query = select(RoleRow.member).where(*held).order_by(RoleRow.at, RoleRow.member).limit(MOST_MODERATORS)
    return list(db.session.scalars(query))


@pages.get("/texts/<digest>")
@allow("anyone")
def show(digest: str) -> str:
    """One text, where it stands, and the form by which a moderator withholds it or shows it again."""
    said = leaves.first_naming(db.session(), [digest]).get(digest)
    if said is None or db.session.get(TextRow, digest) is None:
        abort(404)
    remember([said.payload])
    return render_template(
        "moderation/text.html",
        digest=digest,
        said=said,
        hidden=withheld_of(digest),
        sentence=sentence,
        statement_words=statement_words,
        page_of=page_of,
    )


@pages.get("/comments/<id_>")
@allow("anyone")
def comment(id_: str) -> str:
    """All wordings of a comment, and the forms by which a moderator withholds them all or shows them again."""
    session = db.session()
    found = session.get(CommentRow, id_) or abort(404)
    page = discussion.page_of_wordings(session, id_, request_args.cursor(int))
    count, withheld = discussion.count_wordings(session, id_)
    remember_texts(one.text for one in page.items)
    remember_names([found.author])
    return render_template("moderation/comment.html", comment=found, page=page, count=count, withheld=withheld)

"""Moderation: withholds a text with a reason, or shows it again; hashes, ballots and statements stay."""

from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Comment, CommentRevision, Fact, HiddenText
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, holds
from govern.protocol.statement_type import StatementType


@typed_payload
class AboutText(PersonPayload):
    """A moderator's statement about a text, with a reason."""

    reason: fields.Text
    text: fields.Digest


@typed_payload
class TextHidden(AboutText):
    """A moderator withholds a text."""


@typed_payload
class TextShown(AboutText):
    """A moderator shows a withheld text again."""


@typed_payload
class AboutComment(PersonPayload):
    """A moderator's statement about a comment, with a reason."""

    comment: fields.Digest
    reason: fields.Text


@typed_payload
class CommentHidden(AboutComment):
    """A moderator withholds all wordings of a comment."""


@typed_payload
class CommentShown(AboutComment):
    """A moderator shows a withheld comment again."""


def hide(state: State, statement: Statement[TextHidden]) -> tuple[Fact, ...]:
    """A moderator withholds a text, wherever it is named; raises Refused(hide_role, hidden_already)."""
    _need_moderator(state, statement)
    text = statement.payload.text
    if _is_hidden(state, text):
        raise Refused("hidden_already")
    return (_fact(statement, text, hidden=True),)


def show(state: State, statement: Statement[TextShown]) -> tuple[Fact, ...]:
    """A moderator shows a withheld text again; raises Refused(hide_role, not_hidden)."""
    _need_moderator(state, statement)
    text = statement.payload.text
    if not _is_hidden(state, text):
        raise Refused("not_hidden")
    return (_fact(statement, text, hidden=False),)


def hide_comment(state: State, statement: Statement[CommentHidden]) -> tuple[Fact, ...]:
    """A moderator withholds every revision of a comment that is not withheld yet.

    Raises Refused(hide_role, comment_unknown, hidden_already).
    """
    shown = [text for text in _wordings(state, statement) if not _is_hidden(state, text)]
    if not shown:
        raise Refused("hidden_already")
    return tuple(_fact(statement, text, hidden=True) for text in shown)


def show_comment(state: State, statement: Statement[CommentShown]) -> tuple[Fact, ...]:
    """A moderator shows every withheld revision of a comment again; raises Refused(hide_role, ..., not_hidden)."""
    hidden = [text for text in _wordings(state, statement) if _is_hidden(state, text)]
    if not hidden:
        raise Refused("not_hidden")
    return tuple(_fact(statement, text, hidden=False) for text in hidden)


def _wordings(state: State, statement: Statement[AboutComment]) -> list[str]:
    """The distinct texts of a comment's revisions, first to last."""
    _need_moderator(state, statement)
    comment = find(state, Comment, "comment_unknown", statement.payload.comment)
    return list(dict.fromkeys(one.text for one in state.where(CommentRevision, "comment", comment.id)))


def _need_moderator(state: State, statement: Statement[PersonPayload]) -> None:
    if not holds(state, statement.payload.member, "moderator"):
        raise Refused("hide_role")


def _is_hidden(state: State, text: str) -> bool:
    found = state.get(HiddenText, text)
    return found is not None and found.hidden


def _fact(statement: Statement[AboutText | AboutComment], text: str, *, hidden: bool) -> HiddenText:
    payload = statement.payload
    return HiddenText(text, hidden, payload.member, payload.reason, statement.at, statement.index)


STATEMENTS: Final = (
    StatementType.of("text-hidden", TextHidden, hide),
    StatementType.of("text-shown", TextShown, show),
    StatementType.of("comment-hidden", CommentHidden, hide_comment),
    StatementType.of("comment-shown", CommentShown, show_comment),
)

"""Moderation: a text is withheld with a reason, or shown again; hashes, ballots and statements stay."""

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.facts import Fact, HiddenText
from govern.domain.state import State, Statement, holds

HIDDEN: fields.Fields = {**fields.PERSON, "reason": fields.digest, "text": fields.digest}


def hide(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A moderator withholds a text, whatever names it; raises Refused(hide_role, hidden_already)."""
    before = _checked(state, statement)
    if before is not None and before.hidden:
        raise Refused("hidden_already")
    return (_fact(statement, hidden=True),)


def show(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A moderator shows a withheld text again; raises Refused(hide_role, not_hidden)."""
    before = _checked(state, statement)
    if before is None or not before.hidden:
        raise Refused("not_hidden")
    return (_fact(statement, hidden=False),)


def _checked(state: State, statement: Statement) -> HiddenText | None:
    if not holds(state, statement.payload["member"], "moderator"):
        raise Refused("hide_role")
    return state.get(HiddenText, statement.payload["text"])


def _fact(statement: Statement, *, hidden: bool) -> HiddenText:
    payload = statement.payload
    return HiddenText(payload["text"], hidden, payload["member"], payload["reason"], statement.at, statement.index)

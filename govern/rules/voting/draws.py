"""Draws by lot: called with a fixed pool before the lot is known, drawn from the tree head at their time."""

import base64
import hashlib
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Draw, Fact, Role, Rotation
from govern.protocol.payload import PersonPayload, QuotingClerkPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY, MINUTE
from govern.rules.people.clubs import belongs
from govern.rules.rulebook.rulebooks import COMMUNITY, scope_of
from govern.rules.voting.electorate import members_of
from govern.rules.voting.tally import lots

SOONEST_MS: Final = MINUTE
LATEST_MS: Final = 366 * DAY
MOST: Final = 2_000  # people in a pool, so that a fact stays small


@typed_payload
class DrawCalled(PersonPayload):
    """A draw by lot is called."""

    count: fields.Positive
    draws_at: fields.Positive
    purpose: fields.Text
    role: fields.OfficeOrEmpty
    rotation: fields.SlugOrEmpty
    scope: fields.Scope


@typed_payload
class DrawCancelled(PersonPayload):
    """A draw by lot is called off."""

    draw: fields.Digest
    reason: fields.Text


@typed_payload
class DrawMade(QuotingClerkPayload):
    """The clerk draws by lot."""

    ALPHABETICAL: ClassVar = True

    draw: fields.Digest
    drawn: fields.Array
    round: fields.Natural


def call(state: State, statement: Statement[DrawCalled]) -> tuple[Fact, ...]:
    """An administrator, or a club's convener, calls a draw among members or holders of a role; the pool is fixed now.

    Raises Refused(club_unknown, role_needed, draw_time, draw_count).
    """
    payload, at, scope = statement.payload, statement.at, statement.payload.scope
    scope_of(state, scope)
    _need_caller(state, payload.member, scope)
    if not at + SOONEST_MS <= payload.draws_at <= at + LATEST_MS:
        raise Refused("draw_time", field="draws_at")
    pool = _pool(state, scope, payload.role)
    if not payload.count <= len(pool) <= MOST:
        raise Refused("draw_count", field="count", most=min(len(pool), MOST))
    called = Draw(
        id=statement.id,
        scope=scope,
        called_by=payload.member,
        purpose=payload.purpose,
        role=payload.role,
        rotation=payload.rotation,
        pool=pool,
        count=payload.count,
        draws_at=payload.draws_at,
        drawn=[],
        drawn_at=0,
        drawn_index=0,
        cancelled_at=0,
        due_at=payload.draws_at,
        at=at,
        index=statement.index,
    )
    return (called,)


def _need_caller(state: State, member: str, scope: str) -> None:
    if scope == COMMUNITY:
        need(state, member, "administrator")
    else:
        need(state, member, "convener", scope)


def _pool(state: State, scope: str, role: str) -> list[str]:
    people = [one.member for one in members_of(state, scope)]
    if not role:
        return people
    holders = {one.member for one in state.where(Role, "scope", scope) if one.role == role and one.held}
    return [one for one in people if one in holders]


def cancel(state: State, statement: Statement[DrawCancelled]) -> tuple[Fact, ...]:
    """A member who may call draws cancels one, with a reason; raises Refused(draw_unknown, draw_over, ...)."""
    payload = statement.payload
    draw = find(state, Draw, "draw_unknown", payload.draw)
    _need_caller(state, payload.member, draw.scope)
    if not draw.due_at or statement.at >= draw.draws_at:
        raise Refused("draw_over")
    return (replace(draw, cancelled_at=statement.at, due_at=0),)


@dataclass(frozen=True)
class Drawing:
    """The drawn members in order; the round of the rotation, and the members who had a turn in it."""

    drawn: list[str]
    round: int
    had: list[str]


def drawing(state: State, draw: Draw, seed: bytes) -> Drawing:
    """Draw from the pool's present members of the scope; in a rotation, first from those without a turn.

    If fewer are left than needed, they are taken, a new round begins, and the rest is drawn from the others.
    """
    pool = [one for one in draw.pool if belongs(state, one, draw.scope)]
    if not draw.rotation:
        return Drawing(lots.draw(lambda: seed, pool)[: draw.count], 0, [])
    before = state.get(Rotation, draw.scope, draw.rotation)
    number, had = (before.round, list(before.had)) if before else (1, [])
    fresh = lots.draw(lambda: seed, [one for one in pool if one not in had])[: draw.count]
    missing = min(draw.count, len(pool)) - len(fresh)
    if not missing:
        return Drawing(fresh, number, sorted([*had, *fresh]))
    again = lots.draw(lambda: hashlib.sha256(seed).digest(), [one for one in pool if one not in fresh])[:missing]
    return Drawing([*fresh, *again], number + 1, sorted(again))


def outcome(state: State, draw: Draw, log_size: int, log_root: str) -> DrawMade:
    """The content of the clerk's statement of a due draw, drawn from the tree head before it."""
    made = drawing(state, draw, base64.b64decode(log_root))
    return DrawMade(
        community=founded(state).id,
        draw=draw.id,
        drawn=made.drawn,
        log_root=log_root,
        log_size=log_size,
        round=made.round,
    )


def make(state: State, statement: Statement[DrawMade]) -> tuple[Fact, ...]:
    """The clerk draws; raises Refused(draw_unknown, clerk_early, clerk_differs)."""
    payload, at, index = statement.payload, statement.at, statement.index
    draw = find(state, Draw, "draw_unknown", payload.draw)
    if not 0 < draw.due_at <= at:
        raise Refused("clerk_early")
    expected = outcome(state, draw, index, payload.log_root)
    for name in sorted(DrawMade.READERS):
        if getattr(payload, name) != getattr(expected, name):
            raise Refused("clerk_differs", field=name)
    after = replace(draw, drawn=payload.drawn, drawn_at=at, drawn_index=index, due_at=0)
    if not draw.rotation:
        return (after,)
    made = drawing(state, draw, base64.b64decode(payload.log_root))
    return after, Rotation(draw.scope, draw.rotation, made.round, made.had, at, index)


STATEMENTS: Final = (
    StatementType.of("draw-called", DrawCalled, call),
    StatementType.of("draw-cancelled", DrawCancelled, cancel),
    StatementType.of("draw-made", DrawMade, make, undone=N_("the draw %(what)s was not made")),
)

"""Streams: pools of money paid by the hour, requests, support, and the present distribution."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol import facts
from govern.rules.treasury.streams import order, share
from govern.store.facts import grants
from govern.store.facts.grants import PoolRow, StreamRow
from govern.store.facts.proposals import ProposalRow
from govern.store.paging import Page
from govern.store.projection import Projection
from govern.store.row_to_fact import fact_of
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now, services
from govern.web.pages.proposals.draft_choices import pseudonyms
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_subjects import payee, text

pages = Blueprint("streams", __name__, url_prefix="/streams")


Hour = Sequence[tuple[StreamRow | None, int, int]]


@dataclass(frozen=True)
class PoolPage:
    """One pool: its streams in the order of their support, those that wait and those that are over."""

    pool: PoolRow
    proposal: ProposalRow
    hour: Hour
    waiting: Sequence[StreamRow]
    over: Sequence[StreamRow]
    supported: Set[str]
    is_open: bool  # to members, to ask for a stream and to support one
    pseudonyms: bool


@dataclass(frozen=True)
class PoolsPage:
    """All pools, each with the proposal that opened it."""

    pools: Page[tuple[PoolRow, ProposalRow]]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All pools, newest first."""
    found = grants.pools(db.session(), request_args.cursor(int))
    remember_texts(proposal.title for _pool, proposal in found.items)
    return render_template("treasury/streams/index.html", page=PoolsPage(found))


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One pool: its streams by support, their parts of an hour, and the request form."""
    pool, proposal = grants.pool_of(db.session(), id_) or abort(404)
    return render_template(
        "treasury/streams/pool.html", page=read_pool(db.session(), pool, proposal, current_user, now())
    )


def read_pool(session: Session, pool: PoolRow, proposal: ProposalRow, reader: Reader, at: int) -> PoolPage:
    """Reads all that the page of a pool shows."""
    rows = {row.id: row for row in grants.streams(session, pool.id)}
    remember_texts([proposal.title, *(digest for row in rows.values() for digest in (row.purpose, row.payee_name))])
    remember_names(name for row in rows.values() for name in (row.asked_by, row.payee_member))
    mine = grants.supported_by(session, [*rows, pool.id], reader.member_id) if reader.is_member else set()
    return PoolPage(
        pool=pool,
        proposal=proposal,
        hour=_hour(pool, rows, at),
        waiting=[row for row in rows.values() if not row.ended_at and row.at > pool.paid_until],
        over=[row for row in rows.values() if row.ended_at],
        supported=mine,
        is_open=reader.is_member and at < pool.ends,
        pseudonyms=pseudonyms(session),
    )


def _hour(pool: PoolRow, rows: Mapping[str, StreamRow], at: int) -> Hour:
    """Each running stream (None: the return of the money) with its support and its part of an hour, best first."""
    if not pool.due_at:
        return []
    with services().reading() as connection:
        ranked = order(Projection(connection), fact_of(facts.Pool, pool), min(at, pool.ends))
    asks = [rows[id_].hourly if id_ in rows else pool.hourly for id_, _support in ranked]
    parts = share(
        pool.hourly, [ask if got or id_ == pool.id else 0 for ask, (id_, got) in zip(asks, ranked, strict=True)]
    )
    return [(rows.get(id_), got, part) for (id_, got), part in zip(ranked, parts, strict=True)]


@pages.context_processor
def _words() -> dict[str, object]:
    return {"at": now(), "payee": payee, "text": text}

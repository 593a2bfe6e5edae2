"""Streams: pools of money paid by the hour, who asks, who supports whom, and what an hour comes to now."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_login import current_user

from govern.protocol import facts
from govern.rules.treasury.streams import order, share
from govern.store.facts import grants
from govern.store.facts.grants import PoolRow, StreamRow
from govern.store.facts.proposals import ProposalRow
from govern.store.projection import Projection
from govern.store.row_to_fact import fact_of
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now, services
from govern.web.pages.proposals.draft_choices import pseudonyms
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_subjects import payee, text

pages = Blueprint("streams", __name__, url_prefix="/streams")


@pages.get("")
@allow("anyone")
def index() -> str:
    """All pools, the newest first."""
    page = grants.pools(db.session(), request_args.place(int))
    remember_texts(proposal.title for _pool, proposal in page.items)
    return render_template("streams/index.html", page=page)


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One pool: its streams in the order of their support, what each would get of an hour, and the form to ask."""
    pool = db.session.get(PoolRow, id_)
    proposal = db.session.get(ProposalRow, pool.proposal) if pool is not None else None
    if pool is None or proposal is None:
        abort(404)
    rows = {row.id: row for row in grants.streams(db.session(), id_)}
    remember_texts([proposal.title, *(digest for row in rows.values() for digest in (row.purpose, row.payee_name))])
    remember_names(name for row in rows.values() for name in (row.asked_by, row.payee_member))
    mine = grants.supported_by(db.session(), [*rows, id_], current_user.member_id) if current_user.is_member else set()
    return render_template(
        "streams/pool.html",
        pool=pool,
        proposal=proposal,
        hour=_hour(pool, rows),
        waiting=[row for row in rows.values() if not row.ended_at and row.at > pool.paid_until],
        over=[row for row in rows.values() if row.ended_at],
        supported=mine,
    )


def _hour(pool: PoolRow, rows: dict[str, StreamRow]) -> list[tuple[StreamRow | None, int, int]]:
    """Of each stream that runs (None: the return of the money) its support and its part of an hour, best first."""
    if not pool.due_at:
        return []
    with services().reading() as connection:
        ranked = order(Projection(connection), fact_of(facts.Pool, pool), min(now(), pool.ends))
    asks = [rows[id_].hourly if id_ in rows else pool.hourly for id_, _support in ranked]
    parts = share(
        pool.hourly, [ask if got or id_ == pool.id else 0 for ask, (id_, got) in zip(asks, ranked, strict=True)]
    )
    return [(rows.get(id_), got, part) for (id_, got), part in zip(ranked, parts, strict=True)]


@pages.context_processor
def _words() -> dict[str, Any]:
    return {"at": now(), "payee": payee, "pseudonyms": pseudonyms, "text": text}

"""Grant rounds: the call, applications, scores by the committee, and who is awarded and why."""

import base64
from typing import Any, Final

from flask import Blueprint, abort, render_template
from flask_login import current_user

from govern.protocol.facts import Application, GrantRound
from govern.rules.treasury.grants import Ranked, ranking
from govern.store.facts import grants
from govern.store.facts.grants import ApplicationRow, GrantRoundRow
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
from govern.web.words.terms.kind_words import role_words

pages = Blueprint("grants", __name__, url_prefix="/grants")
STAGES: Final = ("applying", "scoring", "decided")


@pages.get("")
@allow("anyone")
def index() -> str:
    """All rounds, the newest first."""
    page = grants.rounds(db.session(), request_args.place(int))
    remember_texts(proposal.title for _round, proposal in page.items)
    return render_template("grants/index.html", page=page)


def stage(one: GrantRoundRow) -> str:
    """Where a round stands."""
    if now() < one.apply_until:
        return "applying"
    return "decided" if one.decided_at else "scoring"


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One round: what it is for, the applications in the order of their scores, and the forms that are open now."""
    one, proposal = _round(id_)
    rows = grants.applications(db.session(), id_)
    remember_texts([proposal.title, *(digest for row in rows for digest in (row.purpose, row.payee_name))])
    remember_names(name for row in rows for name in (row.applicant, row.payee_member))
    mine = grants.own_scores(db.session(), id_, current_user.member_id) if current_user.is_member else {}
    return render_template(
        "grants/round.html",
        round=one,
        proposal=proposal,
        applications=sorted(rows, key=_best_first),
        ranked=_ranked(one),
        own_scores=mine,
        of_committee=one.committee in current_user.roles,
        blank={"amount": "", "purpose": "", "plan": ""},
    )


def _round(id_: str) -> tuple[GrantRoundRow, ProposalRow]:
    one = db.session.get(GrantRoundRow, id_)
    proposal = db.session.get(ProposalRow, one.proposal) if one is not None else None
    if one is None or proposal is None:
        abort(404)
    return one, proposal


def _best_first(row: ApplicationRow) -> tuple[Any, ...]:
    mean = row.points * 1_000_000 // row.scores if row.scores else -1
    return bool(row.withdrawn_at), -mean, row.amount, row.index


def _ranked(one: GrantRoundRow) -> list[Ranked]:
    """How the round was decided, computed again from the tree head that its decision quotes."""
    if not one.decided_at:
        return []
    said = grants.decision(db.session(), one)
    seed = base64.b64decode(said.payload["log_root"]) if said else b""
    with services().reading() as connection:
        return ranking(Projection(connection), fact_of(GrantRound, one), seed)


@pages.get("/applications/<id_>")
@allow("anyone")
def application(id_: str) -> str:
    """One application: who asks for what, its scores, and what came of it."""
    row = db.session.get(ApplicationRow, id_)
    if row is None:
        abort(404)
    one, proposal = _round(row.round)
    given = grants.scores(db.session(), id_)
    told = grants.reports(db.session(), row.mandate) if row.mandate else []
    remember_texts([proposal.title, row.purpose, row.plan, row.payee_name, *(report.text for report in told)])
    remember_names([row.applicant, row.payee_member, *(score.member for score in given), *(r.member for r in told)])
    return render_template(
        "grants/application.html",
        round=one,
        proposal=proposal,
        application=fact_of(Application, row),
        scores=given,
        reports=told,
        of_committee=one.committee in current_user.roles,
        own=next((score.points for score in given if score.member == current_user.member_id), None),
    )


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "at": now(),
        "payee": payee,
        "pseudonyms": pseudonyms,
        "role_words": role_words,
        "stage": stage,
        "text": text,
    }

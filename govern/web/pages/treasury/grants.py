"""Grant rounds: the call, applications, scores, and awards with reasons."""

import base64
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.facts import Application, GrantRound
from govern.rules.treasury.grants import RankedApplication, ranking
from govern.store.facts import grants
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, ReportRow, ScoreRow
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
from govern.web.words.terms.role_words import role_words

pages = Blueprint("grants", __name__, url_prefix="/grants")
GrantStage = Literal["applying", "scoring", "decided"]


@dataclass(frozen=True)
class GrantRoundPage:
    """One round with its applications, the best scored first, and the forms that are open to the reader."""

    round: GrantRoundRow
    stage: GrantStage
    proposal: ProposalRow
    applications: Sequence[ApplicationRow]
    to_score: Set[str]  # the applications that wait for the reader's points
    ranked: Sequence[RankedApplication]
    may_apply: bool
    pseudonyms: bool


@dataclass(frozen=True)
class ApplicationPage:
    """One application with its scores and reports, and the forms that are open to the reader."""

    round: GrantRoundRow
    proposal: ProposalRow
    application: Application
    scores: Sequence[ScoreRow]
    reports: Sequence[ReportRow]
    own: int | None  # the reader's points
    scoring: Literal["form", "own-application", ""]
    may_report: bool
    may_withdraw: bool


@dataclass(frozen=True)
class GrantRoundsPage:
    """All rounds, each with its stage and the proposal that opened it."""

    rounds: Page[tuple[GrantRoundRow, ProposalRow]]
    stages: Mapping[str, GrantStage]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All rounds, the newest first."""
    found, at = grants.rounds(db.session(), request_args.cursor(int)), now()
    remember_texts(proposal.title for _round, proposal in found.items)
    page = GrantRoundsPage(found, {one.id: stage(one, at) for one, _proposal in found.items})
    return render_template("treasury/grants/index.html", page=page)


def stage(one: GrantRoundRow, at: int) -> GrantStage:
    """The stage of a round."""
    if at < one.apply_until:
        return "applying"
    return "decided" if one.decided_at else "scoring"


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One round: its purpose, the applications by score, and the open forms."""
    one, proposal = grants.round_of(db.session(), id_) or abort(404)
    return render_template(
        "treasury/grants/round.html", page=read_round(db.session(), one, proposal, current_user, now())
    )


def read_round(session: Session, one: GrantRoundRow, proposal: ProposalRow, reader: Reader, at: int) -> GrantRoundPage:
    """Reads all that the page of a round shows."""
    rows = grants.applications(session, one.id)
    remember_texts([proposal.title, *(digest for row in rows for digest in (row.purpose, row.payee_name))])
    remember_names(name for row in rows for name in (row.applicant, row.payee_member))
    here = stage(one, at)
    scored = grants.own_scores(session, one.id, reader.member_id) if reader.is_member else {}
    scores_now = here == "scoring" and one.committee in reader.roles
    return GrantRoundPage(
        round=one,
        stage=here,
        proposal=proposal,
        applications=sorted(rows, key=_best_first),
        to_score={row.id for row in rows if row.id not in scored} if scores_now else frozenset(),
        ranked=_ranked(session, one),
        may_apply=here == "applying" and reader.is_member,
        pseudonyms=pseudonyms(session),
    )


def _best_first(row: ApplicationRow) -> tuple[bool, int, int, int]:
    mean = row.points * 1_000_000 // row.scores if row.scores else -1
    return bool(row.withdrawn_at), -mean, row.amount, row.index


def _ranked(session: Session, one: GrantRoundRow) -> list[RankedApplication]:
    """The ranking of a decided round, recomputed from the tree head of its decision."""
    if not one.decided_at:
        return []
    said = grants.decision(session, one)
    seed = base64.b64decode(said.payload["log_root"]) if said else b""
    with services().reading() as connection:
        return ranking(Projection(connection), fact_of(GrantRound, one), seed)


@pages.get("/applications/<id_>")
@allow("anyone")
def application(id_: str) -> str:
    """One application: applicant, request, scores, and results."""
    row = grants.application(db.session(), id_) or abort(404)
    return render_template(
        "treasury/grants/application.html", page=read_application(db.session(), row, current_user, now())
    )


def read_application(session: Session, row: ApplicationRow, reader: Reader, at: int) -> ApplicationPage:
    """Reads all that the page of an application shows."""
    one, proposal = grants.round_of(session, row.round) or abort(404)
    given = grants.scores(session, row.id)
    filed = grants.reports(session, row.mandate) if row.mandate else []
    remember_texts([proposal.title, row.purpose, row.plan, row.payee_name, *(report.text for report in filed)])
    remember_names([row.applicant, row.payee_member, *(score.member for score in given), *(r.member for r in filed)])
    concerned = reader.member_id in (row.applicant, row.payee_member)
    scores_now = one.committee in reader.roles and stage(one, at) == "scoring" and not row.withdrawn_at
    return ApplicationPage(
        round=one,
        proposal=proposal,
        application=fact_of(Application, row),
        scores=given,
        reports=filed,
        own=next((score.points for score in given if score.member == reader.member_id), None),
        scoring="" if not scores_now else "own-application" if concerned else "form",
        may_report=reader.is_member and (concerned or "treasurer" in reader.roles),
        may_withdraw=reader.member_id == row.applicant and at < one.score_until,
    )


@pages.context_processor
def _words() -> dict[str, object]:
    return {"at": now(), "payee": payee, "role_words": role_words, "text": text}

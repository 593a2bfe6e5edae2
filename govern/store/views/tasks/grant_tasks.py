"""Tasks of grant rounds: scoring for the committee, requesting payment and reporting for recipients."""

from typing import Any

from sqlalchemy import Select, func, or_, select, union

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, ReportRow, ScoreRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.treasury import MandateRow, PaymentRow
from govern.store.views.tasks.task import Task, TaskQuery


def to_score(look: TaskQuery) -> list[Task]:
    """Rounds open for scoring with an application that the member may score and has not scored."""
    row, held = GrantRoundRow, {role for role, scope in look.roles if scope == COMMUNITY}
    if not held:
        return []
    query = select(row.id, ProposalRow.title, row.apply_until, row.score_until)
    query = query.join(ProposalRow, ProposalRow.id == row.proposal).where(row.committee.in_(held))
    # The condition on due_at uses an index.
    query = query.where(row.due_at > 0, row.decided_at == 0, row.apply_until <= look.at, row.score_until > look.at)
    query = query.where(_unscored(look.member).exists())
    if look.subject:
        query = query.where(row.id == look.subject)
    found = look.session.execute(query.order_by(row.score_until, row.id).limit(look.limit))
    return [Task("score", id_, id_, title, since, until) for id_, title, since, until in found]


def _unscored(member: str) -> Select[Any]:
    row = ApplicationRow
    scored = select(ScoreRow.application).where(ScoreRow.application == row.id, ScoreRow.member == member)
    separate = (row.applicant != member, row.payee_member != member)
    return select(row.id).where(row.round == GrantRoundRow.id, row.withdrawn_at == 0, *separate, ~scored.exists())


def to_collect(look: TaskQuery) -> list[Task]:
    """Grants to the member, or to somebody they applied for, without a request for payment."""
    row = MandateRow
    query = _awarded(look.member).where(row.expires > look.at, row.paid == 0, row.reserved == 0)
    if look.subject:
        query = query.where(row.id == look.subject)
    found = look.session.execute(query.order_by(row.expires, row.id).limit(look.limit))
    return [
        Task("granted", mandate.id, mandate.id, mandate.purpose, mandate.at, mandate.expires) for _, mandate in found
    ]


def to_report(look: TaskQuery) -> list[Task]:
    """Grants that are fully paid or expired, without a report since the last payment."""
    last = select(func.max(PaymentRow.index)).where(PaymentRow.mandate == MandateRow.id, PaymentRow.reversed_at == 0)
    report = select(ReportRow.id).where(ReportRow.mandate == MandateRow.id, ReportRow.index > last.scalar_subquery())
    done = or_(MandateRow.paid == MandateRow.cap, MandateRow.expires <= look.at)
    query = _awarded(look.member).where(MandateRow.paid > 0, done, ~report.exists())
    if look.subject:
        query = query.where(ApplicationRow.id == look.subject)
    found = look.session.execute(query.order_by(MandateRow.index.desc()).limit(look.limit))
    return [Task("report", one.id, one.id, one.purpose, _since(look, mandate), 0) for one, mandate in found]


def _awarded(member: str) -> Select[ApplicationRow, MandateRow]:
    """Awarded applications with their mandates, where the member is the applicant or the payee."""
    applied = select(ApplicationRow.id).where(ApplicationRow.applicant == member, ApplicationRow.mandate != "")
    paid = select(MandateRow.origin).where(MandateRow.payee_member == member, MandateRow.origin != "")
    query = select(ApplicationRow, MandateRow).join(MandateRow, MandateRow.id == ApplicationRow.mandate)
    return query.where(ApplicationRow.id.in_(union(applied, paid)))


def _since(look: TaskQuery, mandate: MandateRow) -> int:
    query = select(func.max(PaymentRow.at)).where(PaymentRow.mandate == mandate.id, PaymentRow.reversed_at == 0)
    return look.session.scalar(query) or mandate.at

"""The tasks of a member now, each kind found by an index and limited in number."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from govern.protocol import facts
from govern.protocol.facts import Poll
from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, rules_of, typed
from govern.rules.rulebook.rules import KindRules
from govern.rules.treasury.disbursements import too_few
from govern.store.facts.ballots import BallotRow
from govern.store.facts.clubs import ClubMemberRow, ClubRow
from govern.store.facts.delegations import voice_of
from govern.store.facts.discussion import CommentRow
from govern.store.facts.elections import CandidacyRow
from govern.store.facts.members import RoleRow
from govern.store.facts.polls import ElectorRow, FrozenDelegationRow, ObjectionRow, PollRow
from govern.store.facts.proposals import (
    ChallengeRow,
    ProposalRow,
    ProposalSummary,
    SponsorshipRow,
    in_stage,
    lines,
    seeking_sponsors,
)
from govern.store.facts.tokens import AwardRow
from govern.store.facts.treasury import ApprovalRow, DisbursementRow, MandateRow
from govern.store.projection import Projection
from govern.store.record.texts import MentionRow
from govern.store.record.withheld import is_withheld
from govern.store.views.tasks.grant_tasks import to_collect, to_report, to_score
from govern.store.views.tasks.key_tasks import renewed, to_enrol, to_renew
from govern.store.views.tasks.task import Task, TaskQuery, bound

MOST: Final = 100  # limit of tasks of a kind
MENTIONED_FOR: Final = 14 * 24 * 3_600_000  # ms: how long a comment waits for an answer of the members it mentions


def open_tasks(
    session: Session, member: str, at: int, kinds: Iterable[str] = (), subject: str = "", limit: int = MOST
) -> list[Task]:
    """A member's tasks at a time, of these kinds or of all, at most `limit` of each kind."""
    roles = _roles(session, member)
    look = TaskQuery(session, member, at, subject, limit, roles)
    wanted = tuple(kinds) or tuple(KINDS)
    held = {role for role, scope in roles if scope == COMMUNITY}
    found = [task for kind in wanted if ROLE_OF.get(kind, "") in {"", *held} for task in KINDS[kind](look)]
    return [task for task in found if not subject or task.subject == subject]


def _roles(session: Session, member: str) -> frozenset[tuple[str, str]]:
    query = select(RoleRow.role, RoleRow.scope).where(RoleRow.member == member, RoleRow.held.is_(True))
    return frozenset((role, scope) for role, scope in session.execute(query))


def _of_line(kind: str, line: ProposalSummary, since: int, until: int, subject: str = "") -> Task:
    return Task(kind, subject or line.proposal.id, line.proposal.id, line.proposal.title, since, until)


def _to_sponsor(look: TaskQuery) -> list[Task]:
    found = seeking_sponsors(look.session, look.member, look.at, look.limit, look.about)
    return [_of_line("sponsor", line, line.proposal.at, line.proposal.sponsoring_ends) for line in found]


def _revised(look: TaskQuery) -> list[Task]:
    row = SponsorshipRow
    query = (
        lines()
        .join(row, and_(row.proposal == ProposalRow.id, row.member == look.member, row.version < ProposalRow.version))
        .where(in_stage("gathering", look.at) | in_stage("review", look.at))
        .order_by(ProposalRow.at.desc(), ProposalRow.id)
    )
    return [_revision(line) for line in look.lines(query)]


def _revision(line: ProposalSummary) -> Task:
    own = line.proposal
    until = own.review_ends if own.admitted_at else own.sponsoring_ends
    return _of_line("revised", line, own.at, until, f"{own.id}:{own.version}")


def _to_stand(look: TaskQuery) -> list[Task]:
    row = CandidacyRow
    query = lines().join(row, and_(row.proposal == ProposalRow.id, row.member == look.member))
    query = query.where(row.accepted_at == 0, row.withdrawn_at == 0)
    query = query.where(in_stage("gathering", look.at) | in_stage("review", look.at))
    found = look.lines(query.order_by(row.at.desc(), row.proposal))
    return [
        _of_line("stand", line, line.proposal.at, line.proposal.review_ends or line.proposal.sponsoring_ends)
        for line in found
    ]


def _roll(look: TaskQuery) -> list[Task]:
    objected = select(ObjectionRow.poll).where(ObjectionRow.poll == PollRow.id, ObjectionRow.member == look.member)
    query = _as_elector(look.member).where(in_stage("announced", look.at), ~objected.exists())
    return [
        _of_line("roll", line, line.poll.at, line.poll.opens)
        for line in look.lines(query.order_by(PollRow.opens, PollRow.id))
        if line.poll
    ]


def _as_elector(member: str) -> Any:
    # Only the condition on closed_at uses an index.
    on_the_roll = and_(ElectorRow.poll == PollRow.id, ElectorRow.member == member)
    return lines().join(ElectorRow, on_the_roll).where(PollRow.closed_at == 0)


def _to_vote(look: TaskQuery) -> list[Task]:
    return [_of_poll("vote", line.poll, line) for line in _not_voted(look, delegating=False) if line.poll]


def _unheard(look: TaskQuery) -> list[Task]:
    """Votes in which the member delegates and no delegate on the chain has voted."""
    session, state = look.session, Projection(look.session.connection())
    found = []
    for line in _not_voted(look, delegating=True):
        if line.poll is not None:
            depth = rules_of(state, line.poll.rulebook_scope, line.poll.rulebook).delegation.depth
            voice = voice_of(session, line.poll.id, look.member, depth)
            if voice is not None and not voice.carrier:
                found.append(_of_poll("unheard", line.poll, line))
    return found


def _of_poll(kind: str, poll: Poll, line: ProposalSummary) -> Task:
    return _of_line(kind, line, poll.opens, poll.closes)


def _not_voted(look: TaskQuery, *, delegating: bool) -> list[ProposalSummary]:
    voted = select(BallotRow.poll).where(BallotRow.poll == PollRow.id, BallotRow.member == look.member).exists()
    frozen = FrozenDelegationRow
    delegated = select(frozen.poll).where(frozen.poll == PollRow.id, frozen.member == look.member).exists()
    wanted = (in_stage("open", look.at), ~voted, delegated if delegating else ~delegated)
    return look.lines(_as_elector(look.member).where(*wanted).order_by(PollRow.closes, PollRow.id))


def _mentioned(look: TaskQuery) -> list[Task]:
    """Recent comments of others that mention the member and wait for an answer."""
    row, answer, since = CommentRow, aliased(CommentRow), look.at - MENTIONED_FOR
    answered = (answer.proposal == row.proposal, answer.parent == row.id, answer.author == look.member)
    query = (
        select(row.id, row.at, row.revised_at, ProposalRow.title)
        .join(MentionRow, MentionRow.hash == row.text)
        .join(ProposalRow, ProposalRow.id == row.proposal)
        .where(MentionRow.member == look.member, row.author != look.member, (row.at > since) | (row.revised_at > since))
        .where(~select(answer.id).where(*answered).exists(), ~is_withheld(row.text))
    )
    if look.subject:
        query = query.where(row.id == look.subject)
    found = look.session.execute(query.order_by(row.index.desc()).limit(look.limit))
    return [Task("mention", id_, id_, title, revised or at, 0) for id_, at, revised, title in found]


def _to_veto(look: TaskQuery) -> list[Task]:
    found = []
    for line, rules in _passed(look, "standstill", "challenged"):
        if rules.veto.role and (rules.veto.role, line.proposal.scope) in look.roles and look.at < rules.veto.ends:
            until = max(line.proposal.standstill_ends, line.proposal.ruling_ends)
            since = line.result.at if line.result else line.proposal.at
            found.append(_of_line("veto", line, since, min(until, rules.veto.ends)))
    return found


def _to_rule(look: TaskQuery) -> list[Task]:
    row, found = ChallengeRow, []
    parties = select(row.proposal).where(row.proposal == ProposalRow.id, row.challenged_by == look.member)
    for line, rules in _passed(look, "challenged", other=(ProposalRow.author != look.member, ~parties.exists())):
        if (rules.challenge.role, line.proposal.scope) in look.roles:
            found.append(_of_line("rule", line, line.proposal.challenged_at, line.proposal.ruling_ends))
    return found


def _passed(look: TaskQuery, *stages: Any, other: tuple[Any, ...] = ()) -> list[tuple[ProposalSummary, KindRules]]:
    if not look.roles:
        return []
    # Every waiting proposal has a due_at of the clerk; the index over it is short.
    standing = in_stage(stages[0], look.at) if len(stages) == 1 else _either(stages, look.at)
    query = lines().where(ProposalRow.due_at > 0, standing, *other).order_by(ProposalRow.due_at, ProposalRow.id)
    state = Projection(look.session.connection())
    return [(line, rules_of_vote(state, line.poll, line.proposal)) for line in look.lines(query) if line.poll]


def _either(stages: Iterable[Any], at: int) -> Any:
    first, second = stages
    return in_stage(first, at) | in_stage(second, at)


def _to_admit(look: TaskQuery) -> list[Task]:
    clubs = {scope for role, scope in look.roles if role == "convener"}
    if not clubs:
        return []
    row = ClubMemberRow
    query = select(row.club, row.member, row.asked_at, ClubRow.name).join(ClubRow, ClubRow.club == row.club)
    query = query.where(row.club.in_(clubs), row.asked_at > 0, ClubRow.closed_at == 0)
    if look.subject:
        query = query.where(row.club == look.about, row.member == look.subject.split(":")[1])
    found = look.session.execute(query.order_by(row.club, row.asked_at).limit(look.limit))
    return [Task("admit", f"{club}:{member}:{at}", club, name, at, 0) for club, member, at, name in found]


def _to_confirm(look: TaskQuery) -> list[Task]:
    row = AwardRow
    apart = row.made_by.not_in({look.member, *bound(look, "issuer")})
    return _awards(look, "confirm", row.confirmed_by == "", apart, row.to != look.member)


def _to_reverse(look: TaskQuery) -> list[Task]:
    apart = AwardRow.doubted_by.not_in({look.member, *bound(look, "issuer")})
    return _awards(look, "reverse", AwardRow.doubted_by != "", apart)


def _awards(look: TaskQuery, kind: str, *conditions: Any) -> list[Task]:
    row = AwardRow
    query = select(row).where(row.reversed_by == "", *conditions)
    if look.subject:
        query = query.where(row.id == look.subject)
    found = look.session.scalars(query.order_by(row.at, row.id).limit(look.limit))
    return [Task(kind, award.id, award.id, award.reason, award.at, 0) for award in found]


def _to_approve(look: TaskQuery) -> list[Task]:
    """Requests that wait for this treasurer's approval; or the escalation role's if treasurers are too few."""
    row = ApprovalRow
    approved = select(row.member).where(
        row.disbursement == DisbursementRow.id, row.version == DisbursementRow.version, row.member == look.member
    )
    held = {role for role, scope in look.roles if scope == COMMUNITY}
    if not held:
        return []
    state = Projection(look.session.connection())
    if "treasurer" in held:
        return _requests(look, "approve", "requested", ~approved.exists())
    if typed(in_force(state, COMMUNITY, look.at)).treasury.escalation not in held:
        return []
    return [one for one in _requests(look, "approve", "requested", ~approved.exists()) if _too_few(state, one.about)]


def _too_few(state: Projection, request: str) -> bool:
    asked = state.get(facts.Disbursement, request)
    mandate = state.get(facts.Mandate, asked.mandate) if asked else None
    if asked is None or mandate is None:
        return False
    return too_few(state, asked, (asked.requested_by, mandate.payee_member))


def _to_pay(look: TaskQuery) -> list[Task]:
    return _requests(look, "pay", "approved", MandateRow.expires > look.at)


def _requests(look: TaskQuery, kind: str, state: str, condition: Any) -> list[Task]:
    row = DisbursementRow
    query = (
        select(row.id, MandateRow.purpose, row.at, MandateRow.expires)
        .join(MandateRow, MandateRow.id == row.mandate)
        .where(row.state == state, row.requested_by != look.member, MandateRow.payee_member != look.member, condition)
    )
    if look.subject:
        query = query.where(row.id == look.subject)
    found = look.session.execute(query.order_by(row.at, row.id).limit(look.limit))
    return [Task(kind, id_, id_, purpose, at, expires) for id_, purpose, at, expires in found]


KINDS: Final[dict[str, Callable[[TaskQuery], list[Task]]]] = {
    "vote": _to_vote,
    "unheard": _unheard,
    "roll": _roll,
    "sponsor": _to_sponsor,
    "revised": _revised,
    "stand": _to_stand,
    "mention": _mentioned,
    "rule": _to_rule,
    "veto": _to_veto,
    "admit": _to_admit,
    "enrol": to_enrol,
    "renew": to_renew,
    "confirm": _to_confirm,
    "reverse": _to_reverse,
    "approve": _to_approve,
    "pay": _to_pay,
    "score": to_score,
    "granted": to_collect,
    "report": to_report,
    "renewed": renewed,
}
ROLE_OF: Final = {
    "enrol": "registrar",
    "renew": "registrar",
    "confirm": "issuer",
    "reverse": "issuer",
    "pay": "treasurer",
}


def awards_to_confirm(session: Session, member: str, at: int) -> int:
    """The number of awards that wait for this issuer: neither made by them nor to them."""
    return len(open_tasks(session, member, at, ("confirm",)))

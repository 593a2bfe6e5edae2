"""The receivers of mail about statements: functions that queue it, named by the words of a type of statement."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.clubs import ClubMemberRow
from govern.store.facts.grants import ApplicationRow, GrantRoundRow
from govern.store.facts.members import KeyRow, MemberRow, RoleRow
from govern.store.facts.polls import ElectorRow, PollRow
from govern.store.facts.proposals import ProposalRow, ProposalSummary, SponsorshipRow, one
from govern.store.facts.tokens import AwardRow
from govern.store.facts.treasury import DisbursementRow, MandateRow
from govern.store.private import outbox
from govern.store.projection import Projection
from govern.store.record.leaves import StatementRef
from govern.store.record.texts import MentionRow

Members = Select[Any]


def role_holders(role: str, scope: str = COMMUNITY) -> Members:
    """The holders of a role."""
    return select(RoleRow.member).where(RoleRow.role == role, RoleRow.scope == scope, RoleRow.held.is_(True))


def _line(session: Session, said: StatementRef) -> ProposalSummary:
    found = one(session, said.payload["proposal"])
    if found is None:
        raise LookupError(said.id)
    return found


def proposal_submitted(session: Session, said: StatementRef, now: int) -> None:
    """Ask everybody of the community or club to sponsor a proposal, if it needs sponsors."""
    scope = said.payload["scope"]
    everyone = select(MemberRow.member).where(MemberRow.left_at == 0)
    row = ClubMemberRow
    club = select(row.member).where(row.club == scope, row.active.is_(True))
    if session.get_one(ProposalRow, said.id).sponsors_needed:
        outbox.enqueue(session, everyone if scope == COMMUNITY else club, "sponsor", said.id, now, now)


def proposal_revised(session: Session, said: StatementRef, now: int) -> None:
    """Tell the sponsors of earlier versions of a new one."""
    proposal, version = said.payload["proposal"], said.payload["version"]
    row = SponsorshipRow
    sponsors = select(row.member).where(row.proposal == proposal, row.version < version)
    outbox.enqueue(session, sponsors, "revised", f"{proposal}:{version}", now, now)


def candidate_nominated(session: Session, said: StatementRef, now: int) -> None:
    """Ask the nominee to stand."""
    nominee = select(MemberRow.member).where(MemberRow.member == said.payload["candidate"])
    outbox.enqueue(session, nominee, "stand", said.payload["proposal"], now, now)


def voting_announced(session: Session, said: StatementRef, now: int) -> None:
    """Tell the electors of the roll at once, of the vote when it opens, and remind them before it closes."""
    proposal, opens, closes = said.payload["proposal"], said.payload["opens"], said.payload["closes"]
    electors = select(ElectorRow.member).where(ElectorRow.poll == said.id)
    outbox.enqueue(session, electors, "roll", proposal, now, now)
    outbox.enqueue(session, electors, "vote", proposal, now, max(now, opens))
    outbox.enqueue_reminders(session, electors, proposal, now, (opens, closes))


def voting_closed(session: Session, said: StatementRef, now: int) -> None:
    """Tell those who may veto a proposal that it passed."""
    poll = session.get_one(PollRow, said.payload["poll"])
    line = one(session, poll.proposal)
    if said.payload["outcome"] == "passed" and line is not None and line.poll is not None:
        rules = rules_of_vote(Projection(session.connection()), line.poll, line.proposal)
        if rules.veto.role:
            outbox.enqueue(session, role_holders(rules.veto.role, line.proposal.scope), "veto", poll.proposal, now, now)


def outcome_challenged(session: Session, said: StatementRef, now: int) -> None:
    """Ask those who rule on challenges."""
    line = _line(session, said)
    if line.poll is not None:
        rules = rules_of_vote(Projection(session.connection()), line.poll, line.proposal)
        holders = role_holders(rules.challenge.role, line.proposal.scope)
        outbox.enqueue(session, holders, "rule", line.proposal.id, now, now)


def club_asked(session: Session, said: StatementRef, now: int) -> None:
    """Ask the conveners of a club to admit somebody."""
    club = said.payload["club"]
    outbox.enqueue(session, role_holders("convener", club), "admit", f"{club}:{said.member}:{said.at}", now, now)


def people_mentioned(session: Session, said: StatementRef, now: int) -> None:
    """Tell the members whom a text mentions."""
    named = select(MentionRow.member).where(MentionRow.hash == said.payload["text"], MentionRow.member != said.member)
    outbox.enqueue(session, named, "mention", said.payload.get("comment", said.id), now, now)


def award_made(session: Session, said: StatementRef, now: int) -> None:
    """Ask the issuers to confirm an award."""
    outbox.enqueue(session, role_holders("issuer"), "confirm", said.id, now, now)


def award_reversed(session: Session, said: StatementRef, now: int) -> None:
    """Ask the issuers for the second signature that takes an award back."""
    id_ = said.payload["award"]
    if not session.get_one(AwardRow, id_).reversed_by:
        outbox.enqueue(session, role_holders("issuer"), "reverse", id_, now, now)


def payment_requested(session: Session, said: StatementRef, now: int) -> None:
    """Ask the treasurers to approve a payment."""
    outbox.enqueue(session, role_holders("treasurer"), "approve", said.id, now, now)


def payment_approved(session: Session, said: StatementRef, now: int) -> None:
    """Ask the treasurers to pay a request that has all approvals."""
    id_ = said.payload["disbursement"]
    if session.get_one(DisbursementRow, id_).state == "approved":
        outbox.enqueue(session, role_holders("treasurer"), "pay", id_, now, now)


def grant_applied(session: Session, said: StatementRef, now: int) -> None:
    """Ask the committee of a grant round for scores when applications have ended."""
    round_ = session.get_one(GrantRoundRow, said.payload["round"])
    outbox.enqueue(session, role_holders(round_.committee), "score", round_.id, now, max(now, round_.apply_until))


def grant_awarded(session: Session, said: StatementRef, now: int) -> None:
    """Tell the recipients of a grant."""
    application = session.get_one(ApplicationRow, said.payload["application"])
    outbox.enqueue(session, _recipients(application), "granted", said.id, now, now)


def grant_paid(session: Session, said: StatementRef, now: int) -> None:
    """Ask the recipients of a grant for a report once all of it is paid."""
    request = session.get_one(DisbursementRow, said.payload["disbursement"])
    _report(session, session.get_one(MandateRow, request.mandate), now)


def grant_lapsed(session: Session, said: StatementRef, now: int) -> None:
    """Ask the recipients of a grant for a report once it has lapsed."""
    _report(session, session.get_one(MandateRow, said.payload["mandate"]), now)


def _report(session: Session, mandate: MandateRow, now: int) -> None:
    application = session.get(ApplicationRow, mandate.origin) if mandate.origin else None
    if application is not None and (mandate.paid == mandate.cap or mandate.lapsed_at):
        outbox.enqueue(session, _recipients(application), "report", application.id, now, now)


def member_enrolled(session: Session, said: StatementRef, now: int) -> None:
    """Tell a new member of the enrolment."""
    member = select(MemberRow.member).where(MemberRow.member == said.payload["enrolled"])
    outbox.enqueue(session, member, "enrolled", said.id, now, now)


def key_reset(session: Session, said: StatementRef, now: int) -> None:
    """Tell a member of the new key that two registrars agreed to."""
    member = said.payload["resets"]
    waiting = select(KeyRow).where(KeyRow.member == member, KeyRow.index == said.index)
    holder = select(MemberRow.member).where(MemberRow.member == member)
    for key in session.scalars(waiting):
        outbox.enqueue(session, holder, "renewed", key.keyid, now, now)


def _recipients(application: ApplicationRow) -> Members:
    return select(MemberRow.member).where(MemberRow.member.in_((application.applicant, application.payee_member)))

"""Creates mail notices: reads occasions from the record in order, and queues each mail once in the outbox."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import Select, exc, select
from sqlalchemy.orm import Session

from govern.protocol.units import DAY, HOUR, MINUTE
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
from govern.store.private.accounts import ClaimRow, UserRow
from govern.store.private.outbox import MailStateRow, NoticeSettingsRow
from govern.store.projection import Projection
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.store.record.texts import MentionRow

logger = logging.getLogger("govern")
ROLES: Final = {True: "role-given", False: "role-taken"}
SYSTEM: Final = (  # requested by the receiver, or too important to be switched off
    *("address", "welcome", "test", "enrolled"),
    *ROLES.values(),
    *("password-link", "password-link-made", "password-changed"),
)
DUTIES: Final = (  # tasks that any member may have
    *("vote", "reminder", "roll", "sponsor", "revised", "stand", "mention", "granted", "report", "renewed"),
)
OFFICES: Final = (  # tasks of roles
    *("rule", "veto", "admit", "enrol", "renew", "confirm", "reverse", "approve", "pay", "score"),
)
CHOOSABLE: Final = (*DUTIES, *OFFICES)
LEAVES_AT_ONCE: Final = 1000
KEPT: Final = 90 * DAY  # ms: then sent and dropped mail is deleted
OVERLAP: Final = MINUTE  # ms: many threads store claims, and some may commit a little late
SOONEST, LATEST_HOURS = 1, 168
Members = Select[Any]


def take_up(session: Session, now: int, *, mailing: bool) -> bool:
    """Process the next leaves and claims and queue their mail; True if there may be more.

    Without `mailing` it only advances, so that mail set up later does not report old events.
    """
    state = outbox.mail_state(session)
    size = leaves.size(session)
    if state is None:
        session.add(MailStateRow(id=1, leaf=size, claims_at=now))
        return False
    end = min(size, state.leaf + LEAVES_AT_ONCE) if mailing else size
    if mailing:
        for said in leaves.between(session, state.leaf, end, OCCASIONS):
            _tell(session, said, now)
        _take_up_roles(session, range(state.leaf, end), now)
        _take_up_claims(session, state.claims_at - OVERLAP, now)
    if end > state.leaf or now - state.claims_at > OVERLAP:
        state.leaf, state.claims_at = end, now
        outbox.forget(session, now - KEPT)
    return end < size


def _tell(session: Session, said: StatementRef, now: int) -> None:
    """Queue the mail about one statement; an error there does not affect the others."""
    try:
        with session.begin_nested():
            OCCASIONS[said.kind](session, said, now)
    except (exc.OperationalError, exc.InterfaceError):  # a database outage: the whole step is repeated
        raise
    except Exception:
        logger.exception("Nobody could be told of statement %s (%s)", said.id, said.kind)


def _take_up_roles(session: Session, indexes: range, now: int) -> None:
    """Queue the mail about roles that these leaves granted or ended, by any kind of statement."""
    if not indexes:
        return
    changed = select(RoleRow).where(RoleRow.index >= indexes.start, RoleRow.index < indexes.stop)
    for row in session.scalars(changed.order_by(RoleRow.index)).all():
        holder = select(MemberRow.member).where(MemberRow.member == row.member)
        outbox.enqueue(session, holder, ROLES[row.held], f"{row.role}:{row.scope}:{row.index}", now, now)


def _take_up_claims(session: Session, since: int, now: int) -> None:
    query = select(ClaimRow.member, ClaimRow.created_at).where(ClaimRow.declined_at == 0, ClaimRow.created_at >= since)
    for member, at in session.execute(query.order_by(ClaimRow.created_at)).all():
        kind = "enrol" if session.get(MemberRow, member) is None else "renew"
        outbox.enqueue(session, _holders("registrar"), kind, f"{member}:{at}", now, now)


def _holders(role: str, scope: str = COMMUNITY) -> Members:
    return select(RoleRow.member).where(RoleRow.role == role, RoleRow.scope == scope, RoleRow.held.is_(True))


def _line(session: Session, said: StatementRef) -> ProposalSummary:
    found = one(session, said.payload["proposal"])
    if found is None:
        raise LookupError(said.id)
    return found


def _submitted(session: Session, said: StatementRef, now: int) -> None:
    scope = said.payload["scope"]
    everyone = select(MemberRow.member).where(MemberRow.left_at == 0)
    row = ClubMemberRow
    club = select(row.member).where(row.club == scope, row.active.is_(True))
    if session.get_one(ProposalRow, said.id).sponsors_needed:
        outbox.enqueue(session, everyone if scope == COMMUNITY else club, "sponsor", said.id, now, now)


def _revised(session: Session, said: StatementRef, now: int) -> None:
    proposal, version = said.payload["proposal"], said.payload["version"]
    row = SponsorshipRow
    sponsors = select(row.member).where(row.proposal == proposal, row.version < version)
    outbox.enqueue(session, sponsors, "revised", f"{proposal}:{version}", now, now)


def _nominated(session: Session, said: StatementRef, now: int) -> None:
    nominee = select(MemberRow.member).where(MemberRow.member == said.payload["candidate"])
    outbox.enqueue(session, nominee, "stand", said.payload["proposal"], now, now)


def _announced(session: Session, said: StatementRef, now: int) -> None:
    proposal, opens, closes = said.payload["proposal"], said.payload["opens"], said.payload["closes"]
    electors = select(ElectorRow.member).where(ElectorRow.poll == said.id)
    outbox.enqueue(session, electors, "roll", proposal, now, now)
    outbox.enqueue(session, electors, "vote", proposal, now, max(now, opens))
    outbox.enqueue_reminders(session, electors, proposal, now, (opens, closes))


def _closed(session: Session, said: StatementRef, now: int) -> None:
    poll = session.get_one(PollRow, said.payload["poll"])
    line = one(session, poll.proposal)
    if said.payload["outcome"] == "passed" and line is not None and line.poll is not None:
        rules = rules_of_vote(Projection(session.connection()), line.poll, line.proposal)
        if rules.veto.role:
            outbox.enqueue(session, _holders(rules.veto.role, line.proposal.scope), "veto", poll.proposal, now, now)


def _challenged(session: Session, said: StatementRef, now: int) -> None:
    line = _line(session, said)
    if line.poll is not None:
        rules = rules_of_vote(Projection(session.connection()), line.poll, line.proposal)
        holders = _holders(rules.challenge.role, line.proposal.scope)
        outbox.enqueue(session, holders, "rule", line.proposal.id, now, now)


def _asked(session: Session, said: StatementRef, now: int) -> None:
    club = said.payload["club"]
    outbox.enqueue(session, _holders("convener", club), "admit", f"{club}:{said.member}:{said.at}", now, now)


def _spoken(session: Session, said: StatementRef, now: int) -> None:
    named = select(MentionRow.member).where(MentionRow.hash == said.payload["text"], MentionRow.member != said.member)
    outbox.enqueue(session, named, "mention", said.payload.get("comment", said.id), now, now)


def _awarded(session: Session, said: StatementRef, now: int) -> None:
    outbox.enqueue(session, _holders("issuer"), "confirm", said.id, now, now)


def _reversed(session: Session, said: StatementRef, now: int) -> None:
    id_ = said.payload["award"]
    if not session.get_one(AwardRow, id_).reversed_by:
        outbox.enqueue(session, _holders("issuer"), "reverse", id_, now, now)


def _requested(session: Session, said: StatementRef, now: int) -> None:
    outbox.enqueue(session, _holders("treasurer"), "approve", said.id, now, now)


def _approved(session: Session, said: StatementRef, now: int) -> None:
    id_ = said.payload["disbursement"]
    if session.get_one(DisbursementRow, id_).state == "approved":
        outbox.enqueue(session, _holders("treasurer"), "pay", id_, now, now)


def _applied(session: Session, said: StatementRef, now: int) -> None:
    round_ = session.get_one(GrantRoundRow, said.payload["round"])
    outbox.enqueue(session, _holders(round_.committee), "score", round_.id, now, max(now, round_.apply_until))


def _granted(session: Session, said: StatementRef, now: int) -> None:
    application = session.get_one(ApplicationRow, said.payload["application"])
    outbox.enqueue(session, _recipients(application), "granted", said.id, now, now)


def _paid(session: Session, said: StatementRef, now: int) -> None:
    request = session.get_one(DisbursementRow, said.payload["disbursement"])
    _report(session, session.get_one(MandateRow, request.mandate), now)


def _lapsed(session: Session, said: StatementRef, now: int) -> None:
    _report(session, session.get_one(MandateRow, said.payload["mandate"]), now)


def _report(session: Session, mandate: MandateRow, now: int) -> None:
    application = session.get(ApplicationRow, mandate.origin) if mandate.origin else None
    if application is not None and (mandate.paid == mandate.cap or mandate.lapsed_at):
        outbox.enqueue(session, _recipients(application), "report", application.id, now, now)


def _enrolled(session: Session, said: StatementRef, now: int) -> None:
    member = select(MemberRow.member).where(MemberRow.member == said.payload["enrolled"])
    outbox.enqueue(session, member, "enrolled", said.id, now, now)


def _agreed(session: Session, said: StatementRef, now: int) -> None:
    member = said.payload["resets"]
    waiting = select(KeyRow).where(KeyRow.member == member, KeyRow.index == said.index)
    holder = select(MemberRow.member).where(MemberRow.member == member)
    for key in session.scalars(waiting):
        outbox.enqueue(session, holder, "renewed", key.keyid, now, now)


def _recipients(application: ApplicationRow) -> Members:
    return select(MemberRow.member).where(MemberRow.member.in_((application.applicant, application.payee_member)))


OCCASIONS: Final[dict[str, Callable[[Session, StatementRef, int], None]]] = {
    "member-enrolled": _enrolled,
    "key-reset": _agreed,
    "proposal-submitted": _submitted,
    "proposal-revised": _revised,
    "candidate-nominated": _nominated,
    "voting-announced": _announced,
    "voting-closed": _closed,
    "outcome-challenged": _challenged,
    "club-asked": _asked,
    "comment-made": _spoken,
    "comment-revised": _spoken,
    "award-made": _awarded,
    "award-reversed": _reversed,
    "disbursement-requested": _requested,
    "disbursement-approved": _approved,
    "grant-applied": _applied,
    "grant-awarded": _granted,
    "payment-recorded": _paid,
    "mandate-lapsed": _lapsed,
}


def ask_for_confirmation(session: Session, account: int, now: int) -> None:
    """Queue the mail that asks the owner to confirm an address, at most once a minute."""
    row = session.get_one(UserRow, account)
    subject = f"{fingerprint(row.email)}:{now // OVERLAP}"
    outbox.enqueue(session, select(UserRow.member).where(UserRow.id == account), "address", subject, now, now)


def greet(session: Session, account: int, now: int) -> None:
    """Queue the welcome mail, which asks a newcomer to confirm the address."""
    row = session.get_one(UserRow, account)
    who = select(UserRow.member).where(UserRow.id == account)
    outbox.enqueue(session, who, "welcome", fingerprint(row.email), now, now)


def fingerprint(email: str) -> str:
    """A short hash that identifies an address without containing it."""
    return hashlib.sha256(email.encode()).hexdigest()[:32]


def confirm_address(session: Session, account: int, email: str, now: int) -> bool:
    """Mark an address as confirmed; False if it is no longer the account's."""
    row = session.get(UserRow, account)
    if row is None or fingerprint(row.email) != email:
        return False
    row.email_confirmed_at = row.email_confirmed_at or now
    return True


def send_test(session: Session, account: int, now: int) -> None:
    """Queue a test mail."""
    member = select(UserRow.member).where(UserRow.id == account)
    outbox.enqueue(session, member, "test", str(now), now, now)


def switch_off(session: Session, account: int, kinds: Iterable[str]) -> None:
    """Unsubscribe a person from mail of these kinds."""
    row = own_settings(session, account)
    row.off = sorted({*row.off, *kinds} & {*CHOOSABLE})


def choose(session: Session, account: int, on: Iterable[str], hours: int, language: str) -> None:
    """Store a person's settings: kinds of mail, time of reminders (hours before a close), and language."""
    row = own_settings(session, account)
    row.off = sorted({*CHOOSABLE} - {*on})
    row.reminder_hours = min(max(hours, SOONEST), LATEST_HOURS)
    session.get_one(UserRow, account).language = language
    _move_reminders(session, account, row.reminder_hours)


def _move_reminders(session: Session, account: int, hours: int) -> None:
    for reminder in outbox.waiting_reminders(session, account):
        found = one(session, reminder.subject)
        if found is not None and found.poll is not None:
            reminder.next_try = reminder_at(found.poll.opens, found.poll.closes, hours)


def reminder_at(opens: int, closes: int, hours: int) -> int:
    """When to remind a person of a vote: `hours` before its close, but not in its first half."""
    return max(closes - hours * HOUR, opens + (closes - opens) // 2)


def renew_feed(session: Session, account: int) -> None:
    """Replace the secret address of a person's feed; the old one becomes invalid."""
    own_settings(session, account).feed_number += 1


def own_settings(session: Session, account: int) -> NoticeSettingsRow:
    """A person's settings as a stored row."""
    row = outbox.settings_of(session, account)
    session.add(row)
    session.flush()
    return row


def is_wanted(session: Session, account: int, kind: str) -> bool:
    """Whether the person gets mail of this kind."""
    return kind in SYSTEM or kind not in outbox.settings_of(session, account).off

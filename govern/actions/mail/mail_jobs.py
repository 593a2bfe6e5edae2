"""Decides right before sending whether a queued mail is still needed, and prepares it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.actions.people import invitations
from govern.actions.signing_in import passwords
from govern.store.facts.community import CommunityRow
from govern.store.facts.members import RoleRow
from govern.store.facts.proposals import one
from govern.store.private import outbox
from govern.store.private.accounts import InvitationRow, UserRow
from govern.store.private.outbox import OutboxRow
from govern.store.views.tasks import tasks
from govern.store.views.tasks.task import Task


@dataclass(frozen=True)
class MailJob:
    """A letter to write: its receiver, its kind, and its task (None for requested mail).

    `account` is 0 for an invited person; then `by` is the inviter's name and `until` the end of the invitation.
    """

    account: int
    name: str
    email: str
    language: str
    kind: str
    subject: str
    task: Task | None
    community: str
    by: str = ""
    until: int = 0


def recheck(session: Session, id_: int, now: int) -> MailJob | int:
    """The letter to write, or the time before which it is too early, or 0 if it is no longer needed."""
    row = session.get_one(OutboxRow, id_)
    if row.invitation is not None:
        return _to_invited(session, row, session.get_one(InvitationRow, row.invitation), now)
    user = session.get_one(UserRow, row.account)
    if not _may_be_sent(session, row, user, now):
        return 0
    later = _too_early(session, row, user, now)
    task = _task(session, row, user, now)
    if later or (task is None and row.kind not in notices.SYSTEM):
        return later
    language = row.locale or user.language or "en"
    return MailJob(user.id, user.name, user.email, language, row.kind, row.subject, task, _community(session))


def _community(session: Session) -> str:
    return session.scalar(select(CommunityRow.name).limit(1)) or ""


def _to_invited(session: Session, row: OutboxRow, invited: InvitationRow, now: int) -> MailJob | int:
    if invitations.state(invited, now) != "open" or row.subject != invitations.mail_subject(invited):
        return 0
    by = session.scalar(select(UserRow.name).where(UserRow.member == invited.created_by)) or ""
    to = (invited.name, invited.email, row.locale or invited.language or "en")
    return MailJob(0, *to, row.kind, row.subject, None, _community(session), by, invited.expires_at)


def _may_be_sent(session: Session, row: OutboxRow, user: UserRow, now: int) -> bool:
    if user.disabled_at:
        return False
    if row.kind == "password-link" and now - row.created_at >= passwords.VALID:
        return False
    if row.kind in ("address", "welcome", "password-link"):  # for one address, which may have changed since
        return row.subject.partition(":")[0] == notices.fingerprint(user.email)
    if row.kind in notices.ROLES.values() and not _still_so(session, row, user):
        return False
    return bool(user.email_confirmed_at) and notices.is_wanted(session, user.id, row.kind)


def _still_so(session: Session, row: OutboxRow, user: UserRow) -> bool:
    """Whether the role named in the mail has not changed since."""
    role, scope, index = row.subject.split(":")
    found = session.get(RoleRow, (user.member, role, scope))
    return found is not None and found.index == int(index)


def _too_early(session: Session, row: OutboxRow, user: UserRow, now: int) -> int:
    if row.kind not in ("vote", "reminder"):
        return 0
    found = one(session, row.subject)
    if found is None or found.poll is None:
        return 0
    poll, hours = found.poll, outbox.settings_of(session, user.id).reminder_hours
    moment = poll.opens if row.kind == "vote" else notices.reminder_at(poll.opens, poll.closes, hours)
    return moment if moment > now else 0


def _task(session: Session, row: OutboxRow, user: UserRow, now: int) -> Task | None:
    if row.kind in notices.SYSTEM:
        return None
    kinds = ("vote", "unheard") if row.kind == "reminder" else (row.kind,)
    found = tasks.open_tasks(session, user.member, now, kinds, row.subject)
    return found[0] if found else None

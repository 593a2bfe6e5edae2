"""Creates mail notices: reads occasions from the record in order, and queues each mail once in the outbox."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sqlalchemy import exc, select
from sqlalchemy.orm import Session

from govern.actions.mail import occasions
from govern.protocol.units import DAY, HOUR, MINUTE
from govern.store.facts.members import MemberRow, RoleRow
from govern.store.facts.proposals import one
from govern.store.private import outbox
from govern.store.private.accounts import ClaimRow, UserRow
from govern.store.private.outbox import MailStateRow, NoticeSettingsRow
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef

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
Occasion = Callable[[Session, StatementRef, int], None]


def take_up(session: Session, now: int, known: Mapping[str, Occasion], *, mailing: bool) -> bool:
    """Process the next leaves and claims and queue their mail; True if there may be more.

    `known` queues the mail about a statement by its type. Without `mailing` it only advances, so that mail set up later
    does not report old events.
    """
    state = outbox.mail_state(session)
    size = leaves.size(session)
    if state is None:
        session.add(MailStateRow(id=1, leaf=size, claims_at=now))
        return False
    end = min(size, state.leaf + LEAVES_AT_ONCE) if mailing else size
    if mailing:
        for said in leaves.between(session, state.leaf, end, known):
            _tell(known[said.kind], session, said, now)
        _take_up_roles(session, range(state.leaf, end), now)
        _take_up_claims(session, state.claims_at - OVERLAP, now)
    if end > state.leaf or now - state.claims_at > OVERLAP:
        state.leaf, state.claims_at = end, now
        outbox.forget(session, now - KEPT)
    return end < size


def _tell(occasion: Occasion, session: Session, said: StatementRef, now: int) -> None:
    """Queue the mail about one statement; an error there does not affect the others."""
    try:
        with session.begin_nested():
            occasion(session, said, now)
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
        outbox.enqueue(session, occasions.role_holders("registrar"), kind, f"{member}:{at}", now, now)


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

"""Administration of mail: settings, progress and failures."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.mail import notices
from govern.config import Mail
from govern.store.private import outbox
from govern.store.private.outbox import MailStateRow, OutboxRow
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services
from govern.web.words.mail.trouble import trouble_words

pages = Blueprint("admin_mail", __name__, url_prefix="/admin/mail")
SHOWN = 50


@dataclass(frozen=True)
class AdminMailPage:
    """The settings and state of mail, with waiting and failed messages."""

    mail: Mail | None
    address: str
    state: MailStateRow | None
    trouble: str  # why mail could not be sent at last
    waiting: int
    given_up: int
    failed: Sequence[tuple[OutboxRow, str, str]]  # each with a name and what went wrong
    most: int
    confirmed: bool


@pages.get("")
@allow("administrator")
def mail() -> str:
    """The state of mail."""
    return render_template("admin/mail.html", page=_read_admin_mail(db.session(), current_user))


def _read_admin_mail(session: Session, reader: Reader) -> AdminMailPage:
    state = outbox.state(session)
    failed = outbox.failed(session, SHOWN)
    return AdminMailPage(
        mail=services().instance.mail,
        address=services().instance.url,
        state=state,
        trouble=trouble_words(state.error) if state and state.error else "",
        waiting=outbox.count(session, "waiting"),
        given_up=outbox.count(session, "failed"),
        failed=[(row, name, trouble_words(row.error)) for row, name in failed],
        most=outbox.MOST,
        confirmed=bool(reader.row.email_confirmed_at),
    )


@pages.post("/test")
@allow("administrator")
def test() -> Response:
    """Send the administrator a test mail."""
    account, confirmed = current_user.row.id, current_user.row.email_confirmed_at
    if services().instance.mail is None:
        flash(_("Mail is not set up yet."), "error")
    elif not confirmed:
        flash(_("Confirm your own address first, under “Notices”. The mail for it is a test as well."), "error")
    else:
        with private_write() as writing:
            notices.send_test(writing, account, now())
        flash(_("The mail will be sent in a moment. Look into your mailbox, then reload this page."), "success")
    return redirect(url_for("admin_mail.mail"))


@pages.post("/again")
@allow("administrator")
def again() -> Response:
    """Retry failed mail."""
    with private_write() as writing:
        outbox.try_failed_again(writing, now())
    flash(_("What was given up is tried again."), "success")
    return redirect(url_for("admin_mail.mail"))

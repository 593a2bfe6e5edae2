"""One-time links for new passwords, created by administrators if mail does not help."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.signing_in import passwords
from govern.store.private.accounts import user, user_of
from govern.store.private.sign_in import password_link
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services

pages = Blueprint("password_links", __name__, url_prefix="/admin/people")


@dataclass(frozen=True)
class PasswordLinkPage:
    """A one-time password link for a person."""

    name: str
    link: str
    until: int


@pages.post("/accounts/<member>/password-link")
@allow("administrator")
def make(member: str) -> str:
    """Create a link, and show it once."""
    return render_template("admin/password-link.html", page=_read_password_link(db.session(), member, current_user))


def _read_password_link(session: Session, member: str, reader: Reader) -> PasswordLinkPage:
    user = user_of(session, member) or abort(404)
    if user.disabled_at or member == reader.member_id:
        abort(403)
    account, name, by = user.id, user.name, reader.member_id
    with private_write() as writing:
        token = passwords.make(writing, account, by, now())
    link = f"{services().instance.url}{url_for('new_password.choose', token=token)}"
    return PasswordLinkPage(
        name=name,
        link=link,
        until=now() + passwords.VALID,
    )


@pages.post("/password-links/<int:id_>/revoke")
@allow("administrator")
def revoke(id_: int) -> Response:
    """Revoke a link."""
    row = password_link(db.session(), id_) or abort(404)
    owner = user(db.session(), row.account) or abort(404)
    name = owner.name
    with private_write() as writing:
        passwords.revoke(writing, id_, now())
    flash(_("The link for %(name)s is taken back: it opens nothing any more.", name=name), "success")
    return redirect(url_for("admin_people.accounts_", _anchor="password-links"))

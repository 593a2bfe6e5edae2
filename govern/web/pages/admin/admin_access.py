"""Administration of access keys, with which non-members read a closed record."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.people import access_keys as acts
from govern.actions.people.accounts import FormError
from govern.rules.rulebook.rules import Access
from govern.store.paging import Page
from govern.store.private import access_keys
from govern.store.private.access_keys import AccessKeyRow
from govern.web.frame import request_args
from govern.web.frame.access import read_access
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.form_errors import sentences
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services
from govern.web.prose.names_typed import tell_removed

pages = Blueprint("admin_access", __name__, url_prefix="/admin/access-keys")
USUAL_DAYS = "90"
Answer = str | tuple[str, int]


@dataclass(frozen=True)
class AccessKeyPage:
    """A new access key, shown only once."""

    name: str
    expires_at: int
    key: str
    address: str


@dataclass(frozen=True)
class AccessKeysPage:
    """The access keys of auditors, and the form for another."""

    access_keys: Page[AccessKeyRow]
    form: Mapping[str, str]
    errors: Mapping[str, str]
    states: Mapping[int, str]
    access: Access


@pages.get("")
@allow("administrator")
def keys() -> str:
    """All access keys with their use, and the form for a new one."""
    return _page(db.session(), {"days": USUAL_DAYS}, {})


def _page(session: Session, form: dict[str, str], errors: dict[str, str]) -> str:
    return render_template("admin/access-keys.html", page=_read_access_keys(session, form, errors))


def _read_access_keys(session: Session, form: dict[str, str], errors: dict[str, str]) -> AccessKeysPage:
    page = access_keys.page_of_keys(session, request_args.cursor(int))
    remember_names([row.created_by for row in page.items])
    at = now()
    return AccessKeysPage(
        access_keys=page,
        form=form,
        errors=sentences(errors),
        states={row.id: acts.state(row, at) for row in page.items},
        access=read_access.access(),
    )


@pages.post("")
@allow("administrator")
def make() -> Answer:
    """Create a key, and show it once."""
    form = request.form.to_dict()
    by = current_user.member_id
    try:
        with private_write() as writing:
            row, key = acts.make(writing, form.get("name", ""), form.get("days", "").strip(), by, now())
            name, expires_at = row.name, row.expires_at
    except FormError as error:
        return _page(db.session(), form, error.errors), 422
    tell_removed([form.get("name", "")])
    return render_template(
        "admin/access-key.html",
        page=AccessKeyPage(
            name=name,
            expires_at=expires_at,
            key=key,
            address=_address(),
        ),
    )


def _address() -> str:
    return services().instance.url


@pages.post("/<int:id_>/revoke")
@allow("administrator")
def revoke(id_: int) -> Response:
    """Revoke a key."""
    row = access_keys.key(db.session(), id_) or abort(404)
    name = row.name
    with private_write() as writing:
        acts.revoke(writing, id_, now())
    flash(_("The access key for %(name)s is taken back: it opens nothing any more.", name=name), "success")
    return redirect(url_for("admin_access.keys"))

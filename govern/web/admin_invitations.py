"""Administration of invitations: one by one, or from a list that is checked before anything is made."""

import csv
import io

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from govern.actions import invitations
from govern.actions.accounts import FormError
from govern.actions.invitations import Guest, GuestList, Issued
from govern.store import accounts
from govern.store.accounts import InvitationRow
from govern.web import asked
from govern.web.database import db, private_write
from govern.web.form_errors import SENTENCES, sentences
from govern.web.names.typed import tell_removed
from govern.web.people import remember_names
from govern.web.security import allow
from govern.web.services import now

pages = Blueprint("admin_invitations", __name__, url_prefix="/admin/invitations")
LARGEST_LIST = 400_000
Answer = str | tuple[str, int]


@pages.get("")
@allow("administrator", "registrar")
def invitations_() -> str:
    """All invitations with their state, and the form for a new one."""
    return _page({}, {})


def _page(form: dict[str, str], errors: dict[str, str]) -> str:
    place = asked.place(int, int)
    page = accounts.page_of_invitations(db.session(), place)
    remember_names([row.created_by for row in page.items])
    return render_template(
        "admin/invitations.html",
        page=page,
        form=form,
        errors=sentences(errors),
        state=lambda row: invitations.state(row, now()),
    )


@pages.post("")
@allow("administrator", "registrar")
def invite() -> Answer:
    """Makes one invitation, and shows its link this once."""
    form = request.form.to_dict()
    guest = Guest(form.get("name", ""), form.get("email", ""), form.get("club", ""))
    try:
        issued = _issue((guest,))
    except FormError as error:
        return _page(form, error.errors), 422
    tell_removed([guest.name, guest.club])
    return render_template("admin/invited.html", issued=issued[0], link=_link(issued[0]))


def _issue(guests: tuple[Guest, ...]) -> list[Issued]:
    by = current_user.member_id
    with private_write() as writing:
        return invitations.invite(writing, guests, by, now())


def _link(issued: Issued) -> str:
    return url_for("accounts.join", code=issued.code, _external=True)


@pages.post("/<int(max=9007199254740991):id_>/revoke")
@allow("administrator", "registrar")
def revoke(id_: int) -> AnyResponse:
    """Takes an invitation back."""
    if db.session.get(InvitationRow, id_) is None:
        abort(404)
    with private_write() as writing:
        invitations.revoke(writing, id_, now())
    flash(_("The invitation is taken back: its link no longer works."), "success")
    return redirect(url_for("admin_invitations.invitations_"))


@pages.get("/list")
@allow("administrator", "registrar")
def choose_list() -> str:
    """Where a list is chosen."""
    return render_template("admin/list.html", errors={})


@pages.post("/list")
@allow("administrator", "registrar")
def check_list() -> Answer:
    """Shows whom a list would invite and every line that cannot be taken; makes nothing."""
    try:
        text = _uploaded()
        return _show(text, invitations.read_list(db.session(), text, now()))
    except FormError as error:
        return render_template("admin/list.html", errors=sentences(error.errors)), 422


def _uploaded() -> str:
    file = request.files.get("list")
    data = file.read(LARGEST_LIST + 1) if file is not None else b""
    if file is None or not file.filename:
        raise FormError({"list": "list_missing"})
    if len(data) > LARGEST_LIST:
        raise FormError({"list": "list_long"})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError({"list": "list_unreadable"}) from error


def _show(text: str, found: GuestList) -> str:
    return render_template("admin/check-list.html", text=text, found=found, sentences=SENTENCES)


@pages.post("/list/confirm")
@allow("administrator", "registrar")
def confirm_list() -> Answer:
    """Makes the invitations of a list that was shown, all or none; shows it again if it has changed meanwhile."""
    text = request.form.get("text", "")
    try:
        found = invitations.read_list(db.session(), text, now())
    except FormError as error:
        return render_template("admin/list.html", errors=sentences(error.errors)), 422
    if not found.guests or str(len(found.guests)) != request.form.get("count"):
        return _show(text, found), 409
    issued = [(one, _link(one)) for one in _issue(found.guests)]
    rows = [(one.guest.name, one.guest.email, one.guest.club, link) for one, link in issued]
    return render_template("admin/links.html", issued=issued, csv=invitations.links_as_csv(rows))


@pages.post("/links.csv")
@allow("administrator", "registrar")
def links() -> Response:
    """Gives the links that the page holds back as a file; the server does not know them any more."""
    rows = list(csv.reader(io.StringIO(request.form.get("csv", ""), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    headers = {"Content-Disposition": 'attachment; filename="invitations.csv"'}
    return Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)

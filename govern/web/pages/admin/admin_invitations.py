"""Administration of invitations: one by one, or from a list that is checked first."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from govern.actions.mail import guest_lists, list_files
from govern.actions.mail.guest_lists import GuestList
from govern.actions.mail.list_files import EncodingUnclear
from govern.actions.people import invitations
from govern.actions.people.accounts import FormError
from govern.actions.people.invitations import Guest, IssuedInvitation
from govern.i18n.languages import LANGUAGES
from govern.store.paging import Page
from govern.store.private import accounts, outbox
from govern.store.private.accounts import InvitationRow
from govern.store.private.outbox import OutboxRow
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.form_errors import SENTENCES, sentences
from govern.web.frame.language import language
from govern.web.frame.services import now, services
from govern.web.prose.names_typed import tell_removed
from govern.web.words.mail import newcomers
from govern.web.words.mail.trouble import mail_words

pages = Blueprint("admin_invitations", __name__, url_prefix="/admin/invitations")
LARGEST_LIST = 400_000
Answer = str | tuple[str, int]


@dataclass(frozen=True)
class InvitationsPage:
    """All invitations, and the form for one."""

    invitations: Page[InvitationRow]
    form: Mapping[str, str]
    mail: bool
    mails: Mapping[int, OutboxRow]
    errors: Mapping[str, str]
    states: Mapping[int, str]


@dataclass(frozen=True)
class InvitedPage:
    """A new invitation with its link."""

    issued: IssuedInvitation
    link: str
    text: str


@dataclass(frozen=True)
class InvitationCheckPage:
    """A list of people as read, before any invitation."""

    text: str
    found: GuestList
    sentences: Mapping[str, str]
    chosen: str


@dataclass(frozen=True)
class InvitationLinksPage:
    """The invitations created from a list."""

    issued: Sequence[tuple[IssuedInvitation, str]]
    mailed: int
    texts: str
    csv: str


@dataclass(frozen=True)
class InvitationListPage:
    """The form to upload a list of people."""

    errors: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)  # of an encoding, where it is unclear


@pages.get("")
@allow("administrator", "registrar")
def invitations_() -> str:
    """All invitations with their state, and the form for a new one."""
    return _page(db.session(), {"language": language()}, {}, mail=True)


def _page(session: Session, form: dict[str, str], errors: dict[str, str], *, mail: bool) -> str:
    place = request_args.cursor(int, int)
    page = accounts.page_of_invitations(session, place)
    remember_names([row.created_by for row in page.items])
    mails = outbox.of_invitations(session, [row.id for row in page.items])
    return render_template(
        "admin/invitations/invitations.html",
        page=InvitationsPage(
            invitations=page,
            form=form,
            mail=mail,
            mails=mails,
            errors=sentences(errors),
            states={row.id: invitations.state(row, now()) for row in page.items},
        ),
    )


@pages.post("")
@allow("administrator", "registrar")
def invite() -> Answer:
    """Create one invitation, and show its link once."""
    form = request.form.to_dict()
    guest = Guest(form.get("name", ""), form.get("email", ""), form.get("club", ""), _chosen_language())
    try:
        issued = _issue((guest,), current_user)
    except FormError as error:
        return _page(db.session(), form, error.errors, mail=_wants_mail()), 422
    tell_removed([guest.name, guest.club])
    return _show_one(issued[0])


def _chosen_language() -> str:
    chosen = request.form.get("language", "")
    return chosen if chosen in LANGUAGES else language()


def _wants_mail() -> bool:
    """Whether the box “Send it by mail now” is ticked, and mail is set up."""
    return "mail" in request.form and services().instance.mail is not None


def _issue(guests: tuple[Guest, ...], reader: Reader) -> list[IssuedInvitation]:
    by = reader.member_id
    with private_write() as writing:
        return invitations.invite(writing, guests, by, now(), mail=_wants_mail())


def _show_one(issued: IssuedInvitation) -> str:
    return render_template(
        "admin/invitations/invited.html",
        page=InvitedPage(
            issued=issued,
            link=_link(issued),
            text=_text_to_paste(issued),
        ),
    )


def _link(issued: IssuedInvitation) -> str:
    return services().instance.url + url_for("accounts.join", code=issued.code, lang=issued.guest.language or None)


def _text_to_paste(issued: IssuedInvitation) -> str:
    """A message with the link, in the language of the invitation, for sending by other means."""
    community = services().community()
    with force_locale(LANGUAGES[issued.guest.language or language()].locale):
        parts = (
            newcomers.greeting(issued.guest.name),
            *newcomers.invitation_sentences(community.name if community else "", issued.expires_at),
            _link(issued),
        )
        return "\n\n".join(parts)


@pages.post("/<int(max=9007199254740991):id_>/again")
@allow("administrator", "registrar")
def again(id_: int) -> Answer | AnyResponse:
    """Create a new code in place of the old one, and mail it if possible."""
    if accounts.invitation(db.session(), id_) is None:
        abort(404)
    try:
        with private_write() as writing:
            issued = invitations.renew(writing, id_, now(), mail=services().instance.mail is not None)
    except FormError:
        flash(_("This invitation was used or taken back already."), "error")
        return redirect(url_for("admin_invitations.invitations_"))
    return _show_one(issued)


@pages.post("/<int(max=9007199254740991):id_>/revoke")
@allow("administrator", "registrar")
def revoke(id_: int) -> AnyResponse:
    """Revoke an invitation."""
    if accounts.invitation(db.session(), id_) is None:
        abort(404)
    with private_write() as writing:
        invitations.revoke(writing, id_, now())
    flash(_("The invitation is taken back: its link no longer works."), "success")
    return redirect(url_for("admin_invitations.invitations_"))


@pages.get("/list")
@allow("administrator", "registrar")
def choose_list() -> str:
    """The form to upload a list."""
    return render_template(
        "admin/invitations/list.html",
        page=InvitationListPage(),
    )


@pages.post("/list")
@allow("administrator", "registrar")
def check_list() -> Answer:
    """Preview whom a list would invite and every line with errors; creates nothing."""
    try:
        text = _uploaded()
        found = guest_lists.read_list(db.session(), text, now())
        tell_removed(name for guest in found.guests for name in (guest.name, guest.club))
        return _show(text, found)
    except FormError as error:
        choices = error.choices if isinstance(error, EncodingUnclear) else {}
        return render_template(
            "admin/invitations/list.html",
            page=InvitationListPage(
                errors=sentences(error.errors),
                choices=choices,
            ),
        ), 422


def _uploaded() -> str:
    file = request.files.get("list")
    data = file.read(LARGEST_LIST + 1) if file is not None else b""
    if file is None or not file.filename:
        raise FormError({"list": "list_missing"})
    if len(data) > LARGEST_LIST:
        raise FormError({"list": "list_long"})
    return list_files.text_of(data, guest_lists.known_heading, request.form.get("encoding", ""))


def _show(text: str, found: GuestList) -> str:
    return render_template("admin/invitations/check-list.html", page=_read_invitation_check(text, found))


def _read_invitation_check(text: str, found: GuestList) -> InvitationCheckPage:
    return InvitationCheckPage(
        text=text,
        found=found,
        sentences=SENTENCES,
        chosen=_chosen_language(),
    )


@pages.post("/list/confirm")
@allow("administrator", "registrar")
def confirm_list() -> Answer:
    """Create the invitations of a previewed list, all or none; preview it again if it has changed meanwhile."""
    text = request.form.get("text", "")
    try:
        found = guest_lists.read_list(db.session(), text, now())
    except FormError as error:
        return render_template(
            "admin/invitations/list.html",
            page=InvitationListPage(
                errors=sentences(error.errors),
            ),
        ), 422
    if not found.guests or str(len(found.guests)) != request.form.get("count"):
        return _show(text, found), 409
    chosen = _chosen_language()
    guests = tuple(Guest(one.name, one.email, one.club, one.language or chosen) for one in found.guests)
    return _show_all(_issue(guests, current_user))


def _show_all(made: list[IssuedInvitation]) -> str:
    return render_template("admin/invitations/links.html", page=_read_invitation_links(made))


def _read_invitation_links(made: list[IssuedInvitation]) -> InvitationLinksPage:
    issued = [(one, _link(one)) for one in made]
    rows = [(one.guest.name, one.guest.email, one.guest.club, link) for one, link in issued]
    return InvitationLinksPage(
        issued=issued,
        mailed=sum(one.mailed for one in made),
        texts="\n\n――――――\n\n".join(_text_to_paste(one) for one in made),
        csv=guest_lists.links_as_csv(rows),
    )


@pages.post("/links.csv")
@allow("administrator", "registrar")
def links() -> Response:
    """The links held by the page, as a file; the server no longer knows them."""
    rows = list(csv.reader(io.StringIO(request.form.get("csv", ""), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    headers = {"Content-Disposition": 'attachment; filename="invitations.csv"'}
    return Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@pages.context_processor
def _words() -> dict[str, object]:
    return {**mail_words()}

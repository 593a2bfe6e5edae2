"""The page of the demonstration: suggestions, and the choice of a person; only if the demonstration is on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from govern.actions.people import demo_keys
from govern.actions.people.demo_keys import DemoPerson
from govern.record import strict_json
from govern.store.private.accounts import user_of
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.services import services
from govern.web.pages.demonstration.hints import Hint, hints
from govern.web.pages.signing_in import sessions

pages = Blueprint("demo", __name__, url_prefix="/demo")
SHOWN: Final = (
    "mei",
    "shuyi",
    "ada",
    "tom",
    "jianing",
    "ruoxi",
    "george",
    "oliver",
    "harriet",
    "grace",
    "peter",
    "weiwei",
)


@dataclass(frozen=True)
class DemonstrationPage:
    """The sample people of the demonstration, with notes and hints."""

    shown: Sequence[DemoPerson]
    others: Sequence[DemoPerson]
    notes: Mapping[str, str]
    hints: Sequence[Hint]


@dataclass(frozen=True)
class DemonstrationReadyPage:
    """The chosen sample person, with a note."""

    person: DemoPerson
    note: str


@pages.get("")
@allow("demo")
def index() -> str:
    """The suggestions and the people."""
    return render_template("demonstration/index.html", page=_read_demonstration(db.session()))


def _read_demonstration(session: Session) -> DemonstrationPage:
    people = {person.key: person for person in _people()}
    shown = [people[key] for key in SHOWN if key in people]
    others = sorted((one for key, one in people.items() if key not in SHOWN), key=lambda one: one.club)
    return DemonstrationPage(
        shown=shown,
        others=others,
        notes=_notes(),
        hints=hints(session),
    )


def _people() -> tuple[DemoPerson, ...]:
    return demo_keys.read(services().instance.folder)


def _notes() -> dict[str, str]:
    """The note of each person shown."""
    return {
        "mei": _("A member with votes to cast. Start with her."),
        "shuyi": _("Treasurer: approves and pays what was voted, but nothing that she asked for herself."),
        "ada": _("Founder, administrator and registrar: gives roles, enrols people, opens clubs."),
        "tom": _("Issuer: thanks people for their work with tokens; another issuer has to confirm."),
        "jianing": _("Issuer: has awards of others to confirm."),
        "ruoxi": _("Administrator and registrar: a newcomer's key waits for her."),
        "george": _("Treasurer, and a rower: conflicts of interest are noticed."),
        "oliver": _("Author of the boat house roof: he asked for its last instalment."),
        "harriet": _("Guardian: may stop spending that harms the lake, with a reason. Many let her vote on places."),
        "grace": _("Moderator: withholds texts with a reason, and shows them again."),
        "peter": _("Arbiter: a challenge to the noon bell waits for his ruling."),
        "weiwei": _("A newcomer: her key is made, and waits for a registrar."),
    }


@pages.post("/session")
@allow("demo")
def be() -> AnyResponse:
    """Sign in as one of the people."""
    wanted = request.form.get("person", "")
    person = next((one for one in _people() if one.key == wanted), None)
    row = user_of(db.session(), person.member) if person else None
    if row is None:
        abort(404)
    sessions.begin(row.id, row.password, keep=False)
    return redirect(url_for("demo.ready"))


@pages.get("/ready")
@allow("demo")
def ready() -> str | AnyResponse:
    """Store the person's key in this browser, and link to the next steps."""
    person = _signed_in(current_user)
    if person is None:
        return redirect(url_for("demo.index"))
    return render_template(
        "demonstration/ready.html",
        page=DemonstrationReadyPage(
            person=person,
            note=_notes().get(person.key, ""),
        ),
    )


@pages.get("/key")
@allow("demo")
def key() -> Response:
    """The private key of the signed-in person: the demonstration publishes its invented people's keys."""
    person = _signed_in(current_user)
    if person is None:
        abort(403)
    value = {"member": person.member, "seed": person.seed}
    response = Response(strict_json.encode(value), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _signed_in(reader: Reader) -> DemoPerson | None:
    member = reader.member_id
    return next((one for one in _people() if member and one.member == member), None)

"""Auditors: read a closed record in the browser with an access key."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from govern.web.frame.access.read_access import open_with
from govern.web.frame.access.security import allow
from govern.web.frame.form_errors import sentences
from govern.web.frame.gettext import _
from govern.web.frame.language import way_back

pages = Blueprint("auditors", __name__, url_prefix="/auditors")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class AuditorSignInPage:
    """The form for an auditor's access key."""

    errors: Mapping[str, str]
    next: str


@pages.get("/sign-in")
@allow("stranger")
def sign_in() -> Answer:
    """The form for an access key."""
    return render_template(
        "signing_in/auditors/sign-in.html",
        page=AuditorSignInPage(
            errors={},
            next=way_back(),
        ),
    )


@pages.post("/sign-in")
@allow("stranger")
def begin_reading() -> Answer:
    """Let an auditor read in this browser while the key is valid."""
    found = open_with(request.form.get("key", ""))
    if found is None:
        errors = sentences({"key": "access_key"})
        return render_template(
            "signing_in/auditors/sign-in.html",
            page=AuditorSignInPage(
                errors=errors,
                next=way_back(),
            ),
        ), 422
    digest, where = found.key_hash, way_back()
    if not current_user.is_authenticated:
        session.clear()  # drops the data of an earlier visitor's session
    session["access_key"] = digest
    return redirect(where)


@pages.post("/sign-out")
@allow("stranger")
def stop_reading() -> Response:
    """Forget the access key in this browser."""
    session.pop("access_key", None)
    flash(_("This browser no longer knows the access key."), "success")
    return redirect(url_for("home.home"))

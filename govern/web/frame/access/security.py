"""Access control of routes, declared by every view and enforced by one hook; and security headers."""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from govern.web.frame.access import hostile
from govern.web.frame.access.plain_http import refuse_plain_http
from govern.web.frame.access.read_access import is_closed, may_read

View = TypeVar("View", bound=Callable[..., Any])
Access = Literal[
    "stranger",
    "anyone",
    "account",
    "user",
    "member",
    "administrator",
    "registrar",
    "issuer",
    "treasurer",
    "moderator",
    "demo",
]
csrf = CSRFProtect()

CONTENT_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PROGRAMS: Final = ("api", "log")  # blueprints without forms: their statements authenticate themselves
LINKS: Final = ("notice_links",)  # forms linked in mail: their secret URLs authenticate the sender
# What a page on another site needs to audit the record: public, and the same for everybody.
AUDITED: Final = ("check.bundle", "record.receipt", "record.leaf_data")
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def allow(*who: Access) -> Callable[[View], View]:
    """Declare who may use a view.

    `stranger` is everybody, even if the record is closed; `anyone` is everybody who may read the record; `account` is a
    signed-in person; `user` is a signed-in person who may read; `member` is an enrolled member; other values are roles.
    """

    def mark(view: View) -> View:
        view.access = who  # type: ignore[attr-defined]
        return view

    return mark


def takes_up_to(size: int) -> Callable[[View], View]:
    """Allow larger requests for a view: up to `size` bytes."""

    def mark(view: View) -> View:
        view.takes = size  # type: ignore[attr-defined]
        return view

    return mark


def protect(app: Flask) -> None:
    """Enforce `allow` before every view and set the headers after it."""
    app.before_request(_make_room)  # before anything reads the form
    app.before_request(_refuse_plain_http)  # before the check of the CSRF token
    app.before_request(hostile.refuse)
    csrf.init_app(app)
    for name in (*PROGRAMS, *LINKS):
        csrf.exempt(app.blueprints[name])
    app.before_request(_enforce)
    app.after_request(_set_headers)


def _refuse_plain_http() -> AnyResponse | None:
    return refuse_plain_http((*PROGRAMS, *LINKS, "demo"))


def _make_room() -> None:
    size = getattr(current_app.view_functions.get(request.endpoint or ""), "takes", 0)
    if size:
        request.max_content_length = size


def _enforce() -> AnyResponse | None:
    if request.endpoint is None:
        return None
    who = getattr(current_app.view_functions[request.endpoint], "access", ())
    if _is_open(who):
        return None
    if who == ("demo",):
        abort(404)
    return _turn_away(who)


def _is_open(who: tuple[Access, ...]) -> bool:
    if "stranger" in who or ("demo" in who and current_app.config["GOVERN_DEMO"]):
        return True
    if "anyone" in who and may_read():
        return True
    if not current_user.is_authenticated:
        return False
    return "account" in who or any(current_user.may(one) for one in who if one != "user" or may_read())


def _turn_away(who: tuple[Access, ...]) -> AnyResponse | None:
    if for_programs() or "Authorization" in request.headers:
        return abort(401 if not current_user.is_authenticated else 403)
    if not current_user.is_authenticated and request.method in ("GET", "HEAD") and who:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return abort(403)


def for_programs() -> bool:
    """Whether the address is for programs, which get problem documents instead of pages."""
    return request.path.startswith(("/api/", "/log/", "/healthz", "/readyz"))


def _set_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if request.method in ("GET", "HEAD") and (
        request.path.startswith(("/api/", "/log/")) or request.endpoint in AUDITED
    ):
        response.headers["Access-Control-Allow-Origin"] = "*"  # without cookies, which `*` excludes
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if request.endpoint != "static":
        try:
            _keep_from_caches(response)
        except SQLAlchemyError:  # it is unknown whether the record is closed
            response.headers["Cache-Control"] = "no-store"
    return response


def _keep_from_caches(response: Response) -> None:
    if g.get("database_away") or is_closed():
        response.headers["Cache-Control"] = "no-store"
        response.headers.pop("Access-Control-Allow-Origin", None)
    elif "Cache-Control" not in response.headers:
        private = request.blueprint not in PROGRAMS and current_user.is_authenticated
        response.headers["Cache-Control"] = "no-store" if private else "no-cache"

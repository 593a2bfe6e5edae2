"""The record as files, by C2SP tlog-tiles, for mirrors, monitors and verifiers."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from govern.actions.record.bundle import log_file
from govern.protocol.facts import HiddenText
from govern.record import strict_json
from govern.web.frame.access.people import name_of
from govern.web.frame.access.security import allow
from govern.web.frame.gettext import _
from govern.web.frame.services import services
from govern.web.prose.texts import moment, text_of, withheld_of

files = Blueprint("log", __name__, url_prefix="/log")
FOR_EVER = "public, max-age=31536000, immutable"


@files.get("/<path:path>")
@allow("anyone")
def file(path: str) -> Response:
    """One file of the record's tree; 404 if it does not exist, 410 for a withheld text."""
    with services().reading() as connection:
        data = log_file(connection, path, services().given_head())
    if data is None:
        return _missing(path)
    text, blob = path in ("checkpoint", "vkey"), path.startswith("blob/")
    response = Response(data, content_type="text/plain; charset=utf-8" if text else "application/octet-stream")
    # The key too: another community may follow at the same address, as in demonstrations.
    # And blobs, which never change, but may be withheld later.
    response.headers["Cache-Control"] = "no-cache" if text or blob else FOR_EVER
    response.headers["Content-Disposition"] = "inline" if text else "attachment"
    if blob:
        response.set_etag(path.removeprefix("blob/"))
        response.make_conditional(request)
    return response


def _missing(path: str) -> Response:
    hidden = withheld_of(path.removeprefix("blob/")) if path.startswith("blob/") else None
    if hidden is None:
        abort(404)
    response = Response(strict_json.encode(_problem(hidden)), HTTPStatus.GONE, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(hidden: HiddenText) -> dict[str, str | int]:
    """The problem document (RFC 9457) on a withheld text: moderator, time and reason."""
    reason = text_of(hidden.reason) or _("(text withheld)")
    detail = _(
        "%(who)s withheld this text on %(day)s: %(reason)s",
        who=name_of(hidden.by),
        day=moment(hidden.at).date().isoformat(),
        reason=reason,
    )
    return {
        "by": hidden.by,
        "code": "text_withheld",
        "detail": detail,
        "reason": reason,
        "since": hidden.at,
        "statement": hidden.index,
        "status": int(HTTPStatus.GONE),
        "title": _("This text is withheld"),
        "type": "about:blank",
    }

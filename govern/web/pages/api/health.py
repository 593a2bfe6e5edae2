"""Health checks for monitoring: liveness (`/healthz`) and readiness (`/readyz`)."""

from typing import Any

from flask import Blueprint, Response, g
from flask_babel import gettext as _

from govern.actions.writing.status import PartFailure
from govern.record import strict_json
from govern.store.database import ask
from govern.web.frame.access.read_access import may_read
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, drop_session
from govern.web.frame.services import services

pages = Blueprint("health", __name__)
RETRY_SECONDS = "10"


@pages.get("/healthz")
@allow("stranger")
def health() -> Response:
    """`{"log_size":…,"status":"ok"}` if the database answers; the size only for those who may read the record.

    503 if the thread that accepts statements has ended or is stalled, because only a restart helps then.
    """
    ended = [one for one in services().recorder.status.troubles() if one.part == "writer" and one.is_of_thread]
    if ended:
        g.database_away = True
        return _not_ready(ended)
    ask(db.session.connection())
    found = services().log_head()
    value: dict[str, str | int] = {"status": "ok"}
    if may_read():
        value["log_size"] = found.size if found else 0
    return Response(strict_json.encode(value), content_type="application/json")


@pages.get("/readyz")
@allow("stranger")
def ready() -> Response:
    """`{"status":"ok"}`, or 503 with the failures; works without a database too."""
    troubles = current_troubles()
    g.database_away = True  # nothing else in this answer may use it
    if troubles:
        return _not_ready(troubles)
    return Response(strict_json.encode({"status": "ok"}), content_type="application/json")


def current_troubles() -> list[PartFailure]:
    """All failures, after a check of the database."""
    status = services().recorder.status
    try:
        with services().reading() as connection:
            ask(connection)
    except Exception as error:  # noqa: BLE001 - any failure is the result of this check
        drop_session()
        status.failed("database", "database_unreachable", error)
    else:
        status.works("database")
    return status.troubles()


def _not_ready(troubles: list[PartFailure]) -> Response:
    """A problem document (RFC 9457), without details for administrators."""
    parts: list[dict[str, Any]] = [
        {"code": one.code, "last": one.last, "part": one.part, "since": one.since, "times": one.times}
        for one in troubles
    ]
    value: dict[str, Any] = {
        "code": "not_ready",
        "detail": _("Something on this server does not work; “troubles” tells what, and since when."),
        "status": 503,
        "title": _("Not everything works"),
        "troubles": parts,
        "type": "about:blank",
    }
    response = Response(strict_json.encode(value), 503, content_type="application/problem+json")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response

"""Whether the server and its database are alive."""

from flask import Blueprint, Response
from sqlalchemy import text

from govern.record import strict_json
from govern.web.database import db
from govern.web.readers import may_read
from govern.web.security import allow
from govern.web.services import services

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@allow("stranger")
def health() -> Response:
    """`{"log_size":…,"status":"ok"}` if the database answers; the size only to those who may read the record."""
    db.session.execute(text("SELECT 1"))
    found = services().log_head()
    value: dict[str, str | int] = {"status": "ok"}
    if may_read():
        value["log_size"] = found.size if found else 0
    return Response(strict_json.encode(value), content_type="application/json")

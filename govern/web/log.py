"""The record as files, by C2SP tlog-tiles: what mirrors, monitors and verifiers fetch."""

from flask import Blueprint, Response, abort

from govern.actions.bundle import log_file
from govern.web.security import allow
from govern.web.services import services

files = Blueprint("log", __name__, url_prefix="/log")
FOR_EVER = "public, max-age=31536000, immutable"


@files.get("/<path:path>")
@allow("anyone")
def file(path: str) -> Response:
    """One file of the record's tree; 404 for what is not in it."""
    found = services()
    with found.engine.connect() as connection:
        data = log_file(connection, path)
    if data is None:
        abort(404)
    text = path in ("checkpoint", "vkey")
    response = Response(data, content_type="text/plain; charset=utf-8" if text else "application/octet-stream")
    # The key too: at one address another community may follow, as demonstrations do, and must not meet an old key.
    response.headers["Cache-Control"] = "no-cache" if text else FOR_EVER
    response.headers["Content-Disposition"] = "inline" if text else "attachment"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response

"""Static files at addresses with a common digest, so that browsers can cache them.

A page loads about sixty of these files. Under one digest a file never changes, so it is fetched once and not requested
again; scripts import one another by relative addresses, so they share the digest of the page that loaded them. Without
the digest, or under that of another version, the current file is served and revalidated on each use. The stylesheet
consists of several files and is served as one.
"""

import hashlib
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, current_app, request, send_file
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from govern.web.frame.access.security import allow
from govern.web.serving import stylesheet

KEPT_FOR: Final = 365 * 24 * 60 * 60  # seconds
DIGEST: Final = re.compile(r"([0-9a-f]{16})/(.+)", re.DOTALL)


class SessionsOfPages(SecureCookieSessionInterface):
    """Sessions in a signed cookie. Static answers neither renew the cookie nor vary by it.

    Otherwise a browser would fetch every file again after each change of its cookie.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Add the cookie if needed, except to a static file."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def serve_static_files(app: Flask) -> None:
    """Make `url_for("static", ...)` use the digest, and serve the files with and without it."""
    app.url_defaults(_name_digest)
    app.view_functions["static"] = _serve
    app.session_interface = SessionsOfPages()


@cache
def digest_of(folder: Path) -> str:
    """A short digest of the names and contents of all files; computed once per process."""
    digest = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:16]


def _digest() -> str:
    return digest_of(Path(str(current_app.static_folder)))


def _name_digest(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values["filename"] = f"{_digest()}/{values['filename']}"


@allow("stranger")
def _serve(filename: str) -> Response:
    found = DIGEST.fullmatch(filename)
    response = _file(found[2] if found else filename)
    if found and found[1] == _digest():
        response.cache_control.no_cache = None
        response.cache_control.public = response.cache_control.immutable = True
        response.cache_control.max_age = KEPT_FOR
    return response


def _file(name: str) -> Response:
    if name != stylesheet.ADDRESS:
        return current_app.send_static_file(name)
    data = stylesheet.joined(Path(str(current_app.static_folder)))
    return send_file(BytesIO(data), "text/css", etag=_digest())

"""Scripts, styles and pictures at addresses that carry a digest of all of them, so that browsers may keep them.

A page loads about sixty of these files. Under one digest a file never changes, therefore it is fetched once and not
asked for again; scripts import one another by relative addresses, so they share the digest of the page that loaded
them. Without the digest, or under that of another version, a file is served as it is now and checked on each use.
The stylesheet lies in several files and is served as one.
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
    """Sessions in a signed cookie. An answer that is the same for everybody neither renews the cookie nor varies by it.

    Otherwise a browser would fetch every file again as soon as its cookie changed.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Adds the cookie, where the session needs it, to an answer that is no static file."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def serve_static_files(app: Flask) -> None:
    """Makes `url_for("static", ...)` name the digest, and serves the files with and without it."""
    app.url_defaults(_name_digest)
    app.view_functions["static"] = _serve
    app.session_interface = SessionsOfPages()


@cache
def digest_of(folder: Path) -> str:
    """A short digest of the names and contents of every file; read once for each process."""
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

"""Refuses plain HTTP where only HTTPS can work, with a page that explains it instead of a failing form.

A community with a real host name marks its cookies Secure, so browsers drop them over plain HTTP and every form would
fail. Some proxies do not tell whether a request came over HTTPS. So a request counts as plain HTTP only if nothing
indicates HTTPS: no X-Forwarded-Proto (`is_secure`), no cookie of ours, no Fetch Metadata
(https://www.w3.org/TR/fetch-metadata/: sent only over trustworthy connections), and no Origin with https.
"""

from typing import Final

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from govern.web.frame.services import services

READING: Final = ("GET", "HEAD", "OPTIONS")
FORMS: Final = ("accounts", "auditors", "new_password", "key_sign_in")  # blueprints with forms for visitors


def refuse_plain_http(exempt: tuple[str, ...]) -> Response | None:
    """Before a view: the page about HTTPS, for forms that cannot work without it."""
    needs_cookie = request.blueprint not in exempt if request.method not in READING else request.blueprint in FORMS
    if request.endpoint is None or not needs_cookie or not _came_over_plain_http():
        return None
    secure_url = services().instance.url + request.full_path.rstrip("?")
    return Response(render_template("errors/plain-http.html", secure_url=secure_url), 403, mimetype="text/html")


def _came_over_plain_http() -> bool:
    if not current_app.config["SESSION_COOKIE_SECURE"] or request.is_secure:
        return False
    speaks_for_https = (
        current_app.config["SESSION_COOKIE_NAME"] in request.cookies,
        "Sec-Fetch-Site" in request.headers,
        request.headers.get("Origin", "").startswith("https://"),
    )
    return not any(speaks_for_https)

"""Refuses requests that no honest visitor's browser sends, before the database or a view is used.

U+0000 anywhere: PostgreSQL cannot store it. Numbers with thousands of digits: Python refuses to convert them. An
invalid Host header: URLs cannot be built with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from govern.protocol.errors import N_

MOST_DIGITS: Final = 4_000  # `sys.get_int_max_str_digits` is 4,300
LONGEST_HOST: Final = 253
HOST: Final = re.compile(
    r"(?:(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
)
StartResponse = Callable[..., Any]


class UnacceptableRequest(BadRequest):
    """A refused request; `template` is its message template."""

    def __init__(self, code: str, template: str) -> None:
        super().__init__()
        self.reason = code
        self.template = template


NUL: Final = N_("A character of it, U+0000, can stand in no text. Nothing was changed.")
DIGITS: Final = N_("A number of it has thousands of digits. Nothing was changed.")
BAD_HOST: Final = N_("Its header “Host” names no host. Use the address of this site.")


def refuse() -> None:
    """Before a view: raise Unacceptable for a request that must be refused."""
    for value in _sent():
        if "\0" in value:
            raise UnacceptableRequest("nul", NUL)
        if len(value) > MOST_DIGITS and value.strip().isdecimal():
            raise UnacceptableRequest("digits", DIGITS)


def _sent() -> Iterator[str]:
    """Every text in the request."""
    yield request.path
    for given in (request.args, request.form):
        yield from given
        for values in given.listvalues():
            yield from values
    for field, file in request.files.items(multi=True):
        yield from (field, file.filename or "", file.mimetype)
    yield from request.headers.values()
    yield from request.cookies.values()


class HostCheck:
    """WSGI middleware that answers a request with an invalid Host header by a plain page."""

    def __init__(self, app: Flask, own_host: str) -> None:
        self._app, self._own_host = app, own_host
        self._next = app.wsgi_app

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """A WSGI application (PEP 3333)."""
        host = environ.get("HTTP_HOST")
        if host is None or (len(host) <= LONGEST_HOST and HOST.fullmatch(host)):
            return self._next(environ, start_response)
        safe = {**environ, "HTTP_HOST": self._own_host}
        with self._app.request_context(safe):
            refusal = self._app.handle_user_exception(UnacceptableRequest("host", BAD_HOST))
            response = self._app.process_response(self._app.make_response(refusal))
        return response(safe, start_response)

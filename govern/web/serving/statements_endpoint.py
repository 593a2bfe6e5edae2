"""The endpoint of statements, `POST /api/statements`, open to anyone because statements authenticate themselves.

An accepted statement is answered without the web framework, which costs more than accepting it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, Response, g
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wsgi import get_input_stream

from govern.actions.writing.submissions import LARGEST_BODY, receive
from govern.actions.writing.work import AcceptedStatement
from govern.protocol.errors import Refused
from govern.record import strict_json
from govern.web.frame.access.security import HEADERS
from govern.web.frame.services import Services

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
PATH: Final = "/api/statements"
FAILURE: Final = "govern.failure"  # WSGI environment key: the writer's failure to record the statement
STRICT_TRANSPORT: Final = ("Strict-Transport-Security", "max-age=31536000")
HEADERS_OF_ANSWER: Final = (*HEADERS.items(), ("Cache-Control", "no-cache"), ("Content-Type", "application/json"))


class Intake:
    """WSGI middleware that accepts an envelope, alone or with its text blobs, and passes on all other requests.

    The answer is 201 with id, leaf index, time and receipt in strict JSON, or a problem document.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._next: Application = app.wsgi_app
        self._services: Services = app.extensions["govern"]

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """A WSGI application (PEP 3333)."""
        if environ["PATH_INFO"] != PATH:
            return self._next(environ, start_response)
        if environ["REQUEST_METHOD"] != "POST":
            return self._explain(MethodNotAllowed(["POST"]), environ)(environ, start_response)
        failure = environ.get(FAILURE)
        if failure is not None:
            return self._explain(failure, environ, without_database=True)(environ, start_response)
        try:
            accepted = self._take(get_input_stream(environ).read(LARGEST_BODY + 1), environ.get("REMOTE_ADDR", ""))
        except Exception as error:  # noqa: BLE001 - told by the application's own error handlers, logged if unforeseen
            return self._explain(error, environ)(environ, start_response)
        return self._tell(accepted, environ, start_response)

    def _take(self, body: bytes, address: str) -> AcceptedStatement:
        limits = self._services.recorder.limits
        try:
            submission = receive(body, limited=True)
            limits.check_address(address, submission)
            return self._services.group_commit.submit(submission)
        except Refused as refused:
            limits.note_refused(address, refused)
            raise

    def _explain(self, error: Exception, environ: dict[str, Any], *, without_database: bool = False) -> Response:
        with self._app.request_context(environ):
            if without_database:
                g.database_away = True
            try:
                response = self._app.handle_user_exception(error)
            except Exception as unforeseen:  # noqa: BLE001 - as above
                response = self._app.handle_exception(unforeseen)
            return self._app.process_response(self._app.make_response(response))

    def _tell(
        self, accepted: AcceptedStatement, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        data = body_of(accepted)
        secure = [STRICT_TRANSPORT] if environ["wsgi.url_scheme"] == "https" else []
        start_response("201 Created", [*HEADERS_OF_ANSWER, *secure, ("Content-Length", str(len(data)))])
        return [data]


def body_of(accepted: AcceptedStatement) -> bytes:
    """The answer to the sender of an accepted statement, in strict JSON."""
    receipt = strict_json.encode(accepted.receipt.decode())
    return b'{"at":%d,"id":"%b","index":%d,"receipt":%b}' % (accepted.at, accepted.id.encode(), accepted.index, receipt)

"""A proxy that alters answers of an honest server, as an attacker between it and the browser would."""

from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.test import run_wsgi_app

Lie = Callable[[bytes], bytes]


class TamperingProxy:
    """Wraps a WSGI application; `lies` maps a path to a function that alters the body of its answer."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app
        self.lies: dict[str, Lie] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        lie = self.lies.get(environ["PATH_INFO"])
        if lie is None:
            return self._app(environ, start_response)
        parts, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        body = lie(b"".join(parts))
        headers["Content-Length"] = str(len(body))
        start_response(status, headers.to_wsgi_list())
        return [body]

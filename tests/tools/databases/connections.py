"""Counts the database connections that a request holds at the same time."""

import threading
from collections import Counter
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Engine, event


class ConnectionCount:
    """Watches an engine; `worst` names the requests that held more than one connection at once."""

    def __init__(self, engine: Engine) -> None:
        self.worst: list[str] = []
        self._held: Counter[int] = Counter()
        event.listen(engine, "checkout", self._checkout)
        event.listen(engine, "checkin", self._checkin)

    def _checkout(self, _connection: Any, record: Any, _proxy: Any) -> None:
        thread = threading.get_ident()
        record.info["thread"] = thread
        self._held[thread] += 1
        if self._held[thread] > 1 and has_request_context():
            self.worst.append(f"{request.method} {request.path}")

    def _checkin(self, _connection: Any, record: Any) -> None:
        self._held[record.info.pop("thread")] -= 1

"""The web server: waitress, with one thread that records statements in batches."""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import Flask
from waitress import server as waitress_server
from waitress.channel import HTTPChannel
from waitress.task import Task, ThreadedTaskDispatcher, WSGITask

from govern.actions.writing.deciding import Decided
from govern.actions.writing.submissions import Submission, receive
from govern.actions.writing.work import AcceptedStatement
from govern.protocol.errors import Refused
from govern.web.frame.services import Services
from govern.web.serving import statements_endpoint
from govern.web.serving.channels import Channel, allow_files, connection_limit
from govern.web.serving.lanes import Lanes

logger = logging.getLogger("waitress")
LARGEST_HEAD: Final = 64 * 1024  # bytes of a request's first line and headers
BACKLOG: Final = 1024  # connections queued by the system before they are accepted
LARGEST_RECEIVED: Final = 8 * 1024 * 1024  # bytes; the application has lower limits with its own error pages


def create_server(app: Flask, **options: Any) -> Any:
    """A waitress server for an application; `options` are waitress's, `threads` those for other requests."""
    services: Services = app.extensions["govern"]
    dispatcher = Dispatcher(services)
    dispatcher.set_thread_count(options.get("threads", 4))
    settings = {
        "ident": None,
        "max_request_body_size": LARGEST_RECEIVED,
        "max_request_header_size": LARGEST_HEAD,
        "connection_limit": connection_limit(),
        "asyncore_use_poll": True,  # `select` is limited to 1,024 files
        "backlog": BACKLOG,
        **options,
    }
    sockets: dict[int, Any] = {}
    server = waitress_server.create_server(app, map=sockets, _dispatcher=dispatcher, **settings)
    for one in sockets.values():  # the listening ones
        one.channel_class = Channel
    return server


def settle() -> None:
    """Prepare a process that only serves.

    It is pinned to one core if possible: Python computes on one at a time, and with two the threads lost more by
    passing the interpreter lock than they gained, about half of the ballots per second. Long-lived objects are excluded
    from garbage collection, which gained a tenth (tests/bench).
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    allow_files()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Leaves statements to the thread that writes, and hands every other request to a thread of its own."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._group_commit = services.group_commit
        self._status = services.recorder.status
        self._lanes = Lanes()
        self._ended = threading.Event()
        writing = (self._ended, _woken_once)
        self._writer = threading.Thread(target=self._group_commit.run, args=writing, name="statements", daemon=True)
        self._status.watch("writer", self._writer)
        self._writer.start()

    def add_task(self, task: HTTPChannel) -> None:
        """Accept a channel whose next request is complete."""
        if not _brings_a_statement(task.requests[0]):
            if not self._lanes.take(task):
                super().add_task(task)
            return
        task.task_class = _task_for
        if not isinstance(task.server, _WakeOnceServer):
            task.server = _WakeOnceServer(task.server)
        self._group_commit.add(_Connection(task, super().add_task))

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> None:
        """Answer the statements that have arrived, then stop."""
        self._group_commit.end(self._ended)
        self._status.unwatch("writer")
        self._writer.join()
        self._explain_the_rest(timeout)
        self._lanes.shutdown(cancel_pending, timeout)
        super().shutdown(cancel_pending, timeout)

    def _explain_the_rest(self, timeout: int) -> None:
        """Wait for explanations in other threads, which would be dropped at the stop."""
        until = time.monotonic() + timeout
        while self.queue and time.monotonic() < until:
            time.sleep(0.02)


class _Connection:
    """A sender over HTTP, answered by the thread that writes only if the statement was accepted.

    What is refused goes the ordinary way (`explain`), is decided once more, and is explained there in the sender's
    language. What failed for a reason of the server's is explained there as well.
    """

    def __init__(self, channel: HTTPChannel, explain: Callable[[HTTPChannel], None]) -> None:
        self._channel = channel
        self._explain = explain

    def read(self) -> Submission | None:
        """The statement; one that cannot be read is read and explained once more by the application."""
        try:
            return receive(self._channel.requests[0].get_body_stream().read(), limited=True)
        except Exception:  # noqa: BLE001 - explained to this sender alone
            return None

    def answer(self, decided: Decided | None) -> None:
        """Sends the receipt, or has the statement explained."""
        channel, request = self._channel, self._channel.requests[0]
        try:
            if isinstance(decided, AcceptedStatement):
                request.accepted = statements_endpoint.body_of(decided)
                channel.service()
                return
            if not isinstance(decided, Refused) and decided is not None:
                request.failure = decided  # the statement is not decided again
            request.get_body_stream().seek(0)
            self._explain(channel)
        except Exception:
            logger.exception("A sender could not be answered")
            channel.cancel()


class _WakeOnceServer:
    """A waitress server for channels; while a batch is answered, calls to wake it are held back."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def __getattr__(self, name: str) -> Any:
        return getattr(self._server, name)

    def pull_trigger(self) -> None:
        """Wake the main thread, now or after the batch."""
        held: set[Any] | None = getattr(_batch, "held", None)
        if held is None:
            self._server.pull_trigger()
        else:
            held.add(self._server)


_batch = threading.local()


@contextmanager
def _woken_once() -> Iterator[None]:
    """Wake the main thread once after a whole batch instead of after each answer."""
    _batch.held = set()
    try:
        yield
    finally:
        held, _batch.held = _batch.held, None
        for server in held:
            server.pull_trigger()


def _brings_a_statement(request: Any) -> bool:
    return not request.error and request.command == "POST" and request.path == statements_endpoint.PATH


def _task_for(channel: HTTPChannel, request: Any) -> Task:
    return (_AcceptedTask if hasattr(request, "accepted") else _ApplicationTask)(channel, request)


class _ApplicationTask(WSGITask):  # type: ignore[misc]
    """A statement that the application must answer, with the writer's failure if any."""

    def get_environment(self) -> dict[str, Any]:
        """The WSGI environment."""
        environ: dict[str, Any] = super().get_environment()
        environ[statements_endpoint.FAILURE] = getattr(self.request, "failure", None)
        return environ


class _AcceptedTask(Task):  # type: ignore[misc]
    """The answer to an accepted statement."""

    def execute(self) -> None:
        """Write head and body at once: two sends cost twice."""
        data: bytes = self.request.accepted
        self.status = "201 Created"
        self.content_length = len(data)
        self.response_headers = [*statements_endpoint.HEADERS_OF_ANSWER, ("Content-Length", str(len(data)))]
        if self.channel.server.adj.trusted_proxy or self.channel.server.adj.url_scheme == "https":
            self.response_headers.append(statements_endpoint.STRICT_TRANSPORT)
        self.channel.write_soon(self.build_response_header() + data)
        self.wrote_header = True

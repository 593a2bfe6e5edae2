"""Serves a community, with the background rounds that carry out due tasks."""

import logging
import os
import shutil
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask

from govern.actions.mail.mailing import MailWorker
from govern.actions.people import invitations
from govern.actions.running import clock_doubt
from govern.actions.running.housekeeping import Housekeeping
from govern.actions.running.rounds import Rounds
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.work import Recorder
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.protocol.messages import translate
from govern.store import database
from govern.web import THREADS, create_app
from govern.web.frame.database import private_write
from govern.web.frame.services import Services, system_clock
from govern.web.serving import logs
from govern.web.serving.server import create_server, settle
from govern.web.serving.upgrading import upgrade
from govern.web.words.mail.letters import LetterWriter
from govern.web.words.statements.statement_sentences import occasions

logger = logging.getLogger("govern")


def open_app(instance: Instance, threads: int = THREADS) -> Flask:
    """The application with an upgraded database; raises InstanceError if the record cannot continue."""
    app = create_app(instance, threads=threads)
    try:
        with app.app_context():
            upgrade()
        _recorder(app).check_guard()
    except BaseException as error:
        database.close(_recorder(app).engine)
        if isinstance(error, RecordBehind):
            raise InstanceError(translate(error.sentence, _)) from error
        raise
    return app


@contextmanager
def _in_use(app: Flask) -> Iterator[Flask]:
    """The application; afterwards its database is closed, with everything in one file."""
    try:
        yield app
    finally:
        database.close(_recorder(app).engine)


def _recorder(app: Flask) -> Recorder:
    services: Services = app.extensions["govern"]
    return services.recorder


def tick(instance: Instance, *, accept_clock: bool) -> tuple[int, int]:
    """Carry out due tasks and send waiting mail; returns the numbers of statements and mails.

    Raises InstanceError if the clock is doubtful; then nothing was carried out.
    """
    with _in_use(open_app(instance)) as app:
        doubt = clock_doubt.watch(_recorder(app), accept=accept_clock)
        if doubt:
            raise InstanceError(doubt)
        return Housekeeping(_recorder(app)).round(), mail_worker(app).round()


def mail_worker(app: Flask) -> MailWorker:
    """The sender of an application's mail."""
    services: Services = app.extensions["govern"]
    return MailWorker(services.engine, services.instance, services.clock, LetterWriter(app), occasions())


def serve(instance: Instance, address: str, port: int, threads: int, *, accept_clock: bool) -> None:
    """Serve until interrupted; due tasks are carried out every second."""
    _stop_at_sigterm()
    instance = replace(instance, port=port)
    with closing(logs.set_up()), _in_use(open_app(instance, threads)) as app:
        _serve(app, instance, address, port, threads, accept_clock=accept_clock)


def _serve(app: Flask, instance: Instance, address: str, port: int, threads: int, *, accept_clock: bool) -> None:
    doubt = clock_doubt.watch(_recorder(app), accept=accept_clock)
    if doubt:
        print(doubt, file=sys.stderr, flush=True)
    invitation = _invite_founder(app, instance)
    settle()
    server = create_server(app, host=address, port=port, threads=threads, **_behind_a_proxy(instance))
    url = f"http://{address}:{port}"
    print(_("Serving %(folder)s on %(url)s (stop with Ctrl-C)", folder=instance.folder, url=url), flush=True)
    if invitation:
        print(_("The founder has no account yet. Open this address and bring the key file along:"))
        print(f"  {invitation}", flush=True)
    _run(server, app)


def _invite_founder(app: Flask, instance: Instance) -> str:
    """The address where the founder creates an account; empty once the account exists.

    It is created before the server prints its own address, because later no database outage may end the server.
    """
    with app.app_context(), private_write() as session:
        founder = invitations.awaited_founder(session)
        code = invitations.invite_founder(session, instance.secret, founder, system_clock()) if founder else ""
    return f"{instance.url}/join/{code}" if code else ""


def _behind_a_proxy(instance: Instance) -> dict[str, Any]:
    """Settings of the proxy headers: with HTTPS, only a web server on this machine is trusted."""
    if not instance.https:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": headers, "clear_untrusted_proxy_headers": True}


def _stop_at_sigterm() -> None:
    """Make SIGTERM end the program like Ctrl-C, even at startup: everything open is closed."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _run(server: Any, app: Flask) -> None:
    # Mail has its own thread: a mail server that does not answer must not delay the closing of votes.
    recorder = _recorder(app)
    status, housekeeping = recorder.status, Housekeeping(recorder)
    with Rounds("ticker", status, housekeeping.round), Rounds("mail", status, mail_worker(app).round):
        server.run()


def demonstrate(port: int) -> None:
    """Serve a made-up community from a folder that is removed afterwards."""
    from govern import demo

    _stop_at_sigterm()
    folder = Path(tempfile.mkdtemp(prefix="govern-demo-", dir=_memory()))
    try:
        instance = replace(demo.seed(folder, system_clock()), port=port)
        with _in_use(create_app(instance, demo=True)) as app:
            server = create_server(app, host="127.0.0.1", port=port, threads=16)
            address = f"http://localhost:{port}/demo"
            print(_("A made-up community is ready: %(url)s (stop with Ctrl-C)", url=address), flush=True)
            if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
                webbrowser.open(address)
            _run(server, app)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A folder in memory if there is one, because temporary data need not reach a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # nosec B108 - mkdtemp is private

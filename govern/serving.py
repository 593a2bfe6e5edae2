"""Running a community: founding it, serving it, and the tasks of its administrator."""

import logging
import os
import shutil
import signal
import sys
import tempfile
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Any

import flask_migrate
from flask import Flask

from govern import config, resources
from govern.actions import bundle, founding, invitations, rebuild
from govern.actions.guard import RecordBehind
from govern.actions.mailing import Postman
from govern.actions.running import clock_doubt
from govern.actions.running.housekeeping import Housekeeping
from govern.actions.running.rounds import Rounds
from govern.actions.work import Recorder
from govern.config import Instance, InstanceError
from govern.domain.presets import PRESETS
from govern.domain.signers import Person
from govern.record import signing
from govern.spoken import _
from govern.web import THREADS, create_app
from govern.web.database import private_write
from govern.web.letters import Writer
from govern.web.server import create_server, settle
from govern.web.services import Services, system_clock

logger = logging.getLogger("govern")


def found_community(
    folder: Path, *, name: str, host: str, preset: str, database: str, founder_key: Path | None
) -> None:
    """Makes the instance, its database and the founding statement; says what to do next.

    Raises InstanceError for a folder or a key that cannot be used, Refused for a name or host that cannot.
    """
    if preset not in PRESETS:
        known = ", ".join(sorted(PRESETS))
        raise InstanceError(_("There is no preset “%(preset)s”. There are: %(known)s.", preset=preset, known=known))
    seed = config.read_key(founder_key) if founder_key else signing.new_seed()
    fresh = not folder.exists()
    instance = config.create(folder, host, database)
    try:
        founder = Person(founding.new_member_id(), seed)
        code = _found(instance, name, founder, preset)
    except BaseException:
        _undo(instance, fresh)
        raise
    key_file = founder_key or folder / "founder.key"
    if founder_key is None:
        config.write_key(key_file, seed)
    print(_("“%(name)s” is founded in %(folder)s.", name=name, folder=folder))
    print(_("Your key lies in %(file)s. Keep a copy where only you can reach it.", file=key_file))
    print(_("Next: run “govern serve”, open this address within 7 days, and bring the key file along:"))
    print(f"  {'https://' + host if instance.https else 'http://localhost:8000'}/join/{code}")


def _found(instance: Instance, name: str, founder: Person, preset: str) -> str:
    app = create_app(instance)
    with app.app_context():
        flask_migrate.upgrade(directory=str(resources.migrations()))
        services: Services = app.extensions["govern"]
        founding.found(services.recorder, name, founder, PRESETS[preset]())
        with private_write() as session:
            return invitations.invite_founder(session, founder.member, system_clock())


def _undo(instance: Instance, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(instance.folder)
        return
    for file in ("settings.json", "clerk.key", "log.key", "govern.db", "govern.db-wal", "govern.db-shm"):
        (instance.folder / file).unlink(missing_ok=True)


def open_app(instance: Instance, threads: int = THREADS) -> Flask:
    """The application with its database brought up to date; raises InstanceError if the record cannot go on."""
    app = create_app(instance, threads=threads)
    with app.app_context():
        flask_migrate.upgrade(directory=str(resources.migrations()))
    try:
        _recorder(app).check_guard()
    except RecordBehind as behind:
        raise InstanceError(str(behind)) from behind
    return app


def _recorder(app: Flask) -> Recorder:
    services: Services = app.extensions["govern"]
    return services.recorder


def tick(instance: Instance, *, accept_clock: bool) -> tuple[int, int]:
    """Carries out what is due and sends the mail that waits; the numbers of statements added and of mails sent.

    Raises InstanceError if the clock is in doubt; then nothing was carried out.
    """
    app = open_app(instance)
    doubt = clock_doubt.watch(_recorder(app), accept=accept_clock)
    if doubt:
        raise InstanceError(doubt)
    return Housekeeping(_recorder(app)).round(), postman(app).round()


def postman(app: Flask) -> Postman:
    """Who brings an application's mail."""
    services: Services = app.extensions["govern"]
    return Postman(services.engine, services.instance, services.clock, Writer(app))


def serve(instance: Instance, address: str, port: int, threads: int, *, accept_clock: bool) -> None:
    """Serves until interrupted; what is due is carried out every second."""
    app = open_app(instance, threads)
    doubt = clock_doubt.watch(_recorder(app), accept=accept_clock)
    if doubt:
        print(doubt, file=sys.stderr, flush=True)
    settle()
    server = create_server(app, host=address, port=port, threads=threads, **_behind_a_proxy(instance))
    url = f"http://{address}:{port}"
    print(_("Serving %(folder)s on %(url)s (stop with Ctrl-C)", folder=instance.folder, url=url), flush=True)
    _run(server, app)


def _behind_a_proxy(instance: Instance) -> dict[str, Any]:
    """With HTTPS a web server on this machine stands in front and tells whom it speaks for; nobody else is believed."""
    if not instance.https:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": headers, "clear_untrusted_proxy_headers": True}


def _run(server: Any, app: Flask) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    # Mail has a thread of its own: a mail server that does not answer must not hold up the closing of votes.
    recorder = _recorder(app)
    status, housekeeping = recorder.status, Housekeeping(recorder)
    with Rounds("ticker", status, housekeeping.round), Rounds("mail", status, postman(app).round):
        server.run()


def demonstrate(port: int) -> None:
    """Serves a made-up community from a folder that is removed afterwards."""
    from govern import demo

    folder = Path(tempfile.mkdtemp(prefix="govern-demo-", dir=_memory()))
    try:
        instance = demo.seed(folder, system_clock())
        app = create_app(instance, demo=True)
        server = create_server(app, host="127.0.0.1", port=port, threads=16)
        address = f"http://localhost:{port}/demo"
        print(_("A made-up community is ready: %(url)s (stop with Ctrl-C)", url=address), flush=True)
        if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            webbrowser.open(address)
        _run(server, app)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A folder in memory where there is one: what is thrown away need not wait for a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # nosec B108 - mkdtemp is private


def write_bundle(instance: Instance, out: Path) -> int:
    """Writes the audit bundle; the number of statements in it."""
    recorder = _recorder(create_app(instance))
    return bundle.write_bundle(recorder.engine, instance, out)


def rebuild_check(instance: Instance) -> list[str]:
    """The differences between the record and the public tables."""
    recorder = _recorder(create_app(instance))
    return rebuild.check(recorder.engine, instance)

"""Health checks of the database: its kind, its integrity, and whether keys and clock match it."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Engine, make_url, select, text

from govern.actions.money import attachments
from govern.actions.running.clock_watch import BEHIND, LONGEST_STEP
from govern.actions.writing import server_keys
from govern.actions.writing.guard import Guard, RecordBehind
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.database_url import file_of
from govern.operations import database
from govern.operations.doctor.finding import Explain, HealthFinding, bad, ok, warn
from govern.operations.record import check_guard, recorder_of
from govern.operations.times import minute
from govern.protocol.facts import Community
from govern.protocol.messages import translate
from govern.store.database import open_engine
from govern.store.private import clock as noted_clock
from govern.store.private.attachments import AttachmentRow
from govern.store.projection import Projection
from govern.store.record import log
from govern.store.record.log import Head
from govern.web.frame.services import system_clock

MEGABYTE: Final = 1_000_000


def examine(instance: Instance, explain: Explain) -> Iterator[HealthFinding]:
    """The findings about the database; only the first if it cannot be read."""
    try:
        database.check(instance, upgraded=False)
        engine = open_engine(instance.database)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is the finding
        yield bad("database", explain(error), _("Put a backup back: see “govern restore --help”."))
        return
    try:
        yield from _examine(engine, instance)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is the finding
        yield bad("database", explain(error), _("Put a backup back: see “govern restore --help”."))
    finally:
        engine.dispose()


def _examine(engine: Engine, instance: Instance) -> Iterator[HealthFinding]:
    yield _which(engine, instance)
    yield _tables(engine)
    if database.waits_for_rebuild(engine):
        return
    with engine.connect() as connection:
        community, head = Projection(connection).community(), log.head(connection)
        if community is None or head is None:
            yield bad("record", _("The database holds no community."), _("Put the database back."))
            return
        message = _(
            "“%(name)s”: %(size)s statements, the last of %(time)s UTC.",
            name=community.name,
            size=head.size,
            time=minute(head.at),
        )
        yield ok("record", message)
        yield _keys(instance, community)
        if database.revision(engine) == database.newest():
            yield _clock(connection, head)
            yield _uploads(connection, instance)
    yield _guard(instance, community.id)


def _which(engine: Engine, instance: Instance) -> HealthFinding:
    file = file_of(instance.database)
    with engine.connect() as connection:
        if file is None:
            size = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
            where = make_url(instance.database).render_as_string(hide_password=True)
            return ok("database", _("PostgreSQL, %(where)s, %(size)s MB.", where=where, size=size // MEGABYTE))
        problem = connection.scalar(text("PRAGMA quick_check"))
    message = _("SQLite, %(where)s, %(size)s MB.", where=file, size=file.stat().st_size // MEGABYTE)
    if problem == "ok":
        return ok("database", message)
    return bad("database", _("%(told)s It is damaged: %(why)s", told=message, why=problem), _("Put a backup back."))


def _tables(engine: Engine) -> HealthFinding:
    found = database.revision(engine)
    if database.waits_for_rebuild(engine):
        message = _("The tables wait to be projected from the record again, since an upgrade was interrupted.")
        return warn("tables", message, _("“govern serve” does it when it starts."))
    if found == database.newest():
        return ok("tables", _("The tables are those of this version (%(version)s).", version=found))
    message = _(
        "The tables are of version %(found)s, those of this program of %(new)s.", found=found, new=database.newest()
    )
    return warn("tables", message, _("“govern serve” upgrades them when it starts. Write a backup before."))


def _keys(instance: Instance, community: Community) -> HealthFinding:
    try:
        server_keys.check(instance, community)
    except InstanceError as error:
        return bad("keys", str(error))
    return ok("keys", _("clerk.key and log.key are those of the founding."))


def _guard(instance: Instance, community: str) -> HealthFinding:
    try:
        with recorder_of(instance) as recorder:
            check_guard(recorder)
        last = Guard.of(instance, community).last()
    except RecordBehind as behind:
        return bad("guard", translate(behind.sentence, _))
    if last is None:
        return warn("guard", _("There is no last-checkpoint: an old database put back would not be noticed."))
    return ok("guard", _("The database goes on from the last checkpoint given out, over %(num)s.", num=last.size))


def _clock(connection: Connection, head: Head) -> HealthFinding:
    now = system_clock()
    seen = max(head.at, noted_clock.seen(connection) or 0)
    message = _(
        "The clock says %(now)s UTC; the last moment seen here was %(seen)s UTC.", now=minute(now), seen=minute(seen)
    )
    if now < head.at - BEHIND:
        return bad("clock", message, _("The clock is behind the record: set it right."))
    if now > seen + LONGEST_STEP:
        return warn("clock", message, _("If the clock is right, start with --accept-clock; if not, set it right."))
    return ok("clock", message)


def _uploads(connection: Connection, instance: Instance) -> HealthFinding:
    hashes = list(connection.scalars(select(AttachmentRow.sha256)))
    missing = [digest for digest in hashes if not attachments.place(instance, digest).is_file()]
    if not missing:
        return ok("files", _("All %(num)s uploaded files are there.", num=len(hashes)))
    message = _(
        "%(num)s of %(all)s uploaded files are missing: %(names)s", num=len(missing), all=len(hashes), names=missing[0]
    )
    return bad("files", message, _("Copy the folder “attachments” from a backup."))

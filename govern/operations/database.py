"""Checks an instance's database before use: it exists, is readable, and has a known version."""

from typing import Final

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from govern import paths
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.database_url import file_of
from govern.rules.rulebook.formats import newest as newest_known
from govern.store.database import open_engine
from govern.store.private.pending import PendingRebuild, is_pending
from govern.store.record.formats import newest_format

EMPTY: Final = ""


def check(instance: Instance, *, upgraded: bool) -> None:
    """Raise InstanceError unless this program can use the database, or the error of the database itself.

    With `upgraded` its tables must be current; without, older ones are allowed, because they will be upgraded.
    """
    file = file_of(instance.database)
    if file is not None and not file.exists():  # SQLite would make an empty one
        raise InstanceError(
            _("There is no database at %(file)s. Put the database back: see “govern restore --help”.", file=file)
        )
    engine = open_engine(instance.database)
    try:
        found = revision(engine)
        _check_revision(found, upgraded=upgraded)
        if upgraded and not inspect(engine).has_table("log_checkpoints"):
            raise InstanceError(
                _("The database holds no community. Put the database back: see “govern restore --help”.")
            )
        if found:
            _check_rules(engine, upgraded=upgraded)
    finally:
        engine.dispose()


def revision(engine: Engine) -> str:
    """The name of the last applied migration; empty for a database without one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return EMPTY
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found or EMPTY


def in_recovery(engine: Engine) -> bool:
    """Whether the database is a read-only standby of PostgreSQL."""
    if engine.dialect.name != "postgresql":
        return False
    with engine.connect() as connection:
        return bool(connection.scalar(text("SELECT pg_is_in_recovery()")))


def newest() -> str:
    """The newest migration of this program."""
    return str(_migrations().get_current_head())


def known() -> set[str]:
    """All migrations of this program."""
    return {one.revision for one in _migrations().walk_revisions()}


def _migrations() -> ScriptDirectory:
    return ScriptDirectory(str(paths.migrations()))


def _check_revision(found: str, *, upgraded: bool) -> None:
    if found and found not in known():
        raise InstanceError(
            _(
                "The database was written by a newer version of govern (its tables are of version %(version)s, which "
                "this version does not know). Install the newer version again; the tables cannot be taken back.",
                version=found,
            )
        )
    if upgraded and found and found != newest():
        raise InstanceError(_older())


def _check_rules(engine: Engine, *, upgraded: bool) -> None:
    with engine.connect() as connection:
        number = newest_format(connection)
    if number > newest_known().number:
        raise InstanceError(
            _(
                "The database was written by a newer version of govern (its rules are of format %(number)s; this "
                "version knows formats up to %(newest)s). Install the newer version again.",
                number=number,
                newest=newest_known().number,
            )
        )
    if upgraded and waits_for_rebuild(engine):
        raise InstanceError(_older())


def waits_for_rebuild(engine: Engine) -> bool:
    """Whether a migration emptied the public tables and they are not rebuilt yet."""
    with engine.connect() as connection:
        return inspect(connection).has_table(PendingRebuild.__tablename__) and is_pending(connection)


def _older() -> str:
    return _("The tables are those of an older version. Run “govern tick” or “govern serve” once: it upgrades them.")

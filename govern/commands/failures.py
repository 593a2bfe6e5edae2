"""Error messages of commands: one sentence in the operator's language instead of a traceback."""

import errno
import json
import os
import sqlite3
import sys
import traceback
from typing import Final

from govern.cli_i18n import _
from govern.commands.command import CommandError
from govern.config import InstanceError
from govern.protocol.errors import N_, Refused
from govern.protocol.messages import Message, translate

TRACEBACK: Final = "GOVERN_TRACEBACK"
SYSTEM: Final = {
    errno.ENOENT: N_("%(path)s is not there."),
    errno.EACCES: N_("%(path)s may not be read or written by the user who runs this command."),
    errno.EPERM: N_("%(path)s may not be changed by the user who runs this command."),
    errno.EROFS: N_("%(path)s lies on a disk that can only be read."),
    errno.ENOSPC: N_("The disk is full. Make room, then try again."),
    errno.EDQUOT: N_("The disk quota is used up. Make room, then try again."),
    errno.EFBIG: N_("The file would become larger than this system allows."),
    errno.EISDIR: N_("%(path)s is a folder; a file is needed."),
    errno.ENOTDIR: N_("%(path)s is a file; a folder is needed."),
    errno.EEXIST: N_("%(path)s is there already."),
    errno.EADDRINUSE: N_("The port is in use by another program. Choose another one with --port."),
    errno.EADDRNOTAVAIL: N_("This machine has no such address to listen on: look at --listen."),
    errno.EIO: N_("The disk reports an error at %(path)s."),
}
SQLITE: Final = {
    sqlite3.SQLITE_ERROR: N_("The database is not one of this version of govern: %(why)s"),
    sqlite3.SQLITE_NOTADB: N_("The database file is damaged: it is no SQLite database. Put a backup back."),
    sqlite3.SQLITE_CORRUPT: N_("The database file is damaged. Put a backup back."),
    sqlite3.SQLITE_CANTOPEN: N_("The database file cannot be opened: is its folder there, and yours to write?"),
    sqlite3.SQLITE_READONLY: N_("The database file may not be written by the user who runs this command."),
    sqlite3.SQLITE_PERM: N_("The database file may not be used by the user who runs this command."),
    sqlite3.SQLITE_FULL: N_("The disk is full. Make room, then try again."),
    sqlite3.SQLITE_IOERR: N_("The disk reports an error while the database was used."),
    sqlite3.SQLITE_BUSY: N_("The database is in use by another program for too long. Try again."),
}
POSTGRESQL: Final = {  # by SQLSTATE; a failed connection has none, and the server's own message is shown
    "25006": N_("The PostgreSQL server is a standby in recovery, which can only be read. Name the primary server."),
    "42501": N_("The user of the database may not use its tables."),
    "53100": N_("The disk of the PostgreSQL server is full. Make room, then try again."),
}


def message_of(error: Exception) -> str:
    """The sentence for an error; with GOVERN_TRACEBACK=1 an unexpected error also prints its traceback."""
    if isinstance(error, Refused):
        return translate(Message(error.template, **error.details), _)
    if isinstance(error, (CommandError, InstanceError)):
        return str(error)
    return _of_database(error) or (_of_system(error) if isinstance(error, OSError) else _unforeseen(error))


def _of_system(error: OSError) -> str:
    template = SYSTEM.get(error.errno or 0)
    path = error.filename2 or error.filename
    if template is None or ("%(path)s" in template and path is None):
        return str(error)
    return _(template, path=path)


def _of_database(error: BaseException) -> str:
    """The sentence for an error of SQLAlchemy or Alembic, else empty; imports neither of them."""
    if "sqlalchemy" not in sys.modules:
        return ""
    from sqlalchemy import exc

    from govern.actions.writing.guard import RecordBehind
    from govern.actions.writing.rebuild import UnreplayableRecord

    if isinstance(error, (RecordBehind, UnreplayableRecord)):
        return translate(error.sentence, _)
    if isinstance(error, exc.DBAPIError):
        return _of_driver(error.orig) if error.orig else str(error)
    if isinstance(error, (exc.ArgumentError, exc.NoSuchModuleError)):
        return _("The address of the database cannot be used; one is postgresql+psycopg://user@host/name.")
    return ""


def _of_driver(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        template = SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        return _(template, why=error) if template else _("The database cannot be used: %(why)s", why=error)
    template = POSTGRESQL.get(getattr(error, "sqlstate", None) or "")
    if template:
        return _(template)
    why = str(error).strip().splitlines()
    return _("The database server cannot be used: %(why)s", why=why[0] if why else type(error).__name__)


def _unforeseen(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == "psycopg":
        return _("For PostgreSQL a package is missing: install govern with “[postgres]”.")
    if isinstance(error, json.JSONDecodeError):
        return _("This is no JSON: line %(line)s, column %(column)s.", line=error.lineno, column=error.colno)
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    name = type(error).__name__
    message = N_("This should not have happened (%(name)s: %(why)s). Set %(variable)s=1 to see where, and report it.")
    return _(message, name=name, why=" ".join(str(error).split())[:300], variable=TRACEBACK)

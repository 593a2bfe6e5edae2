"""Distinguishes outages of the database or the disk from errors of a single statement.

The path that accepts statements runs SQL directly on the driver, whose errors SQLAlchemy does not wrap; the names of
drivers' errors are those of PEP 249.
"""

from typing import Final

from sqlalchemy import exc

DRIVERS: Final = frozenset({"OperationalError", "InterfaceError", "InternalError"})
WRAPPED: Final = (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError)


def is_outage(error: BaseException | None) -> bool:
    """Whether any other statement would fail too: no database, no disk space or no permission."""
    return isinstance(error, OSError) or is_database_outage(error)


def is_database_outage(error: BaseException | None) -> bool:
    """Whether the error means that the database is unreachable, full, locked or unreadable."""
    if isinstance(error, exc.DBAPIError):
        if _is_of_an_earlier_error(error.orig):
            return False
        if error.connection_invalidated or type(error) is exc.DatabaseError:
            return True
    if isinstance(error, WRAPPED):
        return True
    names = [one.__name__ for one in type(error).__mro__]
    return not _is_of_an_earlier_error(error) and (names[0] == "DatabaseError" or not DRIVERS.isdisjoint(names))


def _is_of_an_earlier_error(error: BaseException | None) -> bool:
    """Whether PostgreSQL only refuses a command because an earlier one of the transaction failed."""
    return type(error).__name__ == "InFailedSqlTransaction"

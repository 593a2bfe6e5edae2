"""Errors of a database or a disk that is out of order, told from errors of what was written there.

The path that accepts statements runs SQL by the driver itself, whose errors SQLAlchemy does not wrap; names of drivers'
errors are those of PEP 249.
"""

from typing import Final

from sqlalchemy import exc

DRIVERS: Final = frozenset({"OperationalError", "InterfaceError", "InternalError"})
WRAPPED: Final = (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError)


def is_outage(error: BaseException | None) -> bool:
    """Whether any other statement would meet the error as well: no database, no room, no permission."""
    return isinstance(error, OSError) or is_database_outage(error)


def is_database_outage(error: BaseException | None) -> bool:
    """Whether an error says that the database is away, full, locked or unreadable, rather than what was asked of it."""
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
    """PostgreSQL refuses whatever follows an error in a transaction; the error before says what is wrong."""
    return type(error).__name__ == "InFailedSqlTransaction"

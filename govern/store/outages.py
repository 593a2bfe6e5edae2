"""Which errors say that a database or a disk is out of order, rather than what was written there."""

from sqlalchemy import exc

DRIVERS = ("OperationalError", "InterfaceError")  # of every database driver (PEP 249)


def is_outage(error: BaseException | None) -> bool:
    """Whether any other statement would meet the error as well: no connection, no room, no permission.

    The path that accepts statements runs SQL by the driver itself, whose errors SQLAlchemy does not wrap.
    """
    if isinstance(error, OSError | exc.OperationalError | exc.InterfaceError | exc.TimeoutError):
        return True
    return any(one.__name__ in DRIVERS for one in type(error).__mro__)

"""Which errors say that a database or a disk is out of order, rather than what was written there."""

from sqlalchemy import Engine, exc


def outages(engine: Engine) -> tuple[type[Exception], ...]:
    """The errors of an engine that any other statement would meet as well: no connection, no room, no permission."""
    driver = engine.dialect.loaded_dbapi
    return (
        OSError,
        exc.OperationalError,
        exc.InterfaceError,
        exc.TimeoutError,
        driver.OperationalError,
        driver.InterfaceError,
    )

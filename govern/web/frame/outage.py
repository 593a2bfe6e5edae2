"""Answers during a database outage; none of them uses the database."""

from typing import Final

from flask import current_app, g, request
from flask_babel import gettext as _
from sqlalchemy import exc

from govern.web.frame.database import db
from govern.web.frame.language import language, theme

RETRY_SECONDS: Final = 10


def give_up_database() -> None:
    """Stop using the database for the rest of the request."""
    g.database_away = True
    give_back_connection()


def give_back_connection() -> None:
    """Close the session's transaction, which is unusable after a failure."""
    try:
        db.session.close()
    except exc.SQLAlchemyError:  # expected: the connection is broken
        current_app.logger.debug("A broken connection could not be given back")


def is_given_up() -> bool:
    """Whether the database failed while this request was answered."""
    return bool(g.get("database_away"))


def message() -> tuple[str, str]:
    """Title and sentence for a request that failed because of the database."""
    return (
        _("The site cannot answer just now"),
        _(
            "The server cannot use its database. What you typed is not lost: go back, and try again in a minute. "
            "A signed act can be sent again; it is recorded once at most."
        ),
    )


def bare_page(title: str, detail: str) -> str:
    """A page without the usual frame, whose menu and names need the database."""
    template = current_app.jinja_env.get_template("errors/bare.html")
    again = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else ""
    return template.render(title=title, detail=detail, lang=language(), theme=theme(), again=again)

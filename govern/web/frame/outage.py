"""Answers while the database cannot be used; nothing in them asks it."""

from typing import Final

from flask import current_app, g, request
from flask_babel import gettext as _
from sqlalchemy import exc

from govern.web.frame.database import db
from govern.web.frame.language import language, theme

RETRY_SECONDS: Final = 10


def give_up_database() -> None:
    """For the rest of the request the database is not asked any more."""
    g.database_away = True
    give_back_connection()


def give_back_connection() -> None:
    """Ends the session's transaction, in which nothing more can be asked after a failure."""
    try:
        db.session.close()
    except exc.SQLAlchemyError:  # the connection is broken, which is why we are here
        current_app.logger.debug("A broken connection could not be given back")


def is_given_up() -> bool:
    """Whether the database failed while this request was answered."""
    return bool(g.get("database_away"))


def message() -> tuple[str, str]:
    """Title and sentence of a request that could not be answered for want of the database."""
    return (
        _("The site cannot answer just now"),
        _(
            "The server cannot use its database. What you typed is not lost: go back, and try again in a minute. "
            "A signed act can be sent again; it is recorded once at most."
        ),
    )


def bare_page(title: str, detail: str) -> str:
    """A page without the frame of the others, whose menu and names come from the database."""
    template = current_app.jinja_env.get_template("errors/bare.html")
    again = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else ""
    return template.render(title=title, detail=detail, lang=language(), theme=theme(), again=again)

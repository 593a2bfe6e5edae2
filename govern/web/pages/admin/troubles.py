"""Failures of the server in words for administrators, and the button that confirms the clock."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from govern.actions.writing.status import PartFailure
from govern.web.frame.access.security import allow
from govern.web.frame.gettext import _
from govern.web.frame.language import listed
from govern.web.frame.services import services
from govern.web.pages.api.health import current_troubles
from govern.web.prose.texts import moment

pages = Blueprint("troubles", __name__, url_prefix="/admin")


@dataclass(frozen=True)
class ShownTrouble:
    """A failure in words; `since` and `last` are milliseconds since 1970 (UTC)."""

    name: str
    text: str
    since: int
    last: int
    times: int
    about_clock: bool


def told_troubles() -> list[ShownTrouble]:
    """All failures in words."""
    return [_shown(one) for one in current_troubles()]


@pages.post("/clock")
@allow("administrator")
def confirm_clock() -> Response:
    """An administrator confirms the clock after a jump."""
    services().free_engine()
    services().recorder.confirm_clock()
    flash(_("The clock is confirmed. What is due is carried out now."), "success")
    return redirect(url_for("admin.overview"))


def _shown(trouble: PartFailure) -> ShownTrouble:
    ahead = trouble.code == "clock_ahead"
    return ShownTrouble(_name(trouble.part), _text(trouble), trouble.since, trouble.last, trouble.times, ahead)


def _name(part: str) -> str:
    names = {
        "writer": _("Taking statements"),
        "ticker": _("Carrying out what is due"),
        "mail": _("Mail"),
        "guard": _("The newest checkpoint"),
        "clerk": _("Tasks of the clerk"),
        "clock": _("The clock"),
        "database": _("The database"),
        "disk": _("The disk"),
    }
    return names[part]


def _text(trouble: PartFailure) -> str:
    if trouble.part == "clock":
        return _of_clock(trouble)
    if trouble.part == "clerk":
        tasks = listed(trouble.details)
        return _(
            "These tasks are due but could not be carried out: %(tasks)s. Each is tried again later; everything else "
            "goes on.",
            tasks=tasks,
        )
    sentences = {
        "write_failed": _("Statements could not be written to the database. Their senders are asked to send again."),
        "stalled": _("This part of the program has been busy with one thing for far too long."),
        "thread_ended": _("This part of the program has ended. Start the server again."),
        "checkpoint_not_kept": _(
            "The file “last-checkpoint” in the community’s folder cannot be written. Until it can, nobody gets a "
            "receipt, and no newer checkpoint is shown."
        ),
        "record_behind": _("The file “last-checkpoint” does not fit the database. The server’s log says what to do."),
        "database_unreachable": _("The database does not answer."),
        "disk_not_written": _(
            "Nothing can be written to the community’s folder: the disk is full, or the server may not write there."
        ),
        "disk_nearly_full": _("The disk is nearly full. Make room before it is."),
    }
    return sentences.get(trouble.code) or _("This failed and is tried again every second.")


def _of_clock(trouble: PartFailure) -> str:
    known, now = (moment(int(one)).strftime("%Y-%m-%d %H:%M") for one in trouble.details)
    if trouble.code == "clock_ahead":
        return _(
            "The clock says %(now)s UTC, but the last moment seen here was %(known)s UTC: either the server was off "
            "for days, or its clock is wrong. Until the clock is confirmed, nothing is closed, announced or let lapse.",
            now=now,
            known=known,
        )
    return _(
        "The clock says %(now)s UTC, which is before the last statement of the record (%(known)s UTC). Set it right. "
        "Until it has caught up, every statement gets the moment of that last one.",
        now=now,
        known=known,
    )

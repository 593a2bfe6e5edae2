"""Asks about a doubtful clock at the start of a command."""

from datetime import UTC, datetime

from govern.actions.running.clock_watch import ClockWatch
from govern.actions.writing.work import Recorder
from govern.cli_i18n import _
from govern.protocol.errors import N_
from govern.protocol.facts import Community
from govern.store.projection import Projection
from govern.store.record import log

AHEAD = N_(
    "The clock says %(now)s UTC, but the last moment seen here was %(seen)s UTC. Until it is confirmed, nothing is "
    "closed, announced or let lapse. If the clock is right, start again with --accept-clock, or press the button on "
    "the page of administrators; if not, set it right."
)


def watch(recorder: Recorder, *, accept: bool) -> str:
    """Start watching the recorder's clock; the question to ask, or empty if the clock is trusted."""
    recorder.watch = ClockWatch(recorder.status)
    if accept:
        recorder.confirm_clock()
    with recorder.engine.connect() as connection:
        head = log.head(connection)
        community: Community | None = Projection(connection).community()
        now = recorder.clock()
        if community is None or head is None or recorder.watch.look(connection, now, head):
            return ""
    return _(AHEAD, now=_minute(now), seen=_minute(recorder.watch.seen))


def _minute(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M")

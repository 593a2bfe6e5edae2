"""What stands between a vote and a mandate where one decision grants several: an application, or a stream."""

from dataclasses import dataclass

from govern.store.grants import ApplicationRow, GrantRoundRow, PoolRow, StreamRow
from govern.store.treasury import MandateRow
from govern.web.database import db


@dataclass(frozen=True)
class Origin:
    """The round with the application that was awarded, or the pool with the stream that was paid."""

    round: GrantRoundRow | None = None
    application: ApplicationRow | None = None
    pool: PoolRow | None = None
    stream: StreamRow | None = None


def origin_of(mandate: MandateRow) -> Origin:
    """Where a mandate comes from besides its proposal; empty for one that the vote itself granted."""
    if not mandate.origin:
        return Origin()
    application = db.session.get(ApplicationRow, mandate.origin)
    if application is not None:
        return Origin(round=db.session.get(GrantRoundRow, application.round), application=application)
    stream = db.session.get(StreamRow, mandate.origin)
    return Origin(pool=db.session.get(PoolRow, stream.pool), stream=stream) if stream is not None else Origin()

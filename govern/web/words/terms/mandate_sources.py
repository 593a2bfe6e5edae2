"""What stands between a vote and a mandate where one decision grants several: an application, or a stream."""

from dataclasses import dataclass

from govern.store.facts import grants
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, PoolRow, StreamRow
from govern.store.facts.treasury import MandateRow
from govern.store.record.leaves import StatementRef
from govern.web.frame.database import db


@dataclass(frozen=True)
class Origin:
    """The round, the application and the award of it, or the pool with the stream that was paid."""

    round: GrantRoundRow | None = None
    application: ApplicationRow | None = None
    award: StatementRef | None = None
    pool: PoolRow | None = None
    stream: StreamRow | None = None


def origin_of(mandate: MandateRow) -> Origin:
    """Where a mandate comes from besides its proposal; empty for one that the vote itself granted."""
    if not mandate.origin:
        return Origin()
    application = db.session.get(ApplicationRow, mandate.origin)
    if application is not None:
        one = db.session.get(GrantRoundRow, application.round)
        award = grants.decision(db.session(), one) if one is not None else None
        return Origin(round=one, application=application, award=award)
    stream = db.session.get(StreamRow, mandate.origin)
    return Origin(pool=db.session.get(PoolRow, stream.pool), stream=stream) if stream is not None else Origin()

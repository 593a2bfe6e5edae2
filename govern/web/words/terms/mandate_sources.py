"""The application or stream a mandate was awarded to (empty if the vote granted it directly)."""

from dataclasses import dataclass

from govern.store.facts import grants
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, PoolRow, StreamRow
from govern.store.facts.treasury import MandateRow
from govern.store.record.leaves import StatementRef
from govern.web.frame.database import db


@dataclass(frozen=True)
class Origin:
    """The round, application and award, or the pool and stream, of a mandate."""

    round: GrantRoundRow | None = None
    application: ApplicationRow | None = None
    award: StatementRef | None = None
    pool: PoolRow | None = None
    stream: StreamRow | None = None


def origin_of(mandate: MandateRow) -> Origin:
    """The origin of a mandate besides its proposal; empty if the vote itself granted it."""
    if not mandate.origin:
        return Origin()
    application = db.session.get(ApplicationRow, mandate.origin)
    if application is not None:
        one = db.session.get(GrantRoundRow, application.round)
        award = grants.decision(db.session(), one) if one is not None else None
        return Origin(round=one, application=application, award=award)
    stream = db.session.get(StreamRow, mandate.origin)
    return Origin(pool=db.session.get(PoolRow, stream.pool), stream=stream) if stream is not None else Origin()

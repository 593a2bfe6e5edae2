"""What a passed proposal has brought about so far: resolutions, mandates, budget lines, grant rounds and pools."""

from dataclasses import dataclass

from sqlalchemy import select

from govern.protocol.facts import Resolution
from govern.store.facts import grants, proposals
from govern.store.facts.grants import GrantRoundRow, PoolRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.facts.treasury import BudgetLineRow, MandateRow
from govern.store.views import budgets
from govern.web.frame.database import db


@dataclass(frozen=True)
class Consequences:
    """What stands under “What came of it”; mandates of a round's or a pool's own are found on its page."""

    mandates: tuple[MandateRow, ...] = ()
    lines: tuple[BudgetLineRow, ...] = ()
    round: GrantRoundRow | None = None
    pool: PoolRow | None = None
    resolution: Resolution | None = None


def consequences(line: ProposalSummary) -> Consequences:
    """What a proposal has brought about."""
    proposal = line.proposal
    if not proposal.effects_applied:
        return Consequences()
    session, own = db.session(), (MandateRow.proposal == proposal.id, MandateRow.origin == "")
    return Consequences(
        mandates=tuple(session.scalars(select(MandateRow).where(*own).order_by(MandateRow.effect))),
        lines=tuple(budgets.of_proposal(session, proposal.id)),
        round=grants.newest_of(session, GrantRoundRow, proposal.id),
        pool=grants.newest_of(session, PoolRow, proposal.id),
        resolution=proposals.resolution_of(session, proposal.id),
    )

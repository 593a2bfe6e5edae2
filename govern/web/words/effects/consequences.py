"""What a passed proposal has brought about so far: resolutions, mandates, budget lines, grant rounds and pools."""

from typing import Any, Final

from sqlalchemy import select

from govern.store.facts import grants, proposals
from govern.store.facts.grants import GrantRoundRow, PoolRow
from govern.store.facts.proposals import Line
from govern.store.facts.treasury import MandateRow
from govern.store.views import budgets
from govern.web.frame.database import db
from govern.web.words.terms.treasury_words import programme_words

NOTHING: Final[dict[str, Any]] = {"mandates": (), "lines": (), "round": None, "pool": None, "resolution": None}


def consequences(line: Line) -> dict[str, Any]:
    """What stands under “What came of it”; mandates of a round's or a pool's own are found on its page."""
    proposal = line.proposal
    if not proposal.effects_applied:
        return {**NOTHING, "programme_words": programme_words}
    session, own = db.session(), (MandateRow.proposal == proposal.id, MandateRow.origin == "")
    return {
        "mandates": session.scalars(select(MandateRow).where(*own).order_by(MandateRow.effect)).all(),
        "lines": budgets.of_proposal(session, proposal.id),
        "round": grants.newest_of(session, GrantRoundRow, proposal.id),
        "pool": grants.newest_of(session, PoolRow, proposal.id),
        "resolution": proposals.resolution_of(session, proposal.id),
        "programme_words": programme_words,
    }

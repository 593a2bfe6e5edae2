"""Candidates, nominees and withdrawals of an election, and the reader's possible acts."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.rules.people import elections as rules
from govern.rules.proposals.kinds import asked_by
from govern.store.facts import elections
from govern.store.facts.elections import CandidacyRow
from govern.store.facts.proposals import ProposalSummary
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.dry_run import refusal
from govern.web.prose.texts import remember_texts

MOST: Final = 200
OPEN: Final = ("gathering", "review")


@dataclass(frozen=True)
class Candidates:
    """The candidacies of an election; `own` is the reader's, `refusals` are the rules' objections to each act."""

    standing: list[CandidacyRow]
    asked: list[CandidacyRow]
    withdrawn: list[CandidacyRow]
    office: str
    seats: int
    open: bool
    own: CandidacyRow | None
    refusals: dict[str, str]

    @property
    def few(self) -> bool:
        """Whether there are fewer candidates than seats while nominations are open."""
        return self.open and len(self.standing) < self.seats


def candidates(session: Session, line: ProposalSummary, at: int, reader: Reader) -> Candidates | None:
    """The candidacies of a proposal; None unless it is an election."""
    if asked_by(line.proposal.kind) != "candidates":
        return None
    rows = elections.candidacies(session, line.proposal.id, MOST)
    remember_names({member for one in rows for member in (one.member, one.nominated_by)})
    remember_texts(one.statement for one in rows)
    going, effect = line.stage(at) in OPEN, rules.seats_effect(line.proposal)
    return Candidates(
        standing=[one for one in rows if one.accepted_at and not one.withdrawn_at],
        asked=[one for one in rows if not one.accepted_at and not one.withdrawn_at],
        withdrawn=[one for one in rows if one.withdrawn_at],
        office=effect.office,
        seats=effect.seats,
        open=going,
        own=next((one for one in rows if one.member == reader.member_id), None),
        refusals=_refusals(line.proposal.id, reader) if going and reader.is_member else {},
    )


def _refusals(proposal: str, reader: Reader) -> dict[str, str]:
    about = {"member": reader.member_id, "proposal": proposal}
    return {
        "stand": refusal(rules.accept, **about, statement=""),
        "withdraw": refusal(rules.withdraw, **about),
        "nominate": refusal(rules.nominate, **about, candidate=""),
    }

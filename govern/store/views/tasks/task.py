"""A thing that a rule asks of a member, and whose are looked for."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from govern.rules.people.second_signatures import bound_to
from govern.store.facts.proposals import ProposalRow, ProposalSummary, to_line
from govern.store.projection import Projection


@dataclass(frozen=True)
class Duty:
    """Something that a rule asks of a member.

    `subject` is the same on every look, `about` the id of what it concerns, `text` the hash of its name, if it has
    one; `since` and `until` are in milliseconds since 1970, 0 without an end.
    """

    kind: str
    subject: str
    about: str
    text: str
    since: int
    until: int


@dataclass(frozen=True)
class TaskQuery:
    """Whose duties are looked for, when, and how many; `subject` narrows to one of them, empty means all."""

    session: Session
    member: str
    at: int
    subject: str
    limit: int
    roles: frozenset[tuple[str, str]]

    @property
    def about(self) -> str:
        """The first part of the subject, which is an id."""
        return self.subject.partition(":")[0]

    def lines(self, query: Any) -> list[ProposalSummary]:
        """The proposals that a query over `lines` finds, narrowed to the subject's."""
        if self.subject:
            query = query.where(ProposalRow.id == self.about)
        return [to_line(row) for row in self.session.execute(query.limit(self.limit))]


def bound(look: TaskQuery, role: str) -> frozenset[str]:
    """Those beside whose signature the member's own would not count."""
    return bound_to(Projection(look.session.connection()), look.member, role, look.at)

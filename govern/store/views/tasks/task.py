"""A task of a member, and the query for tasks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from govern.rules.people.second_signatures import bound_to
from govern.store.facts.proposals import ProposalRow, ProposalSummary, to_line
from govern.store.projection import Projection


@dataclass(frozen=True)
class Task:
    """A task that a rule gives to a member.

    `subject` identifies the task, `about` is the id of its object, `text` the hash of the object's name, if any;
    `since` and `until` are in milliseconds since 1970, 0 without an end.
    """

    kind: str
    subject: str
    about: str
    text: str
    since: int
    until: int


@dataclass(frozen=True)
class TaskQuery:
    """Whose tasks to look for, at which time, and how many; `subject` limits it to one task, empty means all."""

    session: Session
    member: str
    at: int
    subject: str
    limit: int
    roles: frozenset[tuple[str, str]]

    @property
    def about(self) -> str:
        """The first part of the subject: an id."""
        return self.subject.partition(":")[0]

    def lines(self, query: Any) -> list[ProposalSummary]:
        """The proposals of a query over `lines`, limited to the subject's."""
        if self.subject:
            query = query.where(ProposalRow.id == self.about)
        return [to_line(row) for row in self.session.execute(query.limit(self.limit))]


def bound(look: TaskQuery, role: str) -> frozenset[str]:
    """The members whose signatures exclude this member's own from counting for a role."""
    return bound_to(Projection(look.session.connection()), look.member, role, look.at)

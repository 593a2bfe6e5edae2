"""The scope of a page about rules: the community or a club, its rulebooks, and the reader's possible acts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort
from sqlalchemy.orm import Session

from govern.actions.drafts import rule_drafts
from govern.protocol import facts, fields
from govern.protocol.effect import Effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Club, Community, Rulebook
from govern.protocol.state import holds
from govern.rules.people.clubs import belongs
from govern.rules.rulebook.formats import newest, number_of
from govern.rules.rulebook.rulebooks import COMMUNITY, format_in_force, in_force, kind_rules, next_number, typed
from govern.rules.rulebook.rules import AMENDMENT
from govern.store.projection import Projection
from govern.web.frame.access.people import Reader
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.prose.texts import text_of


@dataclass(frozen=True)
class Scope:
    """The community or a club, with its present rulebooks."""

    id: str
    holder: Community | Club
    _session: Session
    _reader: str

    @cached_property
    def _state(self) -> Projection:
        return Projection(self._session.connection())

    @cached_property
    def in_force(self) -> Rulebook:
        """The rulebook in force; the community's if a club has none."""
        return in_force(self._state, self.id, now())

    @cached_property
    def latest(self) -> Rulebook:
        """The last adopted rulebook, in force or not: the next one follows it."""
        return in_force(self._state, self.id, fields.LARGEST_MOMENT)

    @property
    def next_number(self) -> int:
        """The number of the next rulebook."""
        return next_number(self.holder)

    @property
    def newer_format(self) -> int:
        """The newest format possible for the next rulebook, if newer than the last one's; else 0."""
        most = newest().number if self.is_community else format_in_force(self._state, now())
        return most if most > number_of(self.latest.rules) else 0

    @property
    def is_community(self) -> bool:
        """Whether this is the community, not a club."""
        return self.id == COMMUNITY

    @property
    def name(self) -> str:
        """The name of the community or the club."""
        if isinstance(self.holder, Community):
            return self.holder.name
        return text_of(self.holder.name) or _("(text withheld)")

    @property
    def is_closed(self) -> bool:
        """Whether this is a club that was closed; its rules no longer change."""
        return isinstance(self.holder, Club) and bool(self.holder.closed_at)

    def rulebook(self, number: int) -> Rulebook | None:
        """A rulebook of the scope by number."""
        return self._state.get(facts.Rulebook, self.id, number)

    @property
    def may_adopt(self) -> bool:
        """Whether the reader may adopt the next rulebook alone."""
        role = "administrator" if self.is_community else "convener"
        return not self.is_closed and not self.holder.ratified_at and holds(self._state, self._reader, role, self.id)

    @property
    def may_propose(self) -> bool:
        """Whether the reader may put a change of these rules to the vote."""
        proposer = typed(self.in_force).kinds[AMENDMENT].proposer
        if self.is_closed or not belongs(self._state, self._reader, self.id):
            return False
        return not proposer or holds(self._state, self._reader, proposer, self.id)

    def rules_to_ratify(self) -> Any:
        """The rules for a ratification."""
        return kind_rules(self.in_force, AMENDMENT, (self._ratifying,))

    @property
    def _ratifying(self) -> Effect:
        return rule_drafts.ratifying(self.holder.rulebook)

    @property
    def ratification(self) -> dict[str, Any]:
        """The fields of a proposal to ratify the rulebook in force, without its texts."""
        return {"effects": [self._ratifying.to_dict()], "kind": AMENDMENT, "scope": self.id, "topic": ""}


def scope_or_404(session: Session, id_: str, reader: Reader) -> Scope:
    """The scope of a URL, or a 404."""
    state = Projection(session.connection())
    holder = state.community() if id_ == COMMUNITY else state.get(Club, id_)
    if holder is None:
        abort(404)
    try:
        in_force(state, id_, now())
    except Refused:
        abort(404)
    return Scope(id_, holder, session, reader.member_id)

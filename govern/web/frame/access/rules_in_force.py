"""The community's rulebook in force, parsed once per text."""

from typing import Final

from sqlalchemy.orm import Session

from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.rules import Rules
from govern.store.facts.community import hash_in_force, rulebook_in_force

KEPT: Final = 64
_READ: dict[str, Rules] = {}  # by the rulebook's hash, which tells all of it


def rules_in_force(session: Session, at: int) -> Rules | None:
    """The rules in force at a moment; None before the founding."""
    digest = hash_in_force(session, at)
    if digest and digest not in _READ:
        row = rulebook_in_force(session, at)
        if len(_READ) == KEPT:
            _READ.clear()
        if row is None:
            return None
        _READ[digest] = read_rules(row.rules)
    return _READ.get(digest)

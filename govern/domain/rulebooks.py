"""Rulebooks in time: adopted, ratified, amended; which one counts at a moment, and for which proposal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.facts import Club, Community, Fact, Rulebook
from govern.domain.ids import hash_of_value
from govern.domain.lint import read_rulebook
from govern.domain.rules import KindRules, Rules, Stricter, read_kind
from govern.domain.state import State, Statement, find, founded, need

KEPT: Final = 64
_TYPED: dict[str, Rules] = {}  # by the rulebook's hash, which tells all of it
COMMUNITY: Final = "community"
ADOPTED: fields.Fields = {**fields.PERSON, "rulebook": fields.mapping, "scope": fields.scope}


def adopt(state: State, statement: Statement) -> tuple[Fact, ...]:
    """In the founding phase an administrator, or a club's convener, adopts the next rulebook; it counts at once.

    Raises Refused(role_needed, rulebook_ratified, rulebook_*).
    """
    payload, scope = statement.payload, statement.payload["scope"]
    need(state, payload["member"], "administrator" if scope == COMMUNITY else "convener", scope)
    holder = scope_of(state, scope)
    if holder.ratified_at:
        raise Refused("rulebook_ratified")
    return next_rulebook(statement, holder, payload["rulebook"], statement.at, adopted_by=payload["member"])


def next_rulebook(
    statement: Statement,
    holder: Community | Club,
    raw: Any,
    effective_at: int,
    *,
    adopted_by: str = "",
    proposal: str = "",
) -> tuple[Fact, ...]:
    """The facts of a scope's next rulebook; raises Refused(rulebook_*)."""
    rules = read_rulebook(raw)
    if rules.number != next_number(holder):
        raise Refused("rulebook_number", expected=next_number(holder))
    adopted = Rulebook(
        scope=COMMUNITY if isinstance(holder, Community) else holder.club,
        number=rules.number,
        hash=hash_of_value(raw),
        rules=raw,
        adopted_by=adopted_by,
        proposal=proposal,
        effective_at=effective_at,
        at=statement.at,
        index=statement.index,
    )
    return adopted, replace(holder, rulebook=rules.number)


def next_number(holder: Community | Club) -> int:
    """The number of a scope's next rulebook."""
    return holder.rulebook + 1


def scope_of(state: State, scope: str) -> Community | Club:
    """The community or a club that is not closed; raises Refused(club_unknown)."""
    if scope == COMMUNITY:
        return founded(state)
    club = find(state, Club, "club_unknown", scope)
    if club.closed_at:
        raise Refused("club_unknown")
    return club


def in_force(state: State, scope: str, at: int) -> Rulebook:
    """The rulebook that counts in a scope at a moment; a club without one of its own has the community's."""
    holder = founded(state) if scope == COMMUNITY else find(state, Club, "club_unknown", scope)
    number = holder.rulebook
    while number:
        found = find(state, Rulebook, "rulebook_invalid", scope, number)
        if found.effective_at <= at:
            return found
        number -= 1
    if scope == COMMUNITY:
        raise Refused("rulebook_invalid", field="rulebook")
    return in_force(state, COMMUNITY, at)


def rules_of(state: State, scope: str, number: int) -> Rules:
    """The rulebook of a scope with a number, as typed rules."""
    return typed(find(state, Rulebook, "rulebook_invalid", scope, number))


def typed(adopted: Rulebook) -> Rules:
    """A rulebook as typed rules."""
    found = _TYPED.get(adopted.hash)
    if found is None:
        if len(_TYPED) == KEPT:
            _TYPED.clear()
        found = _TYPED[adopted.hash] = read_rulebook(adopted.rules)
    return found


def kind_rules(adopted: Rulebook, kind: str, effects: Sequence[Any]) -> KindRules:
    """The rules for one proposal by its effects, with what is stricter for them; raises Refused(kind_not_provided)."""
    rules = typed(adopted).of_kind(kind)
    changes = [one.change for one in rules.stricter if _applies(adopted, one, effects)]
    if not changes:
        return rules
    raw = dict(adopted.rules["kinds"][kind])
    for change in changes:
        raw |= change
    return read_kind(raw | {"stricter": []}, f"kinds.{kind}")


def _applies(adopted: Rulebook, stricter: Stricter, effects: Sequence[Any]) -> bool:
    sums: Counter[str] = (
        Counter()
    )  # several mandates of one proposal are one amount, or dividing it would evade the rule
    for effect in effects:
        if effect["effect"] == "grant-mandate":
            sums[effect["currency"]] += effect["cap"]
        elif effect["effect"] == "adopt-rulebook":
            paths = tuple(changed_paths(adopted.rules, effect["rulebook"]))
            if any(_touches(path, prefix) for path in paths for prefix in stricter.touches):
                return True
        elif effect["effect"] == "ratify-rulebook" and stricter.touches:
            return True  # it settles every rule
    return any(sums[currency] > above for currency, above in stricter.above.items())


def _touches(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + ".") or prefix.startswith(path + ".")


def changed_paths(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """The places at which two rulebooks differ, as dotted paths; the number aside."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in sorted(old.keys() | new.keys()):
            if path or name != "number":
                inner = f"{path}.{name}" if path else name
                yield from changed_paths(old.get(name), new.get(name), inner)
    elif old != new or type(old) is not type(new):
        yield path

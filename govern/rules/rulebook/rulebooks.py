"""Rulebooks over time: adopted, ratified, amended; the one in force at a time, and for a proposal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Club, Community, Fact, Proposal, Rulebook
from govern.protocol.ids import hash_of_value
from govern.protocol.payload import Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.rules.people import epoch_clock
from govern.rules.proposals.kinds import effects_of, kinds
from govern.rules.rulebook.formats import number_of, read_rules
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.rules import FixedRules, KindRules, Rules, Stricter
from govern.rules.rulebook.strictness import changed

KEPT: Final = 64
_TYPED: dict[str, Rules] = {}  # by the rulebook's hash
COMMUNITY: Final = "community"


@typed_payload
class RulebookAdopted(PersonPayload):
    """A rulebook is adopted while the rules of its scope are not ratified."""

    rulebook: fields.Object
    scope: fields.Scope


def adopt(state: State, statement: Statement[RulebookAdopted]) -> tuple[Fact, ...]:
    """In the founding phase an administrator, or a club's convener, adopts the next rulebook, at once in force.

    Raises Refused(role_needed, rulebook_ratified, rulebook_*).
    """
    payload, scope = statement.payload, statement.payload.scope
    need(state, payload.member, "administrator" if scope == COMMUNITY else "convener", scope)
    holder = scope_of(state, scope)
    if holder.ratified_at:
        raise Refused("rulebook_ratified")
    return next_rulebook(state, statement, holder, payload.rulebook, statement.at, adopted_by=payload.member)


def next_rulebook(
    state: State,
    statement: Statement[Payload],
    holder: Community | Club,
    raw: Any,
    effective_at: int,
    *,
    adopted_by: str = "",
    proposal: str = "",
) -> tuple[Fact, ...]:
    """The facts of a scope's next rulebook, and of the clock if it starts epochs; raises Refused(rulebook_*)."""
    rules = read_rulebook(raw)
    _check_format(state, holder, rules.format, statement.at)
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
    epochs = epoch_clock.started(state, adopted, statement.at, statement.index) if adopted.scope == COMMUNITY else ()
    return adopted, replace(holder, rulebook=rules.number), *epochs


def _check_format(state: State, holder: Community | Club, number: int, at: int) -> None:
    """Raise Refused(rulebook_format_older, rulebook_format_club) if a rulebook of this format must not follow."""
    scope = COMMUNITY if isinstance(holder, Community) else holder.club
    if holder.rulebook:
        before = number_of(find(state, Rulebook, "rulebook_invalid", scope, holder.rulebook).rules)
        if number < before:
            raise Refused("rulebook_format_older", number=before)
    if isinstance(holder, Club) and number > (most := format_in_force(state, at)):
        raise Refused("rulebook_format_club", number=most)


def format_in_force(state: State, at: int) -> int:
    """The format of the community's rulebook in force at a time, which applies to clubs too."""
    return number_of(in_force(state, COMMUNITY, at).rules)


def fixed_in_force(state: State, at: int) -> FixedRules:
    """The fixed rules of the format in force at a time; all off if no rulebook was in force.

    An honest record has no such time: it belongs to a leaf dated back before the founding.
    """
    try:
        return typed(in_force(state, COMMUNITY, at)).fixed
    except Refused:
        return FixedRules()


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
    """The rulebook in force in a scope at a time; a club without its own has the community's."""
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
    """A scope's rulebook with this number, as typed rules."""
    return typed(find(state, Rulebook, "rulebook_invalid", scope, number))


def typed(adopted: Rulebook) -> Rules:
    """An adopted rulebook as typed rules, parsed by its own format without the linter."""
    found = _TYPED.get(adopted.hash)
    if found is None:
        if len(_TYPED) == KEPT:
            _TYPED.clear()
        found = _TYPED[adopted.hash] = read_rules(adopted.rules)
    return found


def kind_rules(adopted: Rulebook, kind: str, effects: Sequence[Effect], latest: Rulebook | None = None) -> KindRules:
    """The rules for a proposal with these effects, including stricter ones; raises Refused(kind_not_provided).

    `latest` is the rulebook that an amendment would follow (see `followed`), if it is not in force yet.
    """
    rules = typed(adopted).of_kind(kind)
    olds = (adopted.rules, latest.rules if latest else adopted.rules)
    changes = [one.change for one in rules.stricter if applies(one, kind, effects, olds)]
    if not changes:
        return rules
    return changed(adopted.rules["kinds"][kind], changes, f"kinds.{kind}", number_of(adopted.rules))


def rules_of_proposal(state: State, adopted: Rulebook, proposal: Proposal) -> KindRules:
    """The rules of a rulebook for a proposal in the record; raises Refused(kind_not_provided)."""
    effects = effects_of(proposal)
    return kind_rules(adopted, proposal.kind, effects, followed(state, proposal.scope, proposal.kind, effects))


def followed(state: State, scope: str, kind: str, effects: Sequence[Effect]) -> Rulebook | None:
    """The rulebook of a scope right before the one that an amendment would adopt, in force or not yet.

    An amendment that undoes its changes counts as touching them; otherwise a change would be easier to undo than to
    make.
    """
    adopted = (kinds()[kind].rulebook_of(one) for one in effects)
    numbers = [one.get("number") for one in adopted if one is not None]
    known = [number for number in numbers if number is not None and fields.positive(number)]
    return state.get(Rulebook, scope, known[0] - 1) if known else None


def applies(stricter: Stricter, kind: str, effects: Sequence[Effect], olds: Sequence[Any]) -> bool:
    """Whether stricter rules apply to a proposal, by its sums or by its changes to any of these rulebooks."""
    own = kinds()[kind]
    if not own.sets_money_aside:
        return any(own.touches(effect, olds, stricter.touches) for effect in effects)
    sums: Counter[str] = Counter()  # of all mandates together; otherwise dividing a sum would evade the rule
    for effect in effects:
        if asked := own.sum_of(effect):
            sums[asked.currency] += asked.amount
    return any(sums[currency] > above for currency, above in stricter.above.items())


def changed_paths(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """The dotted paths at which two rulebooks differ, except the number."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in sorted(old.keys() | new.keys()):
            if path or name != "number":
                inner = f"{path}.{name}" if path else name
                yield from changed_paths(old.get(name), new.get(name), inner)
    elif old != new or type(old) is not type(new):
        yield path


STATEMENTS: Final = (StatementType.of("rulebook-adopted", RulebookAdopted, adopt),)

"""An amendment: passing adopts a changed rulebook, or ratifies the one in force."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govern.protocol import fields
from govern.protocol.effect import TAG, Effect, typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement
from govern.protocol.units import DAY
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets.parts import ratio
from govern.rules.rulebook.rulebooks import (
    changed_paths,
    in_force,
    next_number,
    next_rulebook,
    scope_of,
    typed,
)
from govern.rules.rulebook.rules import Rules
from govern.rules.rulebook.strictness import touches


@typed_effect("adopt-rulebook")
class AdoptRulebook(Effect):
    """The whole next rulebook."""

    rulebook: fields.Object


@typed_effect("ratify-rulebook")
class RatifyRulebook(Effect):
    """The number of the rulebook in force, which from then on only a vote changes."""

    number: fields.Positive


class AmendmentKind(ProposalKind[AdoptRulebook | RatifyRulebook]):
    """Exactly one effect: the whole next rulebook, safe and different; or the number of the one to ratify."""

    id = "amendment"
    needed_since = 1
    effects = (AdoptRulebook, RatifyRulebook)
    stricter_by = "touches"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Changing the rules needs two thirds; changing how rules are changed, three quarters."""
        del money
        careful = {"standstill_ms": 3 * DAY, "support": ratio(2, 3, strict=True)}
        harder = {
            "above": {},
            "change": {"approval_floor": ratio(1, 4), "support": ratio(3, 4, strict=True)},
            "touches": [f"kinds.{self.id}", "delay_ms"],
        }
        return base | careful | {"stricter": [harder]}

    def check(
        self, effects: Sequence[object], state: State, rules: Rules, scope: str
    ) -> Sequence[AdoptRulebook | RatifyRulebook]:
        """Raise Refused(effects_invalid, rulebook_*, ratified_already, ratify_other)."""
        del rules
        effect = _read(only(effects))
        check_applicable(state, effect, scope)
        return (effect,)

    def check_applicable(
        self, state: State, proposal: Proposal, effect: AdoptRulebook | RatifyRulebook, at: int
    ) -> None:
        """Raise Refused(rulebook_number, rulebook_unchanged, ratified_already, ratify_other) unless possible now."""
        del at
        check_applicable(state, effect, proposal.scope)

    def rulebook_of(self, effect: AdoptRulebook | RatifyRulebook) -> dict[str, Any] | None:
        """The rulebook that is adopted; none where one is ratified."""
        return effect.rulebook if isinstance(effect, AdoptRulebook) else None

    def touches(self, effect: AdoptRulebook | RatifyRulebook, olds: Sequence[Any], parts: Sequence[str]) -> bool:
        """Whether a change concerns one of the parts; a ratification settles every rule."""
        new = self.rulebook_of(effect)
        if new is None:
            return bool(parts)
        paths = {path for old in olds for path in changed_paths(old, new)}
        return any(touches(path, prefix) for path in paths for prefix in parts)

    def carry_out(
        self,
        state: State,
        statement: Statement[Payload],
        proposal: Proposal,
        effect: AdoptRulebook | RatifyRulebook,
    ) -> tuple[Fact, ...]:
        """Ratify the rulebook in force, or adopt the new one after the delay of the current one."""
        check_applicable(state, effect, proposal.scope)
        holder = scope_of(state, proposal.scope)
        if isinstance(effect, RatifyRulebook):
            return (replace(holder, ratified_at=statement.at),)
        before = in_force(state, proposal.scope, fields.LARGEST_MOMENT)
        effective_at = max(
            statement.at + typed(in_force(state, proposal.scope, statement.at)).delay_ms, before.effective_at
        )
        return next_rulebook(state, statement, holder, effect.rulebook, effective_at, proposal=proposal.id)


def _read(value: dict[str, Any]) -> AdoptRulebook | RatifyRulebook:
    if value.get(TAG) == RatifyRulebook.NAME:
        return RatifyRulebook.checked(value)
    effect = AdoptRulebook.checked(value)
    read_rulebook(effect.rulebook)
    return effect


def check_applicable(state: State, effect: AdoptRulebook | RatifyRulebook, scope: str) -> None:
    """Raise Refused(rulebook_number, rulebook_unchanged, ratified_already, ratify_other) unless possible now."""
    holder = scope_of(state, scope)
    if isinstance(effect, RatifyRulebook):
        if holder.ratified_at:
            raise Refused("ratified_already")
        if not holder.rulebook or effect.number != holder.rulebook:
            raise Refused("ratify_other")
        return
    if effect.rulebook["number"] != next_number(holder):
        raise Refused("rulebook_number", expected=next_number(holder))
    latest = in_force(state, scope, fields.LARGEST_MOMENT)
    if not any(changed_paths(latest.rules, effect.rulebook)):
        raise Refused("rulebook_unchanged")

"""An amendment: passing adopts a changed rulebook, or ratifies the one in force."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement
from govern.protocol.units import DAY
from govern.rules.proposals.kind import Effect, ProposalKind
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

ADOPT: fields.Fields = {"effect": lambda value: value == "adopt-rulebook", "rulebook": fields.mapping}
RATIFY: fields.Fields = {"effect": lambda value: value == "ratify-rulebook", "number": fields.positive}


class AmendmentKind(ProposalKind):
    """Exactly one effect: the whole next rulebook, safe and different; or the number of the one to ratify."""

    id = "amendment"
    effects = {"adopt-rulebook": ADOPT, "ratify-rulebook": RATIFY}
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

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raise Refused(effects_invalid, rulebook_*, ratified_already, ratify_other)."""
        del rules
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        if effects[0].get("effect") == "ratify-rulebook":
            fields.check(effects[0], RATIFY)
        else:
            fields.check(effects[0], ADOPT)
            read_rulebook(effects[0]["rulebook"])
        check_applicable(state, effects[0], scope)

    def check_applicable(self, state: State, proposal: Proposal, effect: Effect, at: int) -> None:
        """Raise Refused(rulebook_number, rulebook_unchanged, ratified_already, ratify_other) unless possible now."""
        del at
        check_applicable(state, effect, proposal.scope)

    def rulebook_of(self, effect: Effect) -> Mapping[str, Any] | None:
        """The rulebook that is adopted; none where one is ratified."""
        return effect["rulebook"] if effect["effect"] == "adopt-rulebook" else None

    def touches(self, effect: Effect, olds: Sequence[Any], parts: Sequence[str]) -> bool:
        """Whether a change concerns one of the parts; a ratification settles every rule."""
        new = self.rulebook_of(effect)
        if new is None:
            return bool(parts)
        paths = {path for old in olds for path in changed_paths(old, new)}
        return any(touches(path, prefix) for path in paths for prefix in parts)

    def carry_out(
        self, state: State, statement: Statement[Payload], proposal: Proposal, effect: Effect
    ) -> tuple[Fact, ...]:
        """Ratify the rulebook in force, or adopt the new one after the delay of the current one."""
        check_applicable(state, effect, proposal.scope)
        holder = scope_of(state, proposal.scope)
        if effect["effect"] == "ratify-rulebook":
            return (replace(holder, ratified_at=statement.at),)
        before = in_force(state, proposal.scope, fields.LARGEST_MOMENT)
        effective_at = max(
            statement.at + typed(in_force(state, proposal.scope, statement.at)).delay_ms, before.effective_at
        )
        return next_rulebook(state, statement, holder, effect["rulebook"], effective_at, proposal=proposal.id)


def check_applicable(state: State, effect: Effect, scope: str) -> None:
    """Raise Refused(rulebook_number, rulebook_unchanged, ratified_already, ratify_other) unless possible now."""
    holder = scope_of(state, scope)
    if effect["effect"] == "ratify-rulebook":
        if holder.ratified_at:
            raise Refused("ratified_already")
        if not holder.rulebook or effect["number"] != holder.rulebook:
            raise Refused("ratify_other")
        return
    if effect["rulebook"]["number"] != next_number(holder):
        raise Refused("rulebook_number", expected=next_number(holder))
    latest = in_force(state, scope, fields.LARGEST_MOMENT)
    if not any(changed_paths(latest.rules, effect["rulebook"])):
        raise Refused("rulebook_unchanged")

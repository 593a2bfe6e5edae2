"""A budget: a fixed sum divided among projects; passing grants a mandate to each winning project."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.state import State, find
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.proposals.kinds.spending import GRANT, check_grant, check_inside, mandate, texts_of
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rules import KindRules, Rules
from govern.rules.voting.question import MOST_OPTIONS, Question

SHARE_OUT: fields.Fields = {
    "currency": fields.currency,
    "effect": lambda value: value == "share-out",
    "sum": fields.positive,
}
FUND: fields.Fields = {
    **GRANT,
    "effect": lambda value: value == "fund-project",
    "name": fields.digest,
    "option": fields.slug,
}


class BudgetKind(ProposalKind):
    """The sum, then one effect for each project: the fields of a mandate, and the id and name of the option."""

    id = "budget"
    effects = {"share-out": SHARE_OUT, "fund-project": FUND}
    consequence = "mandate-granted"
    asks = "projects"
    stricter_by = "sum"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Equal shares, with those rules for money that suit ballots naming projects.

        Such ballots have no yes and no, and chambers do not divide sums.
        """
        as_careful = {name: money[name] for name in ("head_count", "participation", "sponsors", "standstill_ms")}
        return over_options(base) | as_careful | {"method": "budget-equal-shares-completed/1"}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, option_twice, currency_unknown, project_too_dear, ...)."""
        for place, effect in enumerate(effects):
            _check_form(effect, SHARE_OUT if place == 0 else FUND)
        if not 2 <= len(effects) <= MOST_OPTIONS:
            raise Refused("effects_invalid", field="effects")
        whole, projects = effects[0], effects[1:]
        if len({one["option"] for one in projects}) != len(projects):
            raise Refused("option_twice", field="effects")
        for one in projects:
            if one["currency"] != whole["currency"] or one["cap"] > whole["sum"]:
                raise Refused("project_too_dear", field="effects")
            check_grant(one, state, rules, scope)

    def texts(self, effects: Sequence[Any]) -> Iterable[str]:
        """Each project's name and purpose, each outside payee's name; raises Refused(effects_invalid, field_*)."""
        for effect in effects:
            if not isinstance(effect, dict) or effect.get("effect") != "fund-project":
                continue
            _check_form(effect, FUND)
            yield effect["name"]
            yield from texts_of(effect)

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the projects."""
        del state
        return [one["option"] for one in proposal.effects[1:]]

    def option_names(self, effects: Sequence[Effect]) -> Mapping[str, str]:
        """The names of the projects."""
        return {one["option"]: one["name"] for one in effects[1:]}

    def costs(self, effects: Sequence[Effect]) -> Mapping[str, int]:
        """The cap of each project's mandate."""
        return {one["option"]: one["cap"] for one in effects[1:]}

    def sum_of(self, effect: Effect) -> int:
        """The total sum."""
        return int(effect["sum"]) if effect["effect"] == "share-out" else 0

    def drawn_by(self, effect: Effect) -> int:
        """The cost of a project."""
        return int(effect["cap"]) if effect["effect"] == "fund-project" else 0

    def question(self, poll: Poll, proposal: Proposal, rules: KindRules) -> Question:
        """The projects to fund within the sum."""
        del rules
        costs, whole = self.costs(proposal.effects), proposal.effects[0]["sum"]
        return Question(tuple(poll.options), most=poll.most, costs=costs, budget=whole)

    def to_apply(self, state: State, proposal: Proposal) -> list[int]:
        """The indexes of the winning projects."""
        winners = find(state, Result, "poll_unknown", proposal.poll).winners
        return [place for place, one in enumerate(proposal.effects) if one.get("option") in winners]

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The mandate of a project."""
        del proposal
        return mandate(state, effect, at)


def _check_form(effect: Any, form: fields.Fields) -> None:
    if not isinstance(effect, dict):
        raise Refused("effects_invalid", field="effects")
    fields.check(effect, form)
    if "payee" in form:
        check_inside(effect)

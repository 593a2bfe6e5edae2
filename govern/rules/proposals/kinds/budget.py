"""A budget: a fixed sum divided among projects; passing grants a mandate to each winning project."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from govern.protocol import fields
from govern.protocol.effect import TAG, Effect, typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.state import State, find
from govern.rules.proposals.kind import MoneyAsked, ProposalKind
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rules import KindRules, Rules
from govern.rules.treasury.mandate_effects import (
    MandateEffect,
    MandateGranted,
    check_grant,
    check_inside,
    granting,
    texts_of,
)
from govern.rules.voting.question import MOST_OPTIONS, Question


@typed_effect("share-out")
class ShareOut(Effect):
    """The sum that is divided."""

    currency: fields.Currency
    sum: fields.Positive


@typed_effect("fund-project")
class FundProject(MandateEffect):
    """A project: its mandate, and the name and id of its option."""

    name: fields.Text
    option: fields.Slug

    def wins(self, winners: Collection[str]) -> bool:
        """Whether the project is among the winners."""
        return self.option in winners


class BudgetKind(ProposalKind[ShareOut | FundProject]):
    """The sum, then one effect for each project: the fields of a mandate, and the id and name of the option."""

    id = "budget"
    effects = (ShareOut, FundProject)
    consequence = MandateGranted
    asks = "projects"
    stricter_by = "sum"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Equal shares, with those rules for money that suit ballots naming projects.

        Such ballots have no yes and no, and chambers do not divide sums.
        """
        as_careful = {name: money[name] for name in ("head_count", "participation", "sponsors", "standstill_ms")}
        return over_options(base) | as_careful | {"method": "budget-equal-shares-completed/1"}

    def check(
        self, effects: Sequence[object], state: State, rules: Rules, scope: str
    ) -> Sequence[ShareOut | FundProject]:
        """Raises Refused(effects_invalid, field_*, option_twice, currency_unknown, project_too_dear, ...)."""
        read = [_project(one) if place else ShareOut.read(one) for place, one in enumerate(effects)]
        if not 2 <= len(effects) <= MOST_OPTIONS:
            raise Refused("effects_invalid", field="effects")
        whole, projects = _shared(read), _projects(read)
        if len({one.option for one in projects}) != len(projects):
            raise Refused("option_twice", field="effects")
        for one in projects:
            if one.currency != whole.currency or one.cap > whole.sum:
                raise Refused("project_too_dear", field="effects")
            check_grant(one, state, rules, scope)
        return read

    def texts(self, effects: Sequence[object]) -> Iterable[str]:
        """Each project's name and purpose, each outside payee's name; raises Refused(effects_invalid, field_*)."""
        for one in effects:
            if not isinstance(one, dict) or one.get(TAG) != FundProject.NAME:
                continue
            project = _project(one)
            yield project.name
            yield from texts_of(project)

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the projects."""
        del state
        return [one.option for one in _projects(self.typed(proposal.effects))]

    def option_names(self, effects: Sequence[ShareOut | FundProject]) -> Mapping[str, str]:
        """The names of the projects."""
        return {one.option: one.name for one in _projects(effects)}

    def costs(self, effects: Sequence[ShareOut | FundProject]) -> Mapping[str, int]:
        """The cap of each project's mandate."""
        return {one.option: one.cap for one in _projects(effects)}

    def sum_of(self, effect: ShareOut | FundProject) -> MoneyAsked | None:
        """The total sum."""
        return MoneyAsked(effect.currency, effect.sum) if isinstance(effect, ShareOut) else None

    def drawn_by(self, effect: ShareOut | FundProject) -> MoneyAsked | None:
        """The cost of a project."""
        return None if isinstance(effect, ShareOut) else MoneyAsked(effect.currency, effect.cap, effect.programme)

    def question(self, poll: Poll, proposal: Proposal, rules: KindRules) -> Question:
        """The projects to fund within the sum."""
        del rules
        effects = self.typed(proposal.effects)
        whole = _shared(effects).sum
        return Question(tuple(poll.options), most=poll.most, costs=self.costs(effects), budget=whole)

    def to_apply(self, state: State, proposal: Proposal) -> list[int]:
        """The indexes of the winning projects."""
        winners, effects = find(state, Result, "poll_unknown", proposal.poll).winners, self.typed(proposal.effects)
        return [place for place, one in enumerate(effects) if isinstance(one, FundProject) and one.wins(winners)]

    def stated(self, state: State, proposal: Proposal, effect: ShareOut | FundProject, at: int) -> dict[str, object]:
        """The mandate of a project."""
        del proposal
        return granting(state, effect, at) if isinstance(effect, FundProject) else {}


def _project(value: object) -> FundProject:
    project = FundProject.read(value)
    check_inside(project)
    return project


def _shared(effects: Iterable[ShareOut | FundProject]) -> ShareOut:
    return next(one for one in effects if isinstance(one, ShareOut))


def _projects(effects: Iterable[ShareOut | FundProject]) -> list[FundProject]:
    return [one for one in effects if isinstance(one, FundProject)]

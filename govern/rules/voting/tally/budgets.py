"""Participatory budgeting: greedy, and the Method of Equal Shares."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from govern.protocol.errors import N_
from govern.protocol.messages import Message
from govern.rules.voting.tally import lots
from govern.rules.voting.tally.lots import Seed
from govern.rules.voting.tally.profile import Profile, support, written
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import TallyMethod, Utility

Group = tuple[dict[str, int], int]  # a ballot's points of each project, and its total weight


def greedy(profile: Profile, seed: Seed, *, skip: bool = True, only_deciding: bool = True) -> TallyResult:
    """The best-supported projects that still fit; ties by lower cost, then by lot.

    Without `skip`, the first project that does not fit ends the count, as in several cities.
    """
    fill = _fill if only_deciding else _fill_by_lot
    chosen, ties, left = fill(profile, [], profile.budget, seed, skip=skip)
    return _outcome("budget-greedy", profile, chosen, ties, left, {})


Filled = tuple[list[str], list[Tie], int]  # the chosen projects, the ties, and the remaining money


def _fill(profile: Profile, already: Sequence[str], left: int, seed: Seed, *, skip: bool = True) -> Filled:
    """Fill greedily; a lot is drawn only among equal projects that do not all fit, else they are sorted."""
    costs, totals = _costs(profile), support(profile)
    alike: dict[tuple[int, int], list[str]] = {}
    for name in sorted(profile.options):
        if name not in already and totals[name] >= _least(profile):
            alike.setdefault((-totals[name], costs[name]), []).append(name)
    chosen, ties = list(already), []
    for (_, cost), names in sorted(alike.items()):
        fits = min(left // cost, len(names)) if cost else len(names)
        taken = names
        if 0 < fits < len(names):
            taken = [name for name in lots.draw(seed, profile.options) if name in names][:fits]
            ties.append(Tie(tuple(names), tuple(taken), "lot"))
        chosen += taken[:fits]
        left -= cost * fits
        if fits < len(names) and not skip:
            break
    return chosen, ties, left


def _fill_by_lot(profile: Profile, already: Sequence[str], left: int, seed: Seed, *, skip: bool = True) -> Filled:
    """Fill greedily as in format 1 of the rulebook: equal projects always in the order of the lot."""
    costs, totals = _costs(profile), support(profile)
    drawn = {name: place for place, name in enumerate(lots.draw(seed, profile.options))}
    ties = []
    chosen = list(already)
    for name in sorted(profile.options, key=lambda one: (-totals[one], costs[one], drawn[one])):
        if name in chosen or totals[name] < _least(profile):
            continue
        if costs[name] > left and not skip:
            break
        same = [other for other in profile.options if (totals[other], costs[other]) == (totals[name], costs[name])]
        if costs[name] <= left:
            chosen.append(name)
            left -= costs[name]
            if len(same) > 1 and any(other not in chosen and costs[other] > left for other in same):
                ties.append(Tie(tuple(sorted(same)), (name,), "lot"))
    return chosen, ties, left


def equal_shares(
    profile: Profile, seed: Seed, utility: Utility = "cost", *, complete: bool = False, only_deciding: bool = True
) -> TallyResult:
    """Each ballot has an equal share of the money, and pays for the projects it supports, best value first.

    Source: Peters, Pierczynski and Skowron, Proportional Participatory Budgeting with Additive Utilities (2021). A
    project's worth is its cost (or 1) for those who approve it, times their points. Ties: more support, then lower
    cost, then the lot. With `complete` the remaining money is spent greedily.
    """
    costs, totals = _costs(profile), support(profile)
    drawn = {name: place for place, name in enumerate(lots.draw(seed, profile.options))}
    groups = _groups(profile)
    people = sum(weight for _, weight in groups)
    purses = [Fraction(profile.budget, people) if people else Fraction(0) for _ in groups]
    worth = {name: costs[name] if utility == "cost" else 1 for name in profile.options}
    chosen: list[str] = []
    rounds: list[dict[str, Any]] = []
    ties: list[Tie] = []
    while True:
        prices = {
            name: price
            for name in profile.options
            if name not in chosen
            and totals[name] >= _least(profile)
            and (price := _price(name, groups, purses, costs[name], worth[name])) is not None
        }
        if not prices:
            break
        lowest = min(prices.values())
        level = [name for name, price in prices.items() if price == lowest]
        name = min(level, key=lambda one: (-totals[one], costs[one], drawn[one]))
        alike = [one for one in level if (totals[one], costs[one]) == (totals[name], costs[name])]
        if only_deciding and _all_payable(alike, groups, purses, lowest * worth[name]):
            name = min(alike)
        elif len(alike) > 1:
            ties.append(Tie(tuple(sorted(alike)), (name,), "lot"))
        for place, (points, _) in enumerate(groups):
            if name in points:
                purses[place] -= min(purses[place], lowest * worth[name] * points[name])
        chosen.append(name)
        rounds.append({"price": written(lowest), "project": name})
    left = profile.budget - sum(costs[name] for name in chosen)
    if complete:
        fill = _fill if only_deciding else _fill_by_lot
        chosen, more, left = fill(profile, chosen, left, seed)
        ties += more
    return _outcome("budget-equal-shares", profile, chosen, ties, left, {"rounds": rounds, "utility": utility})


def _price(name: str, groups: Sequence[Group], purses: Sequence[Fraction], cost: int, worth: int) -> Fraction | None:
    """The lowest price per unit of worth at which a project's supporters can pay it together; None if they cannot."""
    payers = [
        (purses[place] / (worth * points[name]), purses[place], worth * points[name], weight)
        for place, (points, weight) in enumerate(groups)
        if points.get(name) and worth
    ]
    if not payers or sum(purse * weight for _, purse, _, weight in payers) < cost:
        return None
    owed = Fraction(cost)
    units = sum(value * weight for _, _, value, weight in payers)
    for limit, purse, value, weight in sorted(payers):
        price = owed / units
        if price <= limit:
            return price
        owed -= purse * weight
        units -= value * weight
    return None


def _all_payable(names: Sequence[str], groups: Sequence[Group], purses: Sequence[Fraction], price: Fraction) -> bool:
    """Whether everybody can pay all these projects at their present prices, so that the order does not matter."""
    return all(
        sum(min(purse, price * points[name]) for name in names if name in points) <= purse
        for (points, _), purse in zip(groups, purses, strict=True)
    )


def _groups(profile: Profile) -> list[Group]:
    if profile.points:
        return [
            ({name: value for name, value in points if value > 0}, weight) for points, weight in profile.points.items()
        ]
    return [(dict.fromkeys(names, 1), weight) for names, weight in profile.approved.items()]


def _least(profile: Profile) -> int:
    return max(profile.least, 1)


def _below(profile: Profile) -> list[dict[str, str]]:
    """The projects with too little support for any money, and why."""
    return [
        {"option": name, "why": Message(N_("threshold: %(found)s < %(needed)s"), found=total, needed=profile.least)}
        for name, total in support(profile).items()
        if total < profile.least
    ]


def _costs(profile: Profile) -> Mapping[str, int]:
    if profile.costs is None:
        raise ValueError("these ballots name no costs")
    return profile.costs


def _outcome(
    method: str, profile: Profile, chosen: Sequence[str], ties: Sequence[Tie], left: int, more: dict[str, Any]
) -> TallyResult:
    costs = _costs(profile)
    shown = {
        "budget": profile.budget,
        "left": left,
        "spent": sum(costs[name] for name in chosen),
        "support": support(profile),
    }
    if below := _below(profile):
        shown["dropped"] = below
    return TallyResult(method, tuple(chosen), tuple(ties), shown | more)


GREEDY: Final = TallyMethod(
    "budget-greedy",
    "budget",
    lambda case: greedy(case.profile, case.seed, skip=case.settings.skip, only_deciding=case.settings.only_deciding),
    approvals=True,
)
EQUAL_SHARES: Final = TallyMethod(
    "budget-equal-shares",
    "budget",
    lambda case: equal_shares(
        case.profile,
        case.seed,
        case.settings.utility,
        complete=case.settings.complete,
        only_deciding=case.settings.only_deciding,
    ),
    approvals=True,
)

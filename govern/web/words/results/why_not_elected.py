"""Why an option did not win: a sentence for each, with the figures of the count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Poll
from govern.rules.rulebook.rules import KindRules
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.language import gap
from govern.web.prose.texts import money
from govern.web.words.results import count_pictures
from govern.web.words.results.count_pictures import BudgetPicture, NamedCount, Round, figure, units
from govern.web.words.rules.rule_words import number, share


@dataclass(frozen=True)
class LosingOption:
    """An option that did not win, and why."""

    name: str
    why: str


def by_sums(counted: NamedCount) -> list[LosingOption]:
    """For methods in which the most votes or points win."""
    bars = count_pictures.sums(counted)
    won = [bar for bar in bars if bar.state]
    if not won:
        return []
    if "above" in counted.rounds[0]:
        return _by_grades(counted, [bar.place for bar in bars if not bar.state], won[-1].place)
    if "vacant" in counted.document:
        return [_unsupported(bar.name) for bar in bars if not bar.state]
    least = min(won, key=lambda bar: bar.total)
    return [
        LosingOption(bar.name, _fewer(bar.name, bar.total, least.name, least.total)) for bar in bars if not bar.state
    ]


def _by_grades(counted: NamedCount, left: Sequence[int], last: int) -> list[LosingOption]:
    """For methods in which the highest middle grade wins; `last` is the lowest winner."""
    return [
        LosingOption(counted.names[place], _grade(counted, place) + gap() + _grade(counted, last)) for place in left
    ]


def _grade(counted: NamedCount, place: int) -> str:
    figures = {name: figure(units(counted.rounds[0][name][place])) for name in ("totals", "above", "below")}
    return _(
        "%(name)s has the middle grade %(totals)s; a weight of %(above)s is above it, and %(below)s is below it.",
        name=counted.names[place],
        **figures,
    )


def _unsupported(name: str) -> LosingOption:
    """For an option that lost although a seat stays vacant."""
    return LosingOption(name, _("No ballot supports %(name)s, so the seat stays vacant.", name=name))


def _fewer(name: str, total: int, other: str, most: int) -> str:
    about = {"name": name, "n": figure(total), "other": other, "most": figure(most)}
    if total == most:
        return _("%(name)s has %(n)s, as much as %(other)s; how the tie was settled stands below.", **about)
    return _("%(name)s has %(n)s, and %(other)s has %(most)s.", **about)


def by_rounds(counted: NamedCount) -> list[LosingOption]:
    """For methods that exclude options round by round."""
    rounds = count_pictures.rounds(counted)
    left = [place for place in range(len(counted.names)) if place not in counted.winners]
    if "vacant" in counted.document:
        return [_unsupported(counted.names[place]) for place in left]
    stv = "quota" in counted.document
    found = [(_excluded(counted, rounds, place, stv), place) for place in left]
    found.sort(key=lambda one: -one[0][0])
    return [LosingOption(counted.names[place], words) for (_order, words), place in found]


def _excluded(counted: NamedCount, rounds: Sequence[Round], place: int, stv: bool) -> tuple[int, str]:
    """The round of an option's exclusion, and the sentence."""
    for index, one in enumerate(rounds):
        bar = next((bar for bar in one.bars if bar.place == place and bar.state == "excluded"), None)
        if bar is None:
            continue
        # The table of a transferable vote shows an exclusion after its transfer, that of a run-off before it.
        then = next(old for old in rounds[index - 1].bars if old.place == place) if stv else bar
        others = rounds[index - 1].bars if stv else one.bars
        above = [old for old in others if old.total > then.total and old.state not in ("elected", "excluded")]
        about = {"name": then.name, "round": number(one.number), "n": figure(then.total)}
        if not above:
            return index, _("%(name)s was excluded in round %(round)s with %(n)s.", **about)
        next_ = min(above, key=lambda old: old.total)
        about |= {"other": next_.name, "more": figure(next_.total)}
        return index, _("%(name)s was excluded in round %(round)s with %(n)s, when %(other)s had %(more)s.", **about)
    if "pairwise" in counted.document and _is_beaten(counted, place):
        return len(rounds), _beaten(counted, place)
    return len(rounds), _remained(rounds, place)


def _is_beaten(counted: NamedCount, place: int) -> bool:
    prefer, winner = counted.matrix("pairwise"), counted.winners[0]
    return prefer[winner][place] > prefer[place][winner]


def _remained(rounds: Sequence[Round], place: int) -> str:
    last, seated = rounds[-1], {bar.place for one in rounds[:-1] for bar in one.bars if bar.state == "elected"}
    own = next(bar for bar in last.bars if bar.place == place)
    won = [bar for bar in last.bars if bar.state in ("won", "elected")]
    won = [bar for bar in won if bar.place not in seated] or won  # a transferred surplus leaves only the quota
    least = min(won, key=lambda bar: bar.total) if won else own
    about = {"name": own.name, "n": figure(own.total), "other": least.name, "more": figure(least.total)}
    if own.total == least.total and last.act != "surplus" and len(won) == 1:
        return _("%(name)s stood until the end with %(n)s, as much as %(other)s.", **about)
    if not won or own.total >= least.total:
        return _("%(name)s stood until the end with %(n)s, but every seat was filled by then.", **about)
    return _("%(name)s stood until the end with %(n)s, when %(other)s had %(more)s.", **about)


def by_pairs(counted: NamedCount, poll: Poll, rules: KindRules) -> list[LosingOption]:
    """For methods that compare options in pairs."""
    dropped = {one["option"]: one["why"] for one in counted.document.get("dropped", ())}
    left = [place for place in count_pictures.standing(counted) if place not in counted.winners]
    return [
        LosingOption(
            counted.names[place],
            _dropped(counted, place, dropped[place], poll, rules) if place in dropped else _beaten(counted, place),
        )
        for place in left
    ]


def _dropped(counted: NamedCount, place: int, why: str, poll: Poll, rules: KindRules) -> str:
    prefer, status_quo = counted.matrix("pairwise"), counted.status_quo
    for_, against = prefer[place][status_quo], prefer[status_quo][place]
    about: dict[str, Any] = {"name": counted.names[place], "for_": number(for_), "against": number(against)}
    if why == "quorum":
        needed = number(rules.approval_floor.ceil_of(poll.roll_total))
        return _("%(for_)s prefer %(name)s to no change, and %(needed)s are needed.", needed=needed, **about)
    if 2 * rules.support.num == rules.support.den:
        return _("%(for_)s prefer %(name)s to no change, and %(against)s prefer no change; it must be more.", **about)
    least = share(rules.support)
    return _(
        "%(for_)s prefer %(name)s to no change, and %(against)s prefer no change; more than %(share)s of both must.",
        share=least,
        **about,
    )


def _beaten(counted: NamedCount, place: int) -> str:
    winner = counted.winners[0]
    prefer = counted.matrix("pairwise")
    for_, against = prefer[winner][place], prefer[place][winner]
    names = {"winner": counted.names[winner], "name": counted.names[place]}
    direct = names | {"more": number(for_), "fewer": number(against)}
    if for_ > against:
        return _("%(winner)s is preferred to %(name)s by %(more)s to %(fewer)s.", **direct)
    if "paths" in counted.document:
        return _by_paths(counted, place, direct)
    if for_ == against:
        return _("%(winner)s and %(name)s are level, %(more)s to %(fewer)s, and others decided.", **direct)
    return _(
        "%(name)s is preferred to %(winner)s by %(fewer)s to %(more)s, but stronger majorities that lead the other way "
        "were fixed before.",
        **direct,
    )


def _by_paths(counted: NamedCount, place: int, about: Mapping[str, str]) -> str:
    winner, paths = counted.winners[0], count_pictures.strongest_paths(counted)
    there, back = paths[winner][place], paths[place][winner]
    if there == back:
        return _("%(winner)s and %(name)s are level; how the tie was settled stands below.", **about)
    if there[:2] == back[:2]:
        return _(
            "%(fewer)s prefer %(name)s to %(winner)s and %(more)s the other way round, but by way of others "
            "%(winner)s is ahead: the strongest paths both have %(there)s, but fewer against: %(less)s on its own, "
            "%(against)s on the one back.",
            there=number(there[1]),
            less=number(-there[2]),
            against=number(-back[2]),
            **about,
        )
    return _(
        "%(fewer)s prefer %(name)s to %(winner)s and %(more)s the other way round, but by way of others "
        "%(winner)s is ahead: its strongest path has %(there)s, the one back %(back)s.",
        there=number(there[1]),
        back=number(back[1] if back[0] == 2 else 0),
        **about,
    )


def by_budget(counted: NamedCount, budget: BudgetPicture, currency: str) -> list[LosingOption]:
    """For projects paid from one sum."""
    return [
        LosingOption(one.name, _unfunded(counted, budget, one.place, currency))
        for one in budget.projects
        if not one.funded
    ]


def _unfunded(counted: NamedCount, budget: BudgetPicture, place: int, currency: str) -> str:
    own = next(one for one in budget.projects if one.place == place)
    about = {"name": own.name, "cost": money(own.cost, currency)}
    if not own.support:
        return _("Nobody supports %(name)s.", **about)
    if budget.equal and not counted.method.settings.get("complete"):
        return ngettext(
            "%(name)s costs %(cost)s; its supporters, of weight %(num)s, had less than that left together.",
            "%(name)s costs %(cost)s; its supporters, of weight %(num)s, had less than that left together.",
            own.support,
            **about,
        )
    shared = {one["project"][0] for one in counted.rounds if one.get("project")}
    before = [
        one
        for one in budget.projects
        if one.funded and (one.place in shared or (-one.support, one.cost) <= (-own.support, own.cost))
    ]
    left = budget.sum - sum(one.cost for one in before)
    return _(
        "%(name)s costs %(cost)s; only %(left)s were left when its turn came.", left=money(left, currency), **about
    )

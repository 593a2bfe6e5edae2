"""Data of a count's charts and tables: bars, rounds, comparisons, or the use of a budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final

from flask_babel import format_decimal

from govern.rules.voting.method import Picture
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.question import STATUS_QUO
from govern.rules.voting.tally import schulze
from govern.rules.voting.tally.schulze import Strength

_EMPTY: Final = ("method", "options", "ties", "winners")  # the keys of a document without a count
UNIT: Final = 100_000  # figures of a count have five decimals at most


@dataclass(frozen=True)
class NamedCount:
    """A count document with the names of its options, in order."""

    document: Mapping[str, Any]
    names: Sequence[str]

    @property
    def method(self) -> MultiOptionMethod:
        """The method of the count."""
        return SEVERAL[self.document["method"]]

    @property
    def view(self) -> Picture | None:
        """The picture of the count; None if no ballot named an option."""
        counted = len(self.document) > len(_EMPTY)
        return self.method.view if counted else None

    @property
    def winners(self) -> list[int]:
        """The winners' indexes, in order."""
        return list(self.document["winners"])

    @property
    def rounds(self) -> list[Mapping[str, Any]]:
        """The rounds of the count; empty if it had none."""
        return list(self.document.get("rounds", ()))

    @property
    def status_quo(self) -> int:
        """The index of the status quo; -1 if there is none."""
        options = self.document["options"]
        return options.index(STATUS_QUO) if STATUS_QUO in options else -1

    def matrix(self, name: str) -> list[list[int]]:
        """The figures of `pairwise` or `paths`."""
        return [[int(cell) for cell in row] for row in self.document[name]]


@dataclass(frozen=True)
class Bar:
    """An option's bar: its figure and change, in hundred-thousandths; `state` is a word."""

    place: int
    name: str
    total: int
    change: int = 0
    state: str = ""


@dataclass(frozen=True)
class Round:
    """A round of a count: its act, the remaining options, and the exhausted weight."""

    number: int
    act: str
    moved: list[str]
    bars: list[Bar]
    lost: int
    lost_change: int
    line: int  # the threshold; 0 where there is none


@dataclass(frozen=True)
class Cell:
    """A comparison: the weight that prefers the row to the column, and whether that is more, equal or fewer.

    For a path, the weakest majority, with the weight `against` it; -1 if there is none.
    """

    figure: int
    than: str  # "more", "level", "fewer", or "" where nothing is compared
    against: int = -1


@dataclass(frozen=True)
class ProjectPicture:
    """A project of a budget in minor units; `paid` is the most that one supporter paid, 0 if none did."""

    place: int
    name: str
    cost: int
    support: int
    funded: bool
    paid: int  # rounded up


@dataclass(frozen=True)
class BudgetPicture:
    """A budget and its projects, funded ones first in the order of funding.

    `equal` if each ballot had an equal share of it.
    """

    sum: int
    left: int
    equal: bool
    projects: list[ProjectPicture]


def units(text: str) -> int:
    """A figure of the document in hundred-thousandths."""
    return int(Decimal(text) * UNIT)


def figure(value: int) -> str:
    """Hundred-thousandths as a number in the reader's format."""
    return str(format_decimal(Decimal(value) / UNIT, format="#,##0.#####"))


def sums(counted: NamedCount) -> list[Bar]:
    """The bars of a count by sums, the largest first."""
    totals = [units(one) for one in counted.rounds[0]["totals"]]
    order = counted.winners + sorted(set(range(len(totals))) - set(counted.winners), key=lambda one: -totals[one])
    return [Bar(one, counted.names[one], totals[one], state="won" if one in counted.winners else "") for one in order]


def rounds(counted: NamedCount) -> list[Round]:
    """The rounds of a count with transfers, and the changes between them."""
    return _by_surplus(counted) if "quota" in counted.document else _by_majority(counted)


def _by_majority(counted: NamedCount) -> list[Round]:
    found: list[Round] = []
    before: dict[int, int] = {}
    moved: list[str] = []
    lost = 0
    for number, one in enumerate(counted.rounds, start=1):
        totals = _totals(one)
        exhausted = units(one["exhausted"])
        if act := one.get("act", ""):
            before = {}  # points and preferences are not compared
        last = number == len(counted.rounds)
        states = dict.fromkeys(one["excluded"], "excluded") | (dict.fromkeys(counted.winners, "won") if last else {})
        bars = _bars(counted, totals, before, states)
        line = 0 if act == "scores" or "pairwise" in counted.document else sum(totals.values()) // 2
        act = act or ("exclusion" if moved else "")
        found.append(Round(number, act, moved, bars, exhausted, exhausted - lost, line))
        before, lost, moved = totals, exhausted, [counted.names[place] for place in one["excluded"]]
    return found


def _by_surplus(counted: NamedCount) -> list[Round]:
    found: list[Round] = []
    before: dict[int, int] = {}
    gone: set[int] = set()
    lost = 0
    for number, one in enumerate(counted.rounds, start=1):
        quota = units(one["quota"] if "quota" in one else counted.document["quota"])
        totals = {place: value for place, value in _totals(one).items() if place not in gone}
        acted = list(one["moved"] if "moved" in one else one["option"])
        states = dict.fromkeys(one["elected"], "elected")
        if one["act"] == "exclusion":
            states |= dict.fromkeys(acted, "excluded")
            gone |= set(acted)
        stays = units(one["non_transferable"])
        act = one["act"] if acted else ""
        bars = _bars(counted, totals, before, states)
        found.append(Round(number, act, [counted.names[place] for place in acted], bars, stays, stays - lost, quota))
        before, lost = totals, stays
    return found


def _totals(one: Mapping[str, Any]) -> dict[int, int]:
    return {place: units(text) for place, text in enumerate(one["totals"]) if text}


def _bars(
    counted: NamedCount, totals: Mapping[int, int], before: Mapping[int, int], states: Mapping[int, str]
) -> list[Bar]:
    return [
        Bar(place, counted.names[place], total, total - before.get(place, total), states.get(place, ""))
        for place, total in sorted(totals.items(), key=lambda one: -one[1])
    ]


def standing(counted: NamedCount) -> list[int]:
    """The options in the order of a count by comparisons, dropped ones last."""
    ranked = [place for rank in counted.document.get("order", ()) for place in rank]
    ranked.sort(key=lambda place: place not in counted.winners)
    return ranked + [one["option"] for one in counted.document.get("dropped", ())]


def comparisons(figures: Sequence[Sequence[int]], order: Sequence[int]) -> list[list[Cell]]:
    """A table of comparisons with rows and columns in this order."""
    return [[_cell(figures, row, column) for column in order] for row in order]


def _cell(figures: Sequence[Sequence[int]], row: int, column: int) -> Cell:
    if row == column:
        return Cell(0, "")
    for_, against = figures[row][column], figures[column][row]
    return Cell(for_, "more" if for_ > against else "fewer" if for_ < against else "level")


def strongest_paths(counted: NamedCount) -> dict[int, dict[int, Strength]]:
    """The strength of the strongest path between any two remaining options, including the weight against.

    The document has only the weight in favour, which can be equal for paths of different strength.
    """
    prefer = counted.matrix("pairwise")
    figures = {str(a): {str(b): row[b] for b in range(len(row)) if a != b} for a, row in enumerate(prefer)}
    stay = [str(place) for rank in counted.document["order"] for place in rank]
    found = schulze.strongest_paths(figures, stay)
    return {int(a): {int(b): strength for b, strength in row.items()} for a, row in found.items()}


def paths(counted: NamedCount, order: Sequence[int]) -> list[list[Cell]]:
    """The table of the strongest paths with rows and columns in this order."""
    found = strongest_paths(counted)
    return [[_path(found, row, column) for column in order] for row in order]


def _path(found: Mapping[int, Mapping[int, Strength]], row: int, column: int) -> Cell:
    if row == column or row not in found or column not in found:
        return Cell(0, "")
    there, back = found[row][column], found[column][row]
    than = "more" if there > back else "fewer" if there < back else "level"
    majority, votes, against = there
    return Cell(votes, than, -against) if majority == 2 else Cell(0, than)


def budget(counted: NamedCount, costs: Sequence[int]) -> BudgetPicture:
    """A budget with its projects; `costs` by index."""
    support, winners = [int(one) for one in counted.document["support"]], counted.winners
    prices = {one["project"][0]: Fraction(one["price"]) for one in counted.rounds if "price" in one}
    by_number = counted.method.settings.get("utility") == "cardinality"
    paid = {place: price * (1 if by_number else costs[place]) for place, price in prices.items()}
    rest = sorted(set(range(len(costs))) - set(winners), key=lambda one: (-support[one], costs[one]))
    projects = [
        ProjectPicture(one, counted.names[one], costs[one], support[one], one in winners, ceil(paid.get(one, 0)))
        for one in (*winners, *rest)
    ]
    return BudgetPicture(
        int(counted.document["budget"]), int(counted.document["left"]), "rounds" in counted.document, projects
    )

"""Majority judgment: the option with the highest middle grade wins."""

from collections import Counter
from itertools import accumulate
from typing import Any, Final

from govern.rules.voting.tally.profile import Profile, named
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.sums import best
from govern.rules.voting.tally.tally_method import Case, TallyMethod
from govern.rules.voting.tally.ties import TieRule

Grades = dict[int, int]  # the weight of the ballots that give each grade
Key = tuple[tuple[int, int], ...]


def majority_judgment(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """The highest middle grade (the lower one of two) wins; then a ballot with it is taken from each, and so on.

    A ballot that does not name an option gives it the lowest grade, 0; one that names none at all is blank. Source:
    M. Balinski and R. Laraki, Majority Judgment (2011), the majority-value. With `vacant` an option without any higher
    grade gets no seat.
    """
    grades = {name: _grades(profile, name) for name in profile.options}
    keys = _keys(grades)
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    taking_part = named(profile) if vacant else profile.options
    order = {name: places[keys[name]] for name in profile.options if name in taking_part}
    winners, settled = best(order, seats, ties)
    middle = {name: keys[name][0][0] for name in profile.options}
    shown: dict[str, Any] = {"blank": profile.points.get((), 0), "invalid": 0, "totals": middle}
    shown["above"] = {name: _above(grades[name], grade) for name, grade in middle.items()}
    shown["below"] = {name: _below(grades[name], grade) for name, grade in middle.items()}
    return TallyResult("majority-judgment", winners, settled, {"rounds": [shown]})


def _grades(profile: Profile, name: str) -> Grades:
    """The grades of an option on all ballots that are not blank."""
    found: Grades = Counter()
    for points, weight in profile.points.items():
        if points:
            found[dict(points).get(name, 0)] += weight
    return found


def _above(grades: Grades, middle: int) -> int:
    return sum(weight for grade, weight in grades.items() if grade > middle)


def _below(grades: Grades, middle: int) -> int:
    return sum(weight for grade, weight in grades.items() if grade < middle)


def _keys(grades: dict[str, Grades]) -> dict[str, Key]:
    """For each option the grades that its middle has while ballots are taken away, where any option's changes.

    Each ballot counts as two halves, so that the middle lies between two of them: the lower is the middle grade, and
    after it and the upper are taken away the next two follow. Doubling changes no comparison.
    """
    steps = {step for own in grades.values() for step in _changes(own)}
    places = sorted({0, *steps})
    return {name: tuple(_pair(own, place) for place in places) for name, own in grades.items()}


def _changes(own: Grades) -> list[int]:
    """After how many pairs of halves a grade of the pair changes."""
    whole = sum(own.values())
    upwards = accumulate(own[grade] for grade in sorted(own))
    found = (abs(whole - 2 * weight) for weight in upwards)
    return [step for step in found if step < whole]


def _pair(own: Grades, place: int) -> tuple[int, int]:
    """The lower and the upper half that lie `place` halves from the middle."""
    whole = sum(own.values())
    return _at(own, whole - 1 - place), _at(own, whole + place)


def _at(own: Grades, place: int) -> int:
    """The grade of the half at a place, the lowest first."""
    seen = 0
    for grade in sorted(own):
        seen += 2 * own[grade]
        if place < seen:
            return grade
    return max(own)


def _count(case: Case) -> TallyResult:
    return case.with_vacancies(majority_judgment(case.profile, case.seats, case.ties, vacant=case.vacant))


MAJORITY_JUDGMENT: Final = TallyMethod("majority-judgment", "sums", _count, needs_points=True, graded=True)

"""Published outcomes, recounted."""

import json
from fractions import Fraction
from typing import Any, Final

import pytest

from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile, approving, ranked
from govern.rules.voting.tally.result import TallyResult

# Debian general resolutions, tally sheets: digit i is the rank of option i, equal digits are level.
DEBIAN: Final = [
    (
        "2006/007",
        {"213": 91, "123": 84, "132": 74, "231": 20, "122": 13, "312": 10, "112": 9, "221": 8, "121": 5, "212": 5}
        | {"321": 4},
        Fraction("47.434"),
        {"2": Fraction(3)},
        {"1>2": 196, "1>3": 271, "2>1": 110, "2>3": 199, "3>1": 42, "3>2": 111},
        ["2"],
        "1",
    ),
    (
        "2014/002",
        {"123": 105, "213": 74, "312": 32, "321": 26, "132": 13, "212": 9, "221": 9, "112": 8, "122": 5, "231": 5}
        | {"111": 2},
        Fraction("47.4816"),
        {},
        {"1>2": 128, "2>1": 141, "1>3": 205, "3>1": 72, "2>3": 228, "3>2": 53},
        [],
        "2",
    ),
]
SCHULZE_45: Final = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def by_digits(profile: dict[str, int]) -> Profile:
    """Rankings written as one digit an option."""
    ballots = []
    for digits, weight in profile.items():
        ranks = sorted(set(digits))
        tiers = tuple(frozenset(str(i + 1) for i, digit in enumerate(digits) if digit == rank) for rank in ranks)
        ballots.append((tiers, weight))
    return ranked(["1", "2", "3"], ballots)


def by_letters(options: str, profile: dict[str, int]) -> Profile:
    """Rankings written as letters, best first."""
    return ranked(list(options), [(tuple(frozenset(one) for one in order), n) for order, n in profile.items()])


def counted(method: str, profile: Profile, **settings: Any) -> TallyResult:
    """A count, its result still the same after a way through JSON."""
    outcome = count(method, profile, Settings(**settings))
    value = outcome.to_value()
    assert json.loads(json.dumps(value)) == value
    return outcome


@pytest.mark.parametrize(("name", "profile", "quorum", "majority", "pairwise", "dropped", "winner"), DEBIAN)
def test_debian_general_resolutions(name, profile, quorum, majority, pairwise, dropped, winner):
    required = Requirement("3", quorum, majority)
    outcome = counted("schulze", by_digits(profile), required=required)
    assert outcome.shown["pairwise"] == pairwise, name
    assert [one["option"] for one in outcome.shown["dropped"]] == dropped
    assert outcome.winners == (winner,)
    assert outcome.ties == ()


def test_schulzes_example_of_45_voters():
    profile = by_letters("ABCDE", SCHULZE_45)
    outcome = counted("schulze", profile)
    assert outcome.shown["order"] == [["E"], ["A"], ["C"], ["B"], ["D"]]
    assert counted("ranked-pairs", profile).winners == ("A",)
    assert counted("irv", profile).winners == ("A",)


def test_banff_and_district_2016():
    """Aberdeenshire by-election of 2016, one seat, Scottish STV."""
    orders = {"1": 183, "12": 28, "123": 107, "13": 51, "132": 157, "2": 485, "21": 69, "213": 300, "23": 4}
    orders |= {"231": 104, "3": 563, "31": 192, "312": 334, "32": 9, "321": 72}
    names = {"1": "Mason", "2": "Reynolds", "3": "Taylor"}
    profile = ranked(
        list(names.values()), [(tuple(frozenset({names[one]}) for one in order), n) for order, n in orders.items()]
    )
    outcome = counted("stv", profile, seats=1)
    first, after = outcome.shown["rounds"][:2]
    assert first["totals"] == {"Mason": "526", "Reynolds": "962", "Taylor": "1170"}
    assert outcome.shown["quota"] == 1330
    assert (after["act"], after["option"]) == ("exclusion", "Mason")
    assert after["totals"] == {"Mason": "0", "Reynolds": "1097", "Taylor": "1378"}
    assert after["non_transferable"] == "183"
    assert outcome.winners == ("Taylor",)


def test_snapshots_example_of_approval():
    profile = {"1": 133, "1234": 47, "2": 43, "12": 27, "4": 21, "": 19, "3": 19, "13": 15, "23": 13, "234": 13}
    profile |= {"123": 12, "34": 12, "24": 9, "134": 8, "14": 8, "124": 7}
    outcome = counted("approval", approving(list("1234"), [(frozenset(one), n) for one, n in profile.items()]))
    assert outcome.shown["rounds"][0]["totals"] == {"1": 257, "2": 171, "3": 139, "4": 125}
    assert outcome.winners == ("1",)


def test_warsaw_2017_sadul():
    """Pabulib, Warsaw 2017, district Sadul."""
    approvals = {"1547 1549": 63, "1549": 28, "1549 2290": 9, "2290": 9, "1547 2290": 8, "1547": 3}
    costs = {"1549": 55_100, "1547": 55_000, "2290": 12_800}
    ballots = [(frozenset(names.split()), n) for names, n in approvals.items()]
    profile = approving(list(costs), ballots, costs=costs, budget=110_180)
    greedy = counted("budget-greedy", profile)
    assert greedy.winners == ("1549", "1547")
    assert greedy.shown["left"] == 80
    shares = counted("budget-equal-shares", profile)
    assert shares.winners == ("1549", "2290")
    assert shares.shown["spent"] == 67_900
    assert sorted(counted("budget-equal-shares", profile, utility="cardinality").winners) == ["1549", "2290"]


def test_the_capital_of_tennessee():
    """The example with which electoral reformers compare methods; figures and winners as commonly published."""
    profile = by_letters("MNCK", {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17})
    winners = {method: counted(method, profile).winners for method in ("plurality", "irv", "schulze", "ranked-pairs")}
    assert winners == {"plurality": ("M",), "irv": ("K",), "schulze": ("N",), "ranked-pairs": ("N",)}
    assert counted("irv", profile).shown["rounds"][1]["totals"] == {"M": 42, "N": 26, "K": 32}

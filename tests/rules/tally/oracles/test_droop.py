"""Reference counts of Jonathan Lundell's Droop, stage by stage: test/ref/dump at github.com/jklundell/droop."""

from typing import Final

import pytest

from govern.rules.voting.ballot_files import read
from govern.rules.voting.tally.methods import Settings, count
from tests.rules.tally.oracles.further import steering_committee

TWINS: Final = '3 2\n{}0\n"Castor"\n"Pollux"\n"Helen"\n"Pollux and Helen should tie"\n'
FOUR_TWO: Final = TWINS.format("4 1 2 0\n2 3 0\n")
FIVE_ONE_THREE: Final = TWINS.format("5 1 2 0\n1 2 0\n3 3 0\n")
ACCURACY: Final = (  # Voting matters 12 (2000), The computational accuracy using the Meek algorithm
    "5 3\n333 1 3 0\n333 1 4 0\n333 1 5 0\n333 2 3 0\n333 2 4 0\n333 2 5 0\n667 3 0\n667 4 0\n667 5 0\n1 1 2 3 0\n"
    '1 1 2 4 0\n2 2 1 3 0\n0\n"A"\n"B"\n"X"\n"Y"\n"Z"\n"t"\n'
)
# SC-scotland-fixed-p5-d5: after each transfer Dickinson, Mookerjee, Sevigny, Olsen, Kramer, and the non-transferable
# votes without what truncation took, which Droop leaves out.
SCOTTISH_STAGES: Final = {
    ("first preferences", ""): ("6", "3", "8", "1", "18", 0),
    ("surplus", "Rotzler"): ("6.84848", "3.42424", "8.42424", "12.45448", "18", 0),
    ("surplus", "LaMarche"): ("7.803", "3.5606", "9.2424", "12.7272", "18.54544", 0),
    ("exclusion", "Jones"): ("7.803", "3.5606", "9.2424", "14.15144", "18.54544", 0),
    ("exclusion", "Piacsek"): ("8.803", "3.69696", "9.2424", "14.57568", "19.6818", 0),
    ("surplus", "Kramer"): ("9.01084", "3.9536", "9.45496", "14.57568", "19", 472),
    ("exclusion", "Mookerjee"): ("9.36448", "0", "10.59132", "15.61032", "19", 143_368),
    ("exclusion", "Dickinson"): ("0", "0", "16.62204", "16.59988", "19", 377_788),
    ("exclusion", "Olsen"): ("0", "0", "18.59172", "0", "19", 1_840_808),
}
NAMES: Final = ("Dickinson", "Mookerjee", "Sevigny", "Olsen", "Kramer")


def hundred_thousandths(text: str) -> int:
    whole, _, decimals = text.partition(".")
    return int(whole + decimals.ljust(5, "0"))


def test_the_steering_committee_by_the_scottish_rules() -> None:
    outcome = count("stv", read("x.blt", steering_committee()), Settings(vacant=False, seed=b"c"))
    assert outcome.winners == ("Rotzler", "LaMarche", "Kramer", "Sevigny")
    assert outcome.shown["quota"] == 19
    stages = {(one["act"], one["option"]): one for one in outcome.shown["rounds"]}
    left_out = {("exclusion", one) for one in ("Write-In 1", "Write-In 2", "Greenfield", "Leas")}  # without any vote
    assert stages.keys() - left_out == SCOTTISH_STAGES.keys()
    for stage, (*votes, lost) in SCOTTISH_STAGES.items():
        found = stages[stage]
        assert [found["totals"][name] for name in NAMES] == votes
        rounding = hundred_thousandths(found["rounding"])
        assert hundred_thousandths(found["non_transferable"]) - rounding == lost


@pytest.mark.parametrize(
    ("text", "quota", "stages"),
    [
        (FOUR_TWO, 3, [("4", "0", "2", "0"), ("3", "1", "2", "0"), ("3", "0", "2", "1")]),
        (FIVE_ONE_THREE, 4, [("5", "1", "3", "0"), ("4", "2", "3", "0"), ("4", "0", "3", "2")]),
    ],
)
def test_the_twins_by_the_scottish_rules(text: str, quota: int, stages: list[tuple[str, ...]]) -> None:
    outcome = count("stv", read("x.blt", text), Settings())
    assert (outcome.winners, outcome.shown["quota"]) == (("Castor", "Helen"), quota)
    assert [(*one["totals"].values(), one["non_transferable"]) for one in outcome.shown["rounds"]] == stages


@pytest.mark.parametrize(
    ("text", "quota", "stages"),
    [
        (
            FOUR_TWO,
            "2.000000001",
            [
                ("4", "0", "2", "0"),
                ("2.000000004", "1.999999996", "2", "0"),
                ("2.000000004", "0", "2", "1.999999996"),
            ],
        ),
        (
            FIVE_ONE_THREE,
            "3.000000001",
            [
                ("5", "1", "3", "0"),
                ("3.000000005", "2.999999995", "3", "0"),
                ("3.000000005", "0", "3", "2.999999995"),
            ],
        ),
    ],
)
def test_the_twins_by_the_reference_rule_of_meek_s_method(text: str, quota: str, stages: list[tuple[str, ...]]) -> None:
    outcome = count("meek", read("x.blt", text), Settings())
    assert (outcome.winners, outcome.shown["quota"]) == (("Castor", "Helen"), quota)
    assert [(*one["totals"].values(), one["non_transferable"]) for one in outcome.shown["rounds"]] == stages


def test_those_behind_by_no_more_than_the_surplus_are_level_in_meek_s_method() -> None:
    """Droop takes the first in the file, X; here a lot does that."""
    outcome = count("meek", read("x.blt", ACCURACY), Settings(seed=b"a"))
    (tie,) = outcome.ties
    assert (tie.tied, tie.taken, tie.by) == (("X", "Y", "Z"), ("X",), "lot")
    assert outcome.winners == ("A", "B", "Y")
    second, third = outcome.shown["rounds"][1:]
    assert list(second["totals"].values()) == [
        "1000.750000126",
        "1000.750000126",
        "667.166666686",
        "667.166666562",
        "667.1666665",
    ]
    assert (third["quota"], third["non_transferable"]) == ("800.580647027", "800.677411894")
    assert list(third["totals"].values()) == ["800.584418564", "800.584418564", "0", "800.59698277", "800.556768208"]

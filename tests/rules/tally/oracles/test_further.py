"""Published counts by the methods of format 3, figure by figure."""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from govern.rules.voting.ballot_files import read
from govern.rules.voting.tally.methods import Settings, count
from tests.rules.tally.oracles.further import POLL_2011, POLL_2021, graded, steering_committee

# test/ref/dump/SC-meek-prf-o6-fixed-p9-d9.txt of github.com/jklundell/droop: the state at the end of its rounds.
PUBLISHED: Final = (
    (
        1,
        "18.800000001",
        "0",
        {
            "Dickinson": "8.006073598",
            "Mookerjee": "3.232685848",
            "Sevigny": "9.408174589",
            "LaMarche": "18.800000609",
            "Piacsek": "2.759954125",
            "Rotzler": "18.800000299",
            "Olsen": "13.000470959",
            "Jones": "1.435843893",
            "Kramer": "18.55679608",
        },
    ),
    (6, "18.800000001", "0", {"Piacsek": "2.759954125", "Olsen": "14.436314852", "Kramer": "18.55679608"}),
    (7, "18.800000001", "0", {"LaMarche": "19.16521377", "Olsen": "14.506945584", "Kramer": "19.718851196"}),
    (8, "18.799133306", "0.004333472", {"Mookerjee": "3.730149807", "Kramer": "18.799133497"}),
    (9, "18.789719295", "0.051403528", {"Dickinson": "10.204118384", "Sevigny": "11.49864423"}),
    (
        10,
        "18.586296861",
        "1.0685157",
        {
            "Sevigny": "16.482212783",
            "LaMarche": "19.087429756",
            "Rotzler": "19.073682122",
            "Olsen": "19.085721549",
            "Kramer": "19.20243809",
        },
    ),
)
RATINGS_2011: Final = (3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0)
RATINGS_2021: Final = (2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(("place", "quota", "residual", "votes"), PUBLISHED, ids=lambda one: str(one)[:3])
def test_meek_s_method_comes_to_the_reference_s_figures(
    place: int, quota: str, residual: str, votes: dict[str, str]
) -> None:
    settings = Settings(vacant=False, seed=b"c")
    found = count("meek", read("x.blt", steering_committee()), settings).shown["rounds"][place]
    assert (found["quota"], found["non_transferable"]) == (quota, residual)
    assert votes.items() <= found["totals"].items()


@pytest.mark.parametrize(
    ("grades", "whole", "ratings"), [(POLL_2011, 1000, RATINGS_2011), (POLL_2021, 100, RATINGS_2021)]
)
def test_majority_judgment_comes_to_the_published_middle_grades(
    grades: Mapping[str, Sequence[int]], whole: int, ratings: tuple[int, ...]
) -> None:
    outcome = count("majority-judgment", read("x.csv", graded(grades, whole)), Settings(seats=len(grades)))
    assert outcome.winners == tuple(grades)
    assert tuple(outcome.shown["rounds"][0]["totals"].values()) == ratings


@pytest.mark.parametrize(
    ("first", "second"),
    [((0, 1, 2, 2), (0, 0, 3, 2)), ((1, 0, 2, 2, 1), (0, 1, 2, 3, 0))],
)
def test_ballots_are_taken_from_the_middle_while_the_grades_there_are_level(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    """French Wikipedia on majority judgment, the second example and the third."""
    columns = [[str(grade) for grade, n in enumerate(own) for _ in range(n)] for own in (first, second)]
    text = "\n".join(["E,F", *map(",".join, zip(*columns, strict=True)), ""])
    assert count("majority-judgment", read("x.csv", text), Settings(seats=2)).winners == ("F", "E")


def test_a_ballot_of_lowest_grades_alone_counts_and_an_empty_one_does_not() -> None:
    profile = read("x.csv", "weight,A,B\n2,3,1\n3,0,0\n4,,\n")
    shown = count("majority-judgment", profile, Settings()).shown["rounds"][0]
    assert (shown["totals"], shown["blank"]) == ({"A": 0, "B": 0}, 4)
    assert shown["above"] == {"A": 2, "B": 2}


def test_options_that_a_ballot_does_not_rank_share_its_last_places() -> None:
    profile = read("x.csv", "weight,ranking\n2,A\n1,B=C\n1,D>A\n")
    assert count("borda", profile, Settings()).shown["rounds"][0]["totals"] == {"A": "8.5", "B": 5, "C": 5, "D": "5.5"}


def test_benham_s_method_excludes_until_one_beats_each_other() -> None:
    """A circle of three, of whom the last goes out."""
    profile = read("x.csv", "weight,ranking\n4,A>B>C\n3,B>C>A\n2,C>A>B\n")
    outcome = count("benham", profile, Settings())
    assert outcome.winners == ("A",)
    assert [one["excluded"] for one in outcome.shown["rounds"]] == [["C"], []]


def test_an_option_that_is_level_with_another_does_not_beat_all_by_benham_s_method() -> None:
    outcome = count("benham", read("x.csv", "weight,ranking\n1,A>B>C\n1,B>A>C\n"), Settings())
    assert [one["excluded"] for one in outcome.shown["rounds"]] == [["C"], []]
    assert [tie.by for tie in outcome.ties] == ["lot"]


def test_somebody_whom_nobody_ranks_takes_no_part_in_meek_s_method_unless_seats_are_filled() -> None:
    profile = read("x.blt", '3 2\n3 1 0\n0\n"A"\n"B"\n"C"\n"t"\n')
    outcome = count("meek", profile, Settings())
    assert (outcome.winners, outcome.shown["vacant"]) == (("A",), 1)
    assert len(count("meek", profile, Settings(vacant=False)).winners) == 2

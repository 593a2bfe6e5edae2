"""Edge cases of the single transferable vote: exclusion of level options, and surpluses."""

from govern.rules.voting.ballot_files import read
from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.result import TallyResult
from tests.rules.tally.files import blt


def elected(options: str, orders: dict[str, int], seats: int) -> TallyResult:
    """A count of orders of letters."""
    return count("stv", read("x.blt", blt(options, orders, seats)), Settings())


def acts(outcome: TallyResult) -> list[tuple[str, str]]:
    """The acts at each stage after the first."""
    return [(one["act"], one["option"]) for one in outcome.shown["rounds"][1:]]


def test_of_those_level_the_one_with_fewer_at_the_most_recent_other_stage_is_excluded():
    """Rule 51: X had fewer at the first stage, Y at the second; at the third both have seven."""
    outcome = elected("PQWXYZ", {"PX": 2, "QY": 1, "QZ": 2, "W": 21, "X": 5, "Y": 6, "Z": 20}, 1)
    assert acts(outcome)[:3] == [("exclusion", "P"), ("exclusion", "Q"), ("exclusion", "Y")]
    assert [(tie.tied, tie.taken, tie.by) for tie in outcome.ties] == [(("X", "Y"), ("Y",), "earlier-rounds")]


def test_a_weak_tie_of_droops_test_cases():
    """Jonathan Lundell's Droop, weak-defeat.blt: B and C have three each, B had fewer before."""
    outcome = elected("ABCDE", {"AB": 1, "B": 2, "C": 3, "D": 4, "E": 5}, 2)
    assert acts(outcome) == [("exclusion", "A"), ("exclusion", "B"), ("exclusion", "C")]
    assert outcome.winners == ("E", "D")


def test_exactly_the_quota_is_no_surplus_and_makes_no_stage():
    """Rule 48 speaks of more votes than the quota; Droop has a stage that moves nothing."""
    outcome = elected("ABCDEF", {"AC": 10, "B": 8, "C": 6, "D": 5, "ED": 3, "FD": 3}, 4)
    assert acts(outcome)[0] == ("surplus", "A")
    assert {act for act, _ in acts(outcome)[1:]} == {"exclusion"}
    assert outcome.winners[:3] == ("A", "B", "C")


def test_the_largest_surplus_goes_first_and_passes_by_those_who_are_elected():
    """Rule 48: to the next who is neither elected nor excluded; the loss by truncation is stated separately."""
    outcome = elected("ABC", {"AB": 10, "BC": 7, "C": 1}, 2)  # quota 7
    assert outcome.shown["quota"] == 7
    assert outcome.winners == ("A", "B")
    outcome = elected("ABCD", {"ABC": 12, "BD": 9, "C": 3, "D": 4}, 3)  # quota 8
    assert acts(outcome)[0] == ("surplus", "A")
    assert outcome.shown["rounds"][1]["totals"] == {"A": "8", "B": "9", "C": "6.99996", "D": "4"}
    assert outcome.shown["rounds"][1]["rounding"] == "0.00004"


def test_the_last_vacancies_are_filled_without_another_transfer():
    """Rule 52: as many are left as seats."""
    outcome = elected("ABCD", {"A": 9, "B": 2, "C": 1, "D": 1}, 4)
    assert outcome.winners[0] == "A"
    assert set(outcome.winners) == set("ABCD")
    assert acts(outcome) == []
    assert outcome.shown["rounds"][0]["elected"] == list(outcome.winners)


def test_a_ballot_that_puts_options_level_stops_there_and_one_that_begins_so_is_not_valid():
    text = '3 1\n4 1 2 0\n3 3 1=2 0\n9 1=2 3 0\n0\n"A"\n"B"\n"C"\n'
    rounds = count("stv", read("x.blt", text), Settings()).shown
    assert rounds["quota"] == 4  # of seven valid ballots
    assert rounds["rounds"][0]["totals"] == {"A": "4", "B": "0", "C": "3"}

"""Published elections, counted by the functions and by `govern tally`, from standard file formats."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from govern import cli
from govern.protocol.errors import Refused
from govern.rules.voting.ballot_files import read
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import Question
from govern.rules.voting.tally.methods import Settings, count
from tests.rules.tally.files import blt
from tests.rules.tally.oracles.elections import FIRST, MORE, SCOTTISH, PublishedElection
from tests.rules.tally.oracles.further import FURTHER


def counted(capsys: pytest.CaptureFixture[str], file: Path, method: str, *options: str) -> dict[str, Any]:
    """The command's result in JSON."""
    assert cli.main(["tally", str(file), "--method", method, *options, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("election", [*FIRST, *MORE, *FURTHER], ids=lambda one: f"{one.source[:40]}-{one.method}")
def test_the_command_comes_to_what_was_published(election: PublishedElection, tmp_path: Path, capsys):
    file = tmp_path / f"ballots.{election.ending}"
    file.write_text(election.text, encoding="utf-8")
    tallied = counted(capsys, file, election.method, *election.options)
    assert tallied["method"] == election.method
    assert tallied["winners"] == list(election.winners)
    assert [tie["by"] for tie in tallied["ties"]] == list(election.ties)
    assert {"rounds", "pairwise", "spent"} & tallied.keys()
    assert {name: tallied[name] for name in election.shown} == election.shown


@pytest.mark.parametrize(
    "election", [one for one in (*FIRST, *MORE, *FURTHER) if not one.options], ids=lambda one: one.source[:40]
)
def test_the_functions_come_to_it_too(election: PublishedElection):
    profile = read(f"x.{election.ending}", election.text)
    outcome = count(election.method, profile, Settings())
    assert outcome.winners == tuple(election.winners)
    value = outcome.to_value()
    assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize(("votes", "credits"), [(1, 1), (2, 4), (3, 9), (4, 16), (10, 100)])
def test_quadratic_votes_cost_as_lalley_and_weyl_say(votes: int, credits: int):
    """The table of the price of votes."""
    ballot = [{"option": "A", "points": votes}]
    assert SEVERAL["quadratic/1"].read(ballot, ["A", "B"], credits) == ballot
    with pytest.raises(Refused) as refused:
        SEVERAL["quadratic/1"].read(ballot, ["A", "B"], credits - 1)
    assert refused.value.code == "choice_invalid"


def test_a_quadratic_vote_of_ten_that_was_published_with_its_ballots():
    """Source: https://observablehq.com/@pcarleton/quadratic-voting (2022): three give all their credits to T."""
    options = ["A", "B", "C", "D", "T"]
    rest = [{"option": one, "points": 5} for one in options[:-1]]
    ballots = [[{"option": "T", "points": 10}]] * 3 + [rest] * 7
    way = SEVERAL["quadratic/1"]
    votes = [(way.read(one, options, 100), 1) for one in ballots]
    outcome = way.count(votes, Question(tuple(options)), b"seed")
    assert outcome.shown["rounds"][0]["totals"] == {"A": 35, "B": 35, "C": 35, "D": 35, "T": 30}
    assert outcome.winners != ("T",)
    assert outcome.ties[-1].by == "lot"  # the four are level, and all ten ballots hold them level


# The votes of Aragon's Dot Voting, published as the examples that it was tested by: holders of 19, 31 and 50 tokens
# share them out among apples, oranges and bananas; a vote could take effect if each fruit had 5% of what was given.
# The level totals, the refusal and what could take effect are published; the other totals are the ballots' sums.
# https://github.com/AutarkLabs/open-enterprise, apps/dot-voting/test/dot-voting.test.js at 1a527a4.
HELD: Final = (19, 31, 50)
FRUIT: Final = ("apple", "banana", "orange")


@pytest.mark.parametrize(
    ("ballots", "totals", "takes_effect"),
    [
        (((1, 2, 3), (6, 5, 4)), (7, 7, 7), True),
        (((4, 15, 0), (20, 10, 1), (30, 15, 5)), (54, 40, 6), True),
        (((2, 17, 0), (18, 12, 1), (30, 19, 1)), (50, 48, 2), False),
        (((10, 0, 0), (0, 20, 0), (0, 0, 40)), (10, 20, 40), True),
    ],
)
def test_dot_votes_that_were_published_with_their_ballots(ballots, totals, takes_effect):
    way = SEVERAL["dot/1"]
    cast = [(way.read(dots(*one), FRUIT, held), 1) for one, held in zip(ballots, HELD, strict=False)]
    outcome = way.count(cast, Question(FRUIT), b"seed")
    found = outcome.shown["rounds"][0]["totals"]
    assert (found["apple"], found["orange"], found["banana"]) == totals
    assert (20 * min(found.values()) >= sum(found.values())) == takes_effect
    assert found[outcome.winners[0]] == max(totals)


def test_a_voter_with_nineteen_credits_cannot_give_twenty():
    with pytest.raises(Refused) as refused:
        SEVERAL["dot/1"].read(dots(6, 7, 7), FRUIT, HELD[0])
    assert refused.value.code == "choice_invalid"


def dots(apple: int, orange: int, banana: int) -> list[dict[str, Any]]:
    """A ballot; what gets nothing is not named."""
    return [{"option": name, "points": n} for name, n in zip(FRUIT, (apple, banana, orange), strict=True) if n]


def test_the_worked_example_of_the_scottish_government_stage_by_stage():
    """Its sheets round to whole votes what is counted to five decimals."""
    text = blt(["Adams", "Baker", "Campbell", "Gray", "Miller"], SCOTTISH, 3)
    rounds = count("stv", read("x.blt", text), Settings()).shown["rounds"]
    assert [(one["act"], one["option"]) for one in rounds] == [
        ("first preferences", ""),
        ("surplus", "Campbell"),
        ("surplus", "Adams"),
        ("exclusion", "Gray"),
    ]
    whole = [{name: int(float(votes)) for name, votes in one["totals"].items()} for one in rounds]
    assert whole == [
        {"Adams": 550, "Baker": 377, "Campbell": 972, "Gray": 167, "Miller": 331},
        {"Adams": 686, "Baker": 462, "Campbell": 600, "Gray": 198, "Miller": 427},
        {"Adams": 600, "Baker": 467, "Campbell": 600, "Gray": 251, "Miller": 449},
        {"Adams": 600, "Baker": 537, "Campbell": 600, "Gray": 0, "Miller": 602},
    ]
    # 372/972 = 0.38271...: 357 papers of Campbell's name Adams next
    assert rounds[1]["totals"]["Adams"] == "686.62747"
    assert rounds[-1]["rounding"] == "0.00939"

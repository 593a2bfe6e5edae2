"""Options of the greedy rule that cities use: a minimum support, and a stop at the first project that does not fit.

Costs, support and winners are those that Pabulib publishes of each vote (https://pabulib.org); who supported what else
decides nothing here, so that each voter is taken to support one project.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.rules.tally.files import pabulib
from tests.rules.tally.oracles.test_elections import counted


@dataclass(frozen=True)
class CityVote:
    """Projects with their cost and support, and what was bought, in order of support."""

    source: str
    budget: int
    projects: dict[str, tuple[int, int]]
    bought: list[str]

    def text(self, meta: str = "") -> str:
        """The vote as a file; `meta` is one more line about it."""
        costs = {name: cost for name, (cost, _) in self.projects.items()}
        file = pabulib(costs, {name: support for name, (_, support) in self.projects.items()}, self.budget)
        return file.replace("rule;greedy\n", f"rule;greedy\n{meta}")


KOSZUTKA: Final = CityVote(
    "Katowice 2020, Koszutka: 50 points are needed",
    486_714,
    {
        "L12/01": (115_000, 424),
        "L12/02": (265_000, 613),
        "L12/03": (235_000, 556),
        "L12/04": (112_500, 103),
        "L12/05": (10_000, 20),
        "L12/06": (17_000, 188),
        "L12/07": (96_200, 534),
    },
    ["L12/02", "L12/07", "L12/01"],
)
LODZ_33: Final = CityVote(
    "Łódź 2020, estate 33: 50 votes are needed",
    411_000,
    {
        "W008NR": (320_000, 106),
        "W014NR": (25_000, 92),
        "W068NR": (10_000, 21),
        "W121NR": (195_000, 77),
        "W127NR": (40_000, 58),
    },
    ["W008NR", "W014NR", "W127NR"],
)
MORASKO: Final = CityVote(
    "Poznań 2023, Morasko-Radojewo, Naramowice, Umultowo",
    1_510_000,
    {
        "VII.1": (800_000, 1421),
        "VII.2": (15_000, 1539),
        "VII.3": (498_200, 4766),
        "VII.4": (535_000, 1940),
        "VII.5": (800_000, 1722),
        "VII.6": (595_000, 926),
    },
    ["VII.3", "VII.4"],
)
KAMIENNA_GORA: Final = CityVote(
    "Gdynia 2020, Kamienna Góra, large projects",
    190_170,
    {"1": (61_300, 127), "2": (105_755, 353), "3": (118_375, 204)},
    ["2"],
)
RULES: Final = [
    (KOSZUTKA, ["--threshold", "50"], "L12/05"),
    (LODZ_33, ["--threshold", "50"], "W068NR"),
    (MORASKO, ["--no-skip"], "VII.2"),
    (KAMIENNA_GORA, ["--no-skip"], "1"),
]


def named(value: object) -> str | None:
    """A vote by its source."""
    return value.source if isinstance(value, CityVote) else None


@pytest.mark.parametrize(("vote", "rule", "passed_over"), RULES, ids=named)
def test_the_citys_own_rule_comes_to_what_was_published(
    vote: CityVote, rule: list[str], passed_over: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vote.pb"
    file.write_text(vote.text(), encoding="utf-8")
    assert counted(capsys, file, "budget-greedy", *rule)["winners"] == vote.bought
    assert counted(capsys, file, "budget-greedy")["winners"] == [*vote.bought, passed_over]


@pytest.mark.parametrize("vote", [KOSZUTKA, LODZ_33], ids=named)
def test_a_threshold_that_the_file_states_is_kept(
    vote: CityVote, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vote.pb"
    file.write_text(vote.text("min_project_score_threshold;50\n"), encoding="utf-8")
    count = counted(capsys, file, "budget-greedy")
    assert count["winners"] == vote.bought
    [dropped] = count["dropped"]
    least = vote.projects[dropped["option"]][1]
    assert dropped["why"] == f"threshold: {least} < 50"
    assert count["ballots"]["blank"] == 0
    assert counted(capsys, file, "budget-greedy", "--threshold", str(least))["winners"] == [
        *vote.bought,
        dropped["option"],
    ]


def test_equal_shares_buys_nothing_below_the_threshold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vote.pb"
    text = "META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\na;2\nb;2\nVOTES\nvoter_id;vote\n1;a,b\n2;a\n"
    file.write_text(text, encoding="utf-8")
    assert counted(capsys, file, "budget-equal-shares")["winners"] == ["a", "b"]
    for more in ([], ["--complete"]):
        assert counted(capsys, file, "budget-equal-shares", "--threshold", "2", *more)["winners"] == ["a"]

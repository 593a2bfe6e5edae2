"""Recipe “a voting method”, followed with a Borda count of its own: one file for rule and words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from govern import cli
from govern.rules.voting import methods
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.question import Question
from govern.rules.voting.tally.methods import TALLIES
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.sums import best
from govern.rules.voting.tally.tally_method import Case, TallyMethod
from govern.web.words.terms import method_words
from govern.web.words.terms.method_words import MethodWords
from tests.web.votes.test_multi_option_result import choice_of, ranked, shown

TENNESSEE: Final = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
"""Source: the capital of Tennessee, the standard example of Borda's count; its published points follow."""
POINTS: Final = {"M": 126, "N": 194, "C": 173, "K": 107}


def toy_count(case: Case) -> TallyResult:
    """The last of n options gets no point from a ballot, the first n - 1; those not ranked share the last place."""
    profile = case.profile
    totals = dict.fromkeys(profile.options, 0)
    for ranking, weight in profile.rankings.items():
        below = len(profile.options)
        for level in ranking:
            below -= len(level)
            for name in level:
                totals[name] += below * weight
    winners, ties = best(totals, case.seats, case.ties)
    return TallyResult("toy", winners, ties, {"rounds": [{"blank": profile.blank, "invalid": 0, "totals": totals}]})


class ToyMethod(MultiOptionMethod):
    """A ballot ranks any number of options, no two level."""

    id = "toy/1"
    place = 115
    suits = frozenset({"options"})
    form = "ranking"
    tally = TallyMethod("toy", "sums", toy_count)


@pytest.fixture(autouse=True)
def with_toy() -> Iterator[None]:
    methods.register(ToyMethod())
    method_words.WORDS["toy/1"] = MethodWords(
        "The toy’s count", ("A ballot ranks the options. Each gets a point for every option below it.",)
    )
    yield
    del SEVERAL["toy/1"], TALLIES["toy"], method_words.WORDS["toy/1"]


def test_a_method_s_count_comes_to_what_was_published() -> None:
    votes = [([[name] for name in order], weight) for order, weight in TENNESSEE.items()]
    outcome = SEVERAL["toy/1"].count(votes, Question(tuple("CKMN")), b"seed")
    assert outcome.winners == ("N",)
    assert outcome.shown["rounds"][0]["totals"] == POINTS


def test_the_command_counts_by_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ballots.csv"
    lines = [f"{weight},{'>'.join(order)}" for order, weight in TENNESSEE.items()]
    file.write_text("\n".join(["weight,ranking", *lines]), encoding="utf-8")
    assert cli.main(["tally", str(file), "--method", "toy"]) == 0
    assert capsys.readouterr().out.startswith("toy: N")


def test_people_vote_by_it_and_read_the_result(tmp_path: Path) -> None:
    oaks, limes = ranked("oaks", "limes", "status-quo", "elms"), ranked("limes", "elms", "oaks", "status-quo")
    made, poll = choice_of(tmp_path, "toy/1", oaks, oaks, oaks, limes, limes)
    words = shown(made, poll)
    assert "Limes is chosen: it won, enough prefer it to no change, and every minimum is met." in words
    assert "Limes ✓ won 12" in words  # 3 x 2 + 2 x 3; first preferences alone would choose oaks
    assert "Oaks has 11, and Limes has 12." in words


def test_the_form_of_a_rulebook_offers_it(tmp_path: Path) -> None:
    made, _poll = choice_of(tmp_path, "toy/1")
    text = made.site().test_client().get("/rules").get_data(as_text=True)
    assert "The way of voting: The toy’s count." in text

"""Every voting method and weight source is complete: words, a picture, a ballot, a count."""

import re
from pathlib import Path
from typing import Final, get_args

import pytest

from govern.i18n.languages import LANGUAGES
from govern.rules.proposals.kinds import asking
from govern.rules.voting.methods import METHODS, SEVERAL, SINGLE
from govern.rules.voting.tally.methods import TALLIES
from govern.rules.voting.weight_source import StepName, WeightStep
from govern.rules.voting.weights import WEIGHTS
from govern.web.words.terms import method_words, weight_source_words
from govern.web.words.terms.weight_steps import step_words
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.tally.oracles.elections import FIRST, MORE
from tests.rules.tally.oracles.further import FURTHER
from tests.tools import catalogue
from tests.verify.forging.story_multi_option import ballot
from tests.web.decided import CommunityWithOneVote

TESTS: Final = Path(__file__).parents[1]
TRANSLATED: Final = re.compile("[\u4e00-\u9fff]")
CHINESE: Final = catalogue.written(LANGUAGES["zh-Hans"])
PICTURES: Final = {
    "answers": 'aria-labelledby="result-title',
    "budget": 'aria-labelledby="budget-title',
    "consent": 'aria-labelledby="consent-title',
    "pairs": 'aria-labelledby="duels-title',
    "rounds": 'aria-labelledby="rounds-1-title',
    "sums": 'aria-labelledby="sums-title',
}
"""By the view of a method, what its result is drawn as."""

# Where a method's own count is compared with a published one, if not by its tally's election in elections.py.
ORACLES: Final = "rules/tally/oracles/"
PABUTOOLS: Final = f"{ORACLES}test_budget_oracle.py::test_greedy_and_equal_shares_beside_pabutools"
STATED: Final = {
    "budget-equal-shares-completed/1": PABUTOOLS,
    "budget-equal-shares-number/1": PABUTOOLS,
    "budget-equal-shares-number-completed/1": PABUTOOLS,
    "consent/1": "rules/voting/test_outcome.py::test_the_designs_table",
    "dot/1": f"{ORACLES}test_elections.py::test_dot_votes_that_were_published_with_their_ballots",
    "quadratic/1": f"{ORACLES}test_elections.py::test_a_quadratic_vote_of_ten_that_was_published_with_its_ballots",
    "yes-no-abstain/1": "rules/voting/test_outcome.py::test_published_votes_of_the_nouns_dao",
}
WEIGHED: Final = {
    "bands/1": ({"bands": [{"from": 1, "weight": 1}, {"from": 100, "weight": 2}]}, 150, 2),
    "capped-tokens/1": ({"cap": {"num": 1, "den": 10, "strict": False}}, 150, 100),
    "equal/1": ({}, 150, 1),
    "square-root/1": ({}, 150, 12),
    "tokens/1": ({}, 150, 150),
}
"""By source: an example of its parameters, tokens of a supply of 1,000, and the weight worked out by hand."""


def chinese_of(text: str) -> str:
    return str(CHINESE[text].string)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_words_in_both_languages(method: str) -> None:
    words = method_words.WORDS[method]
    assert words.how
    assert all(TRANSLATED.search(chinese_of(text)) for text in (words.name, *words.how))


@pytest.mark.parametrize("method", METHODS)
def test_a_method_takes_its_example_ballot_and_counts_it_whole(method: str) -> None:
    options = ["a", "b", "c"]
    if method in SINGLE:
        single = SINGLE[method]
        assert [single.read(one) for one in single.options] == list(single.options)
        return
    several = SEVERAL[method]
    choice = ballot(method, options[:2])
    assert several.read(choice, options, 9 if several.pointed else 2) == choice
    assert several.why_uncounted(choice, options) is None


@pytest.mark.parametrize("method", METHODS)
def test_a_result_has_the_picture_of_its_method(method: str, tmp_path: Path) -> None:
    made, proposal = decided(method, tmp_path)
    for language in ("en", "zh-Hans"):
        answer = made.site().test_client().get(f"/proposals/{proposal}?lang={language}")
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert PICTURES[METHODS[method].view] in text[text.index('id="result-heading"') :]


def decided(method: str, folder: Path) -> tuple[CommunityWithOneVote, str]:
    """A community with a vote decided by a method, and the vote's proposal."""
    (shape,) = sorted(METHODS[method].suits)[:1]
    kind = "motion" if shape == "question" else asking(shape)[0]
    points = 9 if method in SEVERAL and SEVERAL[method].pointed else 0
    made = CommunityWithOneVote(folder, **{kind: {"method": method, "points": points, "reasons": "allowed"}})
    proposal, names = proposed(made, shape)
    choices = [ballot(method, names), ballot(method, names[::-1])] if method in SEVERAL else SINGLE[method].options
    made.decide(proposal, zip((ADA, BO, CHEN, DI), [choices[0], *choices[:2], choices[0]], strict=True))
    return made, proposal


def proposed(made: CommunityWithOneVote, shape: str) -> tuple[str, list[str]]:
    """A proposal that puts such a question, and two things that its ballots can name."""
    if shape == "options":
        return multi_option.choice(made, GIL, "elms", "oaks"), ["elms", "oaks"]
    if shape == "projects":
        return multi_option.budget(made, GIL, 100_000, pond=60_000, bench=50_000), ["bench", "pond"]
    if shape == "candidates":
        proposal = multi_option.election(made, GIL, seats=1)
        multi_option.stand(made, proposal, EVA, FAY)
        return proposal, [EVA.member, FAY.member]
    return made.propose(GIL, "A pond"), []


@pytest.mark.parametrize("method", METHODS)
def test_a_method_s_count_is_compared_with_one_that_was_published(method: str) -> None:
    if method in STATED:
        assert has_test(STATED[method])
        return
    several = SEVERAL[method]
    assert not several.settings
    assert several.tally.name in {one.method for one in (*FIRST, *MORE, *FURTHER)}


def has_test(place: str) -> bool:
    path, _, name = place.partition("::")
    return f"def {name}(" in (TESTS / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("tally", TALLIES)
def test_a_way_to_count_has_a_published_election(tally: str) -> None:
    assert tally in {one.method for one in (*FIRST, *MORE, *FURTHER)}


@pytest.mark.parametrize("source", WEIGHTS)
def test_a_weight_source_has_words_in_both_languages_and_an_example(source: str) -> None:
    words = weight_source_words.WORDS[source]
    assert TRANSLATED.search(chinese_of(words.label))
    parameters, tokens, weight = WEIGHED[source]
    own = WEIGHTS[source]
    own.check(parameters, "weight")
    assert (words.rule is not None) == bool(own.parameter)
    assert own.weigh(tokens, 1000, parameters) == weight
    assert own.steps(tokens, 1000, parameters) or weight == tokens


def test_every_line_of_a_weight_s_sum_has_words(tmp_path: Path) -> None:
    with CommunityWithOneVote(tmp_path).site().test_request_context():
        assert all(step_words(WeightStep(name, 1)) for name in get_args(StepName))

"""Past multi-option votes recounted under drafts: the same result, another winner, or not countable."""

from pathlib import Path
from typing import Any

import pytest

from govern.actions.drafts import simulation
from govern.protocol import facts
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.simulation import Draft, OutcomeComparison
from govern.web.frame.database import db
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.web.decided import EQUAL, CommunityWithOneVote

ELMS, LIMES, OAKS = ([one] for one in ("elms", "limes", "oaks"))


@pytest.fixture
def past(tmp_path: Path) -> CommunityWithOneVote:
    """A run-off that the oaks won: three put them first, two the limes, two the elms, whom all others put second."""
    made = CommunityWithOneVote(tmp_path, choice={"method": "irv/1"})
    proposal = multi_option.choice(made, GIL, "elms", "limes", "oaks")
    ballots = [(one, [OAKS, ELMS]) for one in (ADA, BO, CHEN)]
    ballots += [(one, [LIMES, ELMS, OAKS]) for one in (DI, EVA)] + [(one, [ELMS, OAKS]) for one in (FAY, GIL)]
    poll = made.decide(proposal, ballots)
    assert made.state(facts.Result, poll).winners == ["oaks"]
    return made


def replayed(past: CommunityWithOneVote, **choice: Any) -> OutcomeComparison | None:
    """The comparison under a draft with other rules for choices."""
    plain = {"head_count": 0, "weight": EQUAL}
    rules = multi_option.rulebook_with(PRESETS["simple"](), choice=plain | choice)
    with past.site().test_request_context("/"):
        [found] = simulation.replay_some(db.session(), Draft(rules, read_rules(rules)), "community", None).votes
    return found.comparison


def test_the_same_rules_bring_the_same_winner(past: CommunityWithOneVote) -> None:
    found = replayed(past, method="irv/1")
    assert found is not None
    assert (found.before, found.after, found.won_before, found.won_after) == ("passed", "passed", ("oaks",), ("oaks",))
    assert not found.differs


def test_another_way_of_counting_rankings_may_bring_another_winner(past: CommunityWithOneVote) -> None:
    found = replayed(past, method="schulze/1")
    assert found is not None
    assert (found.after, found.won_after) == ("passed", ("elms",))
    assert found.differs


def test_ballots_of_another_form_cannot_be_counted(past: CommunityWithOneVote) -> None:
    assert replayed(past, method="approval/1") is None
    assert replayed(past, method="score/1", points=5) is None

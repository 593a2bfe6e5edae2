"""Recipe “a kind of proposal”, followed with a toy: its rules, its words, and nothing else."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from govern.protocol import facts, fields
from govern.protocol.effect import Effect, typed_effect
from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rules import Rules
from govern.web.words.effects.places import days
from govern.web.words.effects.sentence import Sentence
from govern.web.words.kind import KindWords
from govern.web.words.kinds import kinds_in_words
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, GIL
from tests.web.decided import CommunityWithOneVote
from tests.web.votes.test_multi_option_result import page, said


@typed_effect("hold-festival")
class HoldFestival(Effect):
    """A festival of some days."""

    days: fields.Positive


class Festival(ProposalKind[HoldFestival]):
    """Exactly one effect: a festival of some days."""

    id = "festival"
    effects = (HoldFestival,)

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[HoldFestival]:
        del state, rules, scope
        return (HoldFestival.checked(only(effects)),)


class FestivalWords(KindWords[HoldFestival]):
    id = "festival"
    place = 95
    you_submit = "You ask for the festival “%(title)s”."
    lines = {"hold-festival": (Sentence("There is music for %(days)s.", {"days": days("days")}),)}

    def label(self) -> str:
        return "Festival"

    def purpose(self) -> str:
        return "There will be music."

    def heading(self) -> str:
        return "Festivals"

    def its_rules(self) -> str:
        return "the rules for festivals"

    def submitted(self, member: str, title: str) -> str:
        return f"{member} asked for the festival “{title}”."

    def applied(self, title: str) -> str:
        return f"The festival “{title}” was entered."


@pytest.fixture(autouse=True)
def with_festivals() -> Iterator[None]:
    kinds()["festival"], kinds_in_words()["festival"] = Festival(), FestivalWords()
    yield
    del kinds()["festival"], kinds_in_words()["festival"]


def test_it_is_proposed_voted_on_and_carried_out(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, festival={})
    proposal = multi_option.put(made, GIL, "festival", [{"days": 3, "effect": "hold-festival"}])
    made.decide(proposal, [(ADA, "yes"), (BO, "yes"), (GIL, "yes")])
    made.carry_out(proposal)
    words = said(page(made, f"/proposals/{proposal}"))
    assert "Festival" in words
    assert "There is music for 3 days." in words
    assert made.state(facts.Proposal, proposal).effects_applied == 1


def test_its_effects_are_checked(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, festival={})
    with pytest.raises(Refused) as refused:
        multi_option.put(made, GIL, "festival", [{"days": 0, "effect": "hold-festival"}])
    assert refused.value.code == "field_invalid"


def test_the_rules_and_the_list_of_proposals_show_it(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, festival={})
    multi_option.put(made, GIL, "festival", [{"days": 3, "effect": "hold-festival"}])
    assert "Festivals" in said(page(made, "/rules"))
    assert "Festival" in said(page(made, "/proposals"))

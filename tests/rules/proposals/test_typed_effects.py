"""Effects as classes: the order in which fields are checked, and what the record says of them."""

from typing import Any, Final

import pytest

from govern.protocol import facts
from govern.protocol.effect import Effect
from govern.protocol.errors import Refused
from govern.rules.proposals.kinds import effects_of, kinds
from govern.rules.proposals.kinds.budget import FundProject
from govern.rules.proposals.kinds.motion import RecordResolution
from tests.dsl import multi_option
from tests.dsl.people import GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.effects import GRANT, ONCE, SHARE_OUT

PROJECT: Final[dict[str, Any]] = {**GRANT, "effect": "fund-project", "name": "0" * 64, "option": "pond"}
EXAMPLES: Final[dict[str, list[dict[str, Any]]]] = {
    **{kind: [effect] for kind, effect in ONCE.items()},
    "budget": [SHARE_OUT, PROJECT],
    "spending": [GRANT],
}
CLASSES: Final[dict[str, type[Effect]]] = {one.NAME: one for kind in kinds().values() for one in kind.effects}


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - {FundProject.NAME}))
def test_fields_are_checked_in_alphabetical_order(name: str) -> None:
    assert list(CLASSES[name].CHECKED) == sorted({*CLASSES[name].READERS, "effect"})


def test_a_project_is_checked_as_a_mandate_before_its_name_and_option() -> None:
    assert list(FundProject.CHECKED) == [*CLASSES["grant-mandate"].CHECKED, "name", "option"]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_an_effect_says_in_the_record_what_it_was_read_from(kind: str) -> None:
    assert [one.to_dict() for one in kinds()[kind].typed(EXAMPLES[kind])] == EXAMPLES[kind]


def test_an_effect_without_further_fields_has_only_its_name() -> None:
    assert RecordResolution() == RecordResolution.read({"effect": "record-resolution"})
    assert RecordResolution().to_dict() == {"effect": "record-resolution"}


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        ("x", "effects_invalid", "effects"),
        ({}, "field_missing", "cap"),
        ({**PROJECT, "effect": "grant-mandate", "cap": 0}, "field_invalid", "cap"),
        ({**PROJECT, "effect": "grant-mandate", "currency": "euro"}, "field_invalid", "currency"),
        ({**PROJECT, "effect": "grant-mandate", "expires_days": 0}, "field_invalid", "effect"),
        ({**PROJECT, "zzz": 1}, "field_unknown", "zzz"),
    ],
)
def test_of_several_faults_a_refusal_names_the_first(value: object, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        FundProject.read(value)
    assert (refused.value.code, refused.value.details["field"]) == (code, field)


def test_the_effects_of_a_proposal_in_the_record_are_those_that_were_proposed(
    community: InMemoryCommunity,
) -> None:
    proposal = multi_option.put(community, GIL, "grants", [ONCE["grants"]])
    (effect,) = effects_of(community.state(facts.Proposal, proposal))
    assert effect.to_dict() == ONCE["grants"]

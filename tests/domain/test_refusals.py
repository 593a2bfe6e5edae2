"""Every rule refuses at least once: a scene for each code of errors.RULES, and none without one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from govern.domain.errors import RULES, Refused
from govern.domain.statements import KINDS_OF_STATEMENT
from tests.domain import (
    scenes_books,
    scenes_clerk,
    scenes_clubs,
    scenes_delegation,
    scenes_discussion,
    scenes_draws,
    scenes_epochs,
    scenes_grants,
    scenes_keys,
    scenes_lifecycle,
    scenes_people,
    scenes_requests,
    scenes_rulebooks,
    scenes_statements,
    scenes_treasury,
    scenes_votes,
    scenes_ways,
)
from tests.domain.hall import Hall
from tests.domain.scenes import AT_THE_DOOR, SCENES, Scene
from tests.people import (
    BO,
    CHEN,
    Community,
    refusal,
)

PLACES = (  # imported, each enters its scenes
    scenes_books,
    scenes_clerk,
    scenes_clubs,
    scenes_delegation,
    scenes_discussion,
    scenes_draws,
    scenes_epochs,
    scenes_grants,
    scenes_keys,
    scenes_lifecycle,
    scenes_people,
    scenes_requests,
    scenes_rulebooks,
    scenes_statements,
    scenes_treasury,
    scenes_votes,
    scenes_ways,
)


@pytest.mark.parametrize(("code", "scene"), SCENES, ids=lambda one: getattr(one, "__name__", one))
def test_the_rule_refuses(code: str, scene: Scene, hall: Hall) -> None:
    with refusal(code):
        scene(hall)


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Community]:
    """A community on a server; all that is tried here is refused, so it stays as it is."""
    made = Community(tmp_path_factory.mktemp("door"))
    made.enrol(BO, CHEN)
    made.grant(BO, "issuer")
    yield made
    made.close()


@pytest.mark.parametrize(("code", "scene"), AT_THE_DOOR, ids=lambda one: getattr(one, "__name__", one))
def test_the_server_turns_it_away(code: str, scene: Callable[[Community], Any], community: Community) -> None:
    before = community.quote()
    with refusal(code):
        scene(community)
    assert community.quote() == before


def test_every_rule_has_a_scene() -> None:
    assert PLACES
    assert {code for code, _ in SCENES} | {code for code, _ in AT_THE_DOOR} == RULES.keys()


@pytest.mark.parametrize("code", RULES)
def test_every_sentence_can_be_said(code: str) -> None:
    details = dict.fromkeys(("field", "why", "role", "expected", "most", "month", "number", "until"), "this")
    assert "%" not in str(Refused(code, **details))


def test_the_catalogue_names_each_kind_once() -> None:
    names = [kind.name for kind in KINDS_OF_STATEMENT.values()]
    assert len(set(names)) == len(names) == 84

"""Every rule refuses at least once: a scene for each code of errors.RULES, and none without one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from govern.protocol.errors import RULES, Refused
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.dsl.formats import of_format
from tests.dsl.people import BO, CHEN, RealCommunity, refusal
from tests.rules.hall import InMemoryCommunity
from tests.rules.refusals import effects, forms, late, rulebooks, unknown
from tests.rules.refusals.places import Place, places, reached
from tests.rules.scenes import (
    clerk,
    clubs,
    delegation,
    discussion,
    draws,
    epochs,
    formats,
    keys,
    lifecycle,
    people,
    statements,
    votes,
    ways,
)
from tests.rules.scenes import rulebooks as scenes_rulebooks
from tests.rules.scenes.money import books, grants, requests, treasury
from tests.rules.scenes.scene import AT_THE_DOOR, SCENES, Scene

MODULES = (  # imported, each enters its scenes
    effects,
    forms,
    late,
    rulebooks,
    unknown,
    books,
    clerk,
    clubs,
    delegation,
    discussion,
    draws,
    epochs,
    formats,
    grants,
    keys,
    lifecycle,
    people,
    requests,
    scenes_rulebooks,
    statements,
    treasury,
    votes,
    ways,
)


@pytest.mark.parametrize(("code", "scene"), SCENES, ids=lambda one: getattr(one, "__name__", one))
def test_the_rule_refuses(code: str, scene: Scene, hall: InMemoryCommunity) -> None:
    with refusal(code):
        scene(hall)


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCommunity]:
    """A community on a server; all that is tried here is refused, so it stays as it is."""
    made = RealCommunity(tmp_path_factory.mktemp("door"), rulebook=of_format(2))
    made.enrol(BO, CHEN)
    made.grant(BO, "issuer")
    yield made
    made.close()


@pytest.mark.parametrize(("code", "scene"), AT_THE_DOOR, ids=lambda one: getattr(one, "__name__", one))
def test_the_server_turns_it_away(code: str, scene: Callable[[RealCommunity], Any], community: RealCommunity) -> None:
    before = community.quote()
    with refusal(code):
        scene(community)
    assert community.quote() == before


def test_every_rule_has_a_scene() -> None:
    assert MODULES
    assert {code for code, _ in SCENES} | {code for code, _ in AT_THE_DOOR} == RULES.keys()


# What no statement can come to, since something before it refuses; it stays for the types and for whoever changes that.
OUT_OF_REACH = {
    ("rules/people/clubs.py", "raise Refused('club_unknown')"),  # a club's field takes no other scope
    # Whoever signs is a member.
    ("rules/people/members.py", "find(state, Member, 'member_unknown', statement.payload['member'])"),
    # The founding adopts one at once.
    ("rules/rulebook/rulebooks.py", "raise Refused('rulebook_invalid', field='rulebook')"),
}


def test_every_place_that_refuses_has_a_scene(community: RealCommunity) -> None:
    steps: set[tuple[str, int]] = set()
    for _code, scene in SCENES:
        hall = InMemoryCommunity()
        hall.settle()
        steps.update(_steps(scene, hall))
    for _code, at_the_door in AT_THE_DOOR:
        steps.update(_steps(at_the_door, community))
    unseen = {(place[0], said) for place, said in places().items() if not _seen(place, steps)}
    assert unseen == OUT_OF_REACH


def _steps(scene: Callable[[Any], Any], on: Any) -> Iterator[tuple[str, int]]:
    with pytest.raises(Refused) as caught:
        scene(on)
    return reached(caught.value)


def _seen(place: Place, steps: set[tuple[str, int]]) -> bool:
    file, first, last = place
    return any((file, line) in steps for line in range(first, last + 1))


@pytest.mark.parametrize("code", RULES)
def test_every_sentence_can_be_said(code: str) -> None:
    named = ("field", "why", "role", "expected", "most", "month", "newest", "number", "until", "version")
    details = dict.fromkeys(named, "this")
    assert "%" not in str(Refused(code, **details))


def test_the_catalogue_names_each_kind_once() -> None:
    names = [kind.name for kind in KINDS_OF_STATEMENT.values()]
    assert len(set(names)) == len(names) == 84

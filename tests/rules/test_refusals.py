"""Every refusal code of errors.RULES has a case, and every place that refuses is reached by one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from govern.protocol.errors import RULES, Refused
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.dsl.formats import of_format
from tests.dsl.people import BO, CHEN, RealCommunity, refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals import effects, forms, late, rulebooks, unknown
from tests.rules.refusals.cases import (
    clerk,
    clubs,
    delegation,
    discussion,
    draws,
    epochs,
    formats,
    keys,
    lifecycle,
    multi_option,
    people,
    statements,
    votes,
)
from tests.rules.refusals.cases import rulebooks as rulebook_cases
from tests.rules.refusals.cases.money import books, grants, requests, treasury
from tests.rules.refusals.cases.register import REFUSAL_CASES, REJECTED_BEFORE_RULES, RefusalCase
from tests.rules.refusals.places import Place, places, reached

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
    rulebook_cases,
    statements,
    treasury,
    votes,
    multi_option,
)


@pytest.mark.parametrize(("code", "case"), REFUSAL_CASES, ids=lambda one: getattr(one, "__name__", one))
def test_the_rule_refuses(code: str, case: RefusalCase, community: InMemoryCommunity) -> None:
    with refusal(code):
        case(community)


@pytest.fixture(scope="module")
def real_community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCommunity]:
    """A community on a server; all that is tried here is refused, so it stays as it is."""
    made = RealCommunity(tmp_path_factory.mktemp("door"), rulebook=of_format(2))
    made.enrol(BO, CHEN)
    made.grant(BO, "issuer")
    yield made
    made.close()


@pytest.mark.parametrize(("code", "case"), REJECTED_BEFORE_RULES, ids=lambda one: getattr(one, "__name__", one))
def test_the_server_turns_it_away(
    code: str, case: Callable[[RealCommunity], Any], real_community: RealCommunity
) -> None:
    before = real_community.quote()
    with refusal(code):
        case(real_community)
    assert real_community.quote() == before


def test_every_rule_has_a_case() -> None:
    assert MODULES
    assert {code for code, _ in REFUSAL_CASES} | {code for code, _ in REJECTED_BEFORE_RULES} == RULES.keys()


# What no statement can come to, since something before it refuses; it stays for the types and for whoever changes that.
OUT_OF_REACH = {
    ("rules/people/clubs.py", "raise Refused('club_unknown')"),  # a club's field takes no other scope
    # Whoever signs is a member.
    ("rules/people/members.py", "find(state, Member, 'member_unknown', statement.payload.member)"),
    # The founding adopts one at once.
    ("rules/rulebook/rulebooks.py", "raise Refused('rulebook_invalid', field='rulebook')"),
}


def test_every_place_that_refuses_has_a_case(real_community: RealCommunity) -> None:
    steps: set[tuple[str, int]] = set()
    for _code, case in REFUSAL_CASES:
        community = InMemoryCommunity()
        community.settle()
        steps.update(_steps(case, community))
    for _code, rejected in REJECTED_BEFORE_RULES:
        steps.update(_steps(rejected, real_community))
    unseen = {(place[0], said) for place, said in places().items() if not _seen(place, steps)}
    assert unseen == OUT_OF_REACH


def _steps(case: Callable[[Any], Any], on: Any) -> Iterator[tuple[str, int]]:
    with pytest.raises(Refused) as caught:
        case(on)
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

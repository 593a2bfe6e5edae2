"""Refusals of proposals whose effects do not fit their kind (rules 5.14 to 5.21, 7.13, 7.25 and 7.28)."""

from functools import partial
from typing import Any, Final

from govern.protocol import facts
from govern.protocol.amounts import LARGEST
from govern.rules.proposals import effects
from govern.rules.statements import type_of
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, GIL, STRANGER
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import enter, refused_with

ROUND: Final[dict[str, Any]] = {
    "apply_days": 7,
    "committee": "arbiter",
    "currency": "EUR",
    "effect": "open-round",
    "expires_days": 90,
    "least": 50,
    "programme": "",
    "score_days": 7,
    "sum": 100,
}
POOL: Final[dict[str, Any]] = {
    "currency": "EUR",
    "days": 30,
    "effect": "open-pool",
    "hourly": 10,
    "programme": "",
}
SEATS: Final[dict[str, Any]] = {
    "effect": "fill-seats",
    "most_terms": 0,
    "office": "councillor",
    "seats": 1,
    "starts": 5,
    "term_days": 365,
    "until": 0,
}
EXCLUDE: Final[dict[str, Any]] = {"effect": "exclude-member", "excluded": GIL.member}
RESOLUTION: Final[dict[str, Any]] = {"effect": "record-resolution"}
SHARE_OUT: Final[dict[str, Any]] = {"currency": "EUR", "effect": "share-out", "sum": 100}
GRANT: Final[dict[str, Any]] = {
    "cap": 50,
    "currency": "EUR",
    "effect": "grant-mandate",
    "expires_days": 90,
    "payee": {"member": GIL.member, "type": "member"},
    "programme": "",
    "purpose": "0" * 64,
    "tranches": [],
}
RATIFY: Final[dict[str, Any]] = {"effect": "ratify-rulebook", "number": 1}
CHOOSE: Final[dict[str, Any]] = {"effect": "choose-option", "options": [{"name": "0" * 64, "option": "oaks"}] * 2}

# kind: an effect that it takes once
ONCE: Final = {
    "amendment": RATIFY,
    "choice": CHOOSE,
    "election": SEATS,
    "grants": ROUND,
    "membership": EXCLUDE,
    "motion": RESOLUTION,
    "stream": POOL,
}
INVALID: Final[list[tuple[str, str, list[Any]]]] = [
    *((f"two-effects-of-{kind}", kind, [effect, effect]) for kind, effect in ONCE.items()),
    *((f"no-effect-of-{kind}", kind, []) for kind in (*ONCE, "appropriation", "budget", "spending")),
    *(
        (f"an-effect-of-{kind}-that-is-no-object", kind, ["x"])
        for kind in (*ONCE, "appropriation", "budget", "spending")
    ),
    ("fifty-one-appropriations", "appropriation", [{}] * 51),
    ("a-budget-of-no-projects", "budget", [SHARE_OUT]),
    ("a-project-that-is-no-object", "budget", [SHARE_OUT, "x"]),
    ("a-choice-of-no-objects", "choice", [CHOOSE | {"options": ["x", "y"]}]),
    ("terms-that-end-before-they-start", "election", [SEATS | {"until": 5}]),
    ("more-mandates-than-fifty", "spending", [GRANT] * 51),
]


def _put(kind: str, proposed: list[Any], community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, kind, proposed)


for _name, _kind, _list in INVALID:
    enter("effects_invalid", _name, partial(_put, _kind, _list))


def _club(community: InMemoryCommunity) -> str:
    return community.open_club("Garden", CHEN, GIL)


@refused_with("option_twice")
def a_budget_that_names_a_project_twice(community: InMemoryCommunity) -> None:
    project = {**GRANT, "effect": "fund-project", "name": "0" * 64, "option": "pond"}
    multi_option.put(community, GIL, "budget", [SHARE_OUT, project, project])


@refused_with("project_too_dear")
def a_project_in_another_currency_than_the_budget(community: InMemoryCommunity) -> None:
    project = {**GRANT, "effect": "fund-project", "name": "0" * 64, "option": "pond", "currency": "USD"}
    multi_option.put(community, GIL, "budget", [SHARE_OUT, project])


@refused_with("appropriation_scope")
def a_pool_of_a_club(community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, "stream", [POOL], _club(community))


@refused_with("balance_exceeded")
def a_pool_of_more_than_can_be_written(community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, "stream", [POOL | {"hourly": LARGEST}])


@refused_with("effects_invalid")
def an_admission_to_a_club_that_brings_a_key(community: InMemoryCommunity) -> None:
    effect = {"admitted": BO.member, "claim": {"any": "thing"}, "effect": "admit-member"}
    multi_option.put(community, GIL, "membership", [effect], _club(community))


@refused_with("club_member")
def an_admission_of_somebody_who_belongs_to_the_club(community: InMemoryCommunity) -> None:
    effect = {"admitted": CHEN.member, "claim": {}, "effect": "admit-member"}
    multi_option.put(community, GIL, "membership", [effect], _club(community))


@refused_with("not_of_scope")
def an_exclusion_of_a_stranger(community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, "membership", [EXCLUDE | {"excluded": STRANGER.member}])


@refused_with("programme_of_scope")
def a_club_that_spends_without_a_programme(community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, "spending", [GRANT], _club(community))


@refused_with("programme_unknown")
def spending_on_a_programme_that_is_not_there(community: InMemoryCommunity) -> None:
    multi_option.put(community, GIL, "spending", [GRANT | {"programme": "learning"}])


@refused_with("last_administrator")
def the_exclusion_of_the_only_administrator(community: InMemoryCommunity) -> None:
    proposal = multi_option.put(community, GIL, "membership", [EXCLUDE | {"excluded": ADA.member}])
    found = community.state(facts.Proposal, _passed(community, proposal))
    community.clock.set(found.standstill_ends)
    stated = effects.consequence(community.memory, found, community.clock())
    community.state_as_clerk(type_of(stated).name, stated.to_dict())


def _passed(community: InMemoryCommunity, proposal: str) -> str:
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, GIL):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    return proposal


@refused_with("role_needed")
def a_draw_of_a_club_called_by_an_administrator(community: InMemoryCommunity) -> None:
    fields = {"count": 1, "draws_at": community.clock() + 3_600_000, "role": "", "rotation": ""}
    community.say(ADA, "draw-called", {"purpose": "Who waters"}, scope=_club(community), **fields)


@refused_with("role_needed")
def an_office_of_a_club_ended_by_an_administrator(community: InMemoryCommunity) -> None:
    club = _club(community)
    assert community.state(facts.Club, club).members
    community.say(ADA, "role-ended", holder=CHEN.member, role="convener", scope=club)


@refused_with("role_needed")
def an_office_of_a_club_given_by_one_who_only_belongs_to_it(community: InMemoryCommunity) -> None:
    community.say(GIL, "role-granted", holder=GIL.member, role="delegate", scope=_club(community))

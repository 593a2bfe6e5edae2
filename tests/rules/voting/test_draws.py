"""Draws by lot: fixed pools, lots from the tree head, and rotations without repeats."""

from collections import Counter

import pytest

from govern.protocol import facts
from govern.protocol.units import HOUR
from govern.rules.people.signers import Person
from govern.rules.voting.tally import lots
from tests.dsl.people import ADA, BO, CHEN, DI, GIL, HAN, person, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def call(
    community: InMemoryCommunity, who: Person = ADA, count: int = 1, rotation: str = "", role: str = "", scope: str = ""
) -> str:
    """Somebody calls a draw in an hour; its id."""
    fields = {"count": count, "draws_at": community.clock() + HOUR, "role": role, "rotation": rotation}
    said = community.say(who, "draw-called", {"purpose": "Who opens the hall"}, scope=scope or "community", **fields)
    return said.id


def drawn(community: InMemoryCommunity, draw: str) -> list[str]:
    """The drawn members, once the draw is due."""
    community.pass_time(hours=1)
    found: list[str] = community.state(facts.Draw, draw).drawn
    return found


def test_the_lot_is_drawn_from_the_tree_head_at_its_time(community: InMemoryCommunity) -> None:
    draw = call(community, count=2)
    pool = community.state(facts.Draw, draw).pool
    assert pool == sorted(pool)
    assert len(pool) == 7
    community.propose(GIL, "A pond")  # the record goes on: nobody could know its head when the draw was called
    head = community.tree.root()
    assert drawn(community, draw) == lots.draw(lambda: head, pool)[:2]


def test_a_former_member_is_skipped(community: InMemoryCommunity) -> None:
    draw = call(community, count=7)
    community.say(GIL, "member-left")
    assert GIL.member not in drawn(community, draw)
    assert len(community.state(facts.Draw, draw).drawn) == 6


def test_a_draw_among_the_holders_of_a_role(community: InMemoryCommunity) -> None:
    draw = call(community, role="treasurer", count=3)
    treasurers = {one.member for one in community.memory.all(facts.Role) if one.role == "treasurer"}
    assert set(drawn(community, draw)) == treasurers


def test_nobody_has_a_second_turn_before_all_had_one(community: InMemoryCommunity) -> None:
    turns: Counter[str] = Counter()
    for number in range(14):
        turns.update(drawn(community, call(community, rotation="keys")))
        assert max(turns.values()) == number // 7 + 1
        assert community.state(facts.Rotation, "community", "keys").round == number // 7 + 1
    assert set(turns.values()) == {2}


def test_a_round_that_runs_out_goes_on_with_the_next(community: InMemoryCommunity) -> None:
    first = drawn(community, call(community, rotation="keys", count=5))
    second = drawn(community, call(community, rotation="keys", count=5))
    assert not set(first) & set(second[:2])
    assert len(set(second)) == 5
    assert community.state(facts.Rotation, "community", "keys").had == sorted(second[2:])


def test_conveners_of_thirty_six_people_rotate_a_year_long(community: InMemoryCommunity) -> None:
    others = [person(f"host {number}") for number in range(35)]
    community.enrol(*others)
    club = community.open_club("Chengdu", BO, *others)
    had: list[str] = []
    for week in range(52):
        [host] = drawn(community, call(community, BO, rotation="conveners", scope=club))
        assert host not in had[week // 36 * 36 :]
        had.append(host)
    assert len(set(had[:36])) == 36


def test_a_cancelled_draw_is_not_drawn(community: InMemoryCommunity) -> None:
    draw = call(community)
    community.say(ADA, "draw-cancelled", {"reason": "The hall is closed"}, draw=draw)
    assert drawn(community, draw) == []
    assert community.state(facts.Draw, draw).cancelled_at


@pytest.mark.parametrize("changes", [{"drawn": [BO.member]}, {"round": 1}, {"log_size": 3}])
def test_the_clerk_draws_nothing_else(community: InMemoryCommunity, changes: dict[str, object]) -> None:
    draw = call(community)
    community.clock.advance(hours=1)
    kind, payload = community.due_of(community.state(facts.Draw, draw))
    if payload["drawn"] == changes.get("drawn"):
        changes = {"drawn": [CHEN.member]}
    with refusal("clerk_differs"):
        community.state_as_clerk(kind, payload | changes)


def test_a_draw_needs_time_a_pool_and_somebody_who_may(community: InMemoryCommunity) -> None:
    with refusal("role_needed"):
        call(community, GIL)
    with refusal("draw_count"):
        call(community, count=8)
    with refusal("key_unknown"):
        call(community, HAN)
    with refusal("draw_count"):
        call(community, role="councillor")
    club = community.open_club("Choir", DI)
    assert community.state(facts.Draw, call(community, DI, scope=club)).pool == [DI.member]

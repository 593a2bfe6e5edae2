"""A delegation chain followed step by step gives the same result as the count."""

from hypothesis import given
from hypothesis import strategies as st

from govern.protocol.amounts import Ratio
from govern.rules.voting.delegation import carried_weights, chain, resolve
from govern.rules.voting.delegation_chains import ahead, carriers, follow, weighs_much

PEOPLE = [f"p{number}" for number in range(12)]
GRAPHS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), max_size=12).map(
    lambda graph: {one: other for one, other in graph.items() if one != other}
)


@given(graph=GRAPHS, voted=st.sets(st.sampled_from(PEOPLE)), depth=st.integers(0, 6))
def test_a_chain_ends_where_its_weight_is_counted(graph: dict[str, str], voted: set[str], depth: int) -> None:
    resolved = resolve(graph, voted, depth)
    for member in graph:
        voice = follow(member, lambda one: graph.get(one, ""), voted.__contains__, depth)
        assert voice.carrier == resolved.carrier.get(member, ""), (member, voice)
        if voice.fate != "too-long":
            assert voice.fate == resolved.fates[member]
        if voice.fate == "carried":
            assert list(voice.chain) == chain(graph, member, voted, depth)
        assert len(voice.chain) <= depth + 2


@given(graph=GRAPHS, voted=st.sets(st.sampled_from(PEOPLE)), weights=st.lists(st.integers(1, 9), min_size=12))
def test_carriers_weigh_what_is_counted_for_them(graph: dict[str, str], voted: set[str], weights: list[int]) -> None:
    roll = dict(zip(PEOPLE, weights, strict=False))
    resolved = resolve(graph, voted, 4)
    counted = carried_weights(resolved, roll)
    found = carriers(resolved, roll)
    assert {one.member: one.weight for one in found} == {
        one: counted[one] for one in counted if counted[one] > roll[one]
    }
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)


def test_everybody_in_the_chain_is_named() -> None:
    graph = {"a": "b", "b": "c", "c": "d"}
    voice = follow("a", lambda one: graph.get(one, ""), {"c"}.__contains__, 5)
    assert (voice.chain, voice.fate) == (("a", "b", "c"), "carried")


def test_before_the_vote_weights_go_to_the_ends_of_their_chains() -> None:
    resolved = ahead({"a": "b", "b": "c", "d": "e", "x": "y", "y": "x"}, {"a": 1, "b": 1, "c": 1, "d": 1}, 3)
    assert resolved.carrier["a"] == "c"
    assert "d" not in resolved.carrier  # e is not on the roll
    assert resolved.fates["x"] == "cycle"


def test_a_warning_begins_at_the_share_or_above_it() -> None:
    assert weighs_much(20, 100, Ratio(1, 5, False))
    assert not weighs_much(20, 100, Ratio(1, 5, True))
    assert weighs_much(21, 100, Ratio(1, 5, True))

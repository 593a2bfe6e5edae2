"""The explanation of a weight adds up to the weight on the roll, for everybody, in all kinds of communities."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.weight_explained import explain, held
from tests.dsl.epochs import token_rules
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity

EVERYBODY = (ADA, BO, CHEN, DI, EVA, FAY, GIL)
CAP = {"den": 10, "num": 3, "strict": False}
WEIGHTS = (
    {"source": "equal/1"},
    {"source": "tokens/1"},
    {"source": "square-root/1"},
    {"source": "capped-tokens/1", "cap": CAP},
    {"source": "bands/1", "bands": [{"from": 1, "weight": 1}, {"from": 150, "weight": 4}]},
)
AWARDS = st.lists(
    st.tuples(st.sampled_from((ADA, DI, EVA, FAY, GIL)), st.integers(1, 400), st.integers(0, 5), st.booleans()),
    max_size=8,
)


def rules(weight: dict[str, Any], maturity_days: int, epochs: tuple[int, ...] = ()) -> dict[str, Any]:
    rulebook = copy.deepcopy(PRESETS["tokens"]())
    for kind in rulebook["kinds"].values():
        kind["weight"] = weight
    return rulebook | {"tokens": token_rules(maturity_days * DAY, *epochs)}


def announced(community: InMemoryCommunity) -> facts.Poll:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    return community.state(facts.Poll, community.state(facts.Proposal, proposal).poll)


@settings(max_examples=40, deadline=None)
@given(
    weight=st.sampled_from(WEIGHTS),
    maturity=st.integers(0, 6),
    epochs=st.sampled_from(((), (DAY, 900_001), (3 * DAY, 500_000))),
    awards=AWARDS,
    leaves=st.booleans(),
)
def test_every_weight_is_explained_to_the_last_vote(
    weight: Any, maturity: int, epochs: tuple[int, ...], awards: Any, leaves: bool
) -> None:
    community = InMemoryCommunity(rules(weight, maturity, epochs))
    community.enrol(*EVERYBODY[1:])
    for issuer in (BO, CHEN):
        community.grant(issuer, "issuer")
    for to, amount, days, confirmed in awards:
        community.award(to, amount, confirmed_by=CHEN if confirmed else None)
        community.clock.advance(days=days)
    if leaves:
        community.say(FAY, "member-left")
    poll = announced(community)
    community.award(GIL, 50)  # too late for this vote, though at the same moment
    roll = community.memory.weights(poll.id)
    closed = list(community.memory.all(facts.Epoch))
    for one in EVERYBODY:
        if leaves and one is FAY:
            assert FAY.member not in roll
            continue
        mine = [award for award in community.memory.all(facts.Award) if award.to == one.member]
        explained = explain(poll.weight, held(mine, closed, poll, maturity * DAY), poll.supply)
        assert explained.weight == roll.get(one.member, 0), explained
        assert explained.steps


def test_the_steps_of_a_capped_weight_tell_the_whole_way() -> None:
    community = InMemoryCommunity(rules(WEIGHTS[3], 2))
    community.enrol(*EVERYBODY[1:])
    for issuer in (BO, CHEN):
        community.grant(issuer, "issuer")
    community.award(GIL, 70)
    community.award(DI, 30)
    community.clock.advance(days=3)
    community.award(GIL, 11)
    poll = announced(community)
    mine = [award for award in community.memory.all(facts.Award) if award.to == GIL.member]
    explained = explain(poll.weight, held(mine, [], poll, 2 * DAY), poll.supply)
    steps = [(step.name, step.amount) for step in explained.steps]
    assert steps == [("held", 81), ("young", 11), ("counted", 70), ("supply", 100), ("cap", 30), ("capped", 30)]

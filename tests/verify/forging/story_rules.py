"""A story of rulebooks and proposals: versions, cancelling, vetoes, challenges, token decay, ratification."""

from tests.dsl import epochs
from tests.dsl.lifecycle import RATIFY, about, amendment, carried, challenge, revise, rule, rulebook
from tests.dsl.people import ADA, BO, CHEN, EVA, FAY, GIL, motion_rules
from tests.rules.in_memory_community import InMemoryCommunity


def record_rules(community: InMemoryCommunity) -> None:
    """Each act is one that the rules accept."""
    community.settle()
    community.grant(FAY, "guardian")
    community.grant(CHEN, "moderator")
    community.grant(BO, "arbiter")
    tokens = epochs.token_rules(epoch_ms=20 * 86_400_000, keep=900_000)
    veto = {"ends": community.clock() + 400 * 86_400_000, "role": "guardian"}
    rules = motion_rules(veto=veto) | {"number": 2, "tokens": tokens}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=rules)
    cancelled = community.propose(GIL, "A pond")
    revise(community, cancelled)
    about(community, CHEN, "proposal-cancelled", cancelled)
    about(community, FAY, "proposal-vetoed", carried(community, community.propose(GIL, "A bench")))
    challenged = carried(community, community.propose(EVA, "A fence"))
    challenge(community, challenged)
    rule(community, challenged, "void")
    community.carry_out(carried(community, amendment(community, RATIFY | {"number": 2})))
    community.carry_out(carried(community, amendment(community, rulebook(number=3))))
    community.pass_time(days=20)

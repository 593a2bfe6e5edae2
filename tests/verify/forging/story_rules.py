"""The life of rulebooks and of proposals: versions, cancelling, vetoes, challenges, decay of tokens, ratification."""

from tests.dsl import epochs
from tests.dsl.lifecycle import RATIFY, about, amendment, carried, challenge, revise, rule, rulebook
from tests.dsl.people import ADA, BO, CHEN, EVA, FAY, GIL, motion_rules
from tests.rules.hall import InMemoryCommunity


def tell_rules(hall: InMemoryCommunity) -> None:
    """Each act is one that the rules accept."""
    hall.settle()
    hall.grant(FAY, "guardian")
    hall.grant(CHEN, "moderator")
    hall.grant(BO, "arbiter")
    tokens = epochs.token_rules(epoch_ms=20 * 86_400_000, keep=900_000)
    veto = {"ends": hall.clock() + 400 * 86_400_000, "role": "guardian"}
    rules = motion_rules(veto=veto) | {"number": 2, "tokens": tokens}
    hall.say(ADA, "rulebook-adopted", scope="community", rulebook=rules)
    cancelled = hall.propose(GIL, "A pond")
    revise(hall, cancelled)
    about(hall, CHEN, "proposal-cancelled", cancelled)
    about(hall, FAY, "proposal-vetoed", carried(hall, hall.propose(GIL, "A bench")))
    challenged = carried(hall, hall.propose(EVA, "A fence"))
    challenge(hall, challenged)
    rule(hall, challenged, "void")
    hall.carry_out(carried(hall, amendment(hall, RATIFY | {"number": 2})))
    hall.carry_out(carried(hall, amendment(hall, rulebook(number=3))))
    hall.pass_time(days=20)

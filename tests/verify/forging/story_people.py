"""What people do beside voting and spending: clubs, keys, comments, delegations and draws by lot."""

from dataclasses import replace

from tests.dsl.formats import adopt_format
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.keys import NEW, add, agreed, begin, revoke


def tell_people(hall: InMemoryCommunity) -> None:
    """Each act is one that the rules of format 2 accept."""
    hall.settle()
    adopt_format(hall, 2)
    hall.grant(DI, "moderator")
    hall.award(GIL, 5)
    hall.receive_money(hall.open_account(), 50_000, received_on="2026-01-05")
    _join_and_leave(hall)
    _replace_keys(hall)
    _discuss(hall)
    _let_others_vote(hall)
    _draw(hall)


def _join_and_leave(hall: InMemoryCommunity) -> None:
    club = hall.open_club("Orchard", EVA, GIL, FAY)
    hall.say(GIL, "club-left", club=club)
    hall.say(EVA, "club-removed", {"reason": "moved away"}, club=club, removed=FAY.member)


def _replace_keys(hall: InMemoryCommunity) -> None:
    """Gil loses a key and gets another from two registrars, votes with it and ends the one of another device."""
    agreed(hall)
    begin(hall)
    other = replace(NEW, seed=b"o" * 32)
    add(hall, other, NEW)
    hall.vote(NEW, hall.open_vote(hall.propose(EVA, "A bench"), BO))
    revoke(hall, other, NEW)


def _discuss(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(EVA, "A well")
    comment = hall.say(CHEN, "comment-made", {"text": "How deep?"}, parent="", proposal=proposal)
    hall.say(CHEN, "comment-revised", {"text": "How wide?"}, comment=comment.id, revision=2)
    answer, data = hall.text("Very deep.")
    hall.say(EVA, "comment-made", blobs=[data], parent=comment.id, proposal=proposal, text=answer)
    hall.say(DI, "text-hidden", {"reason": "an insult"}, text=answer)
    hall.say(DI, "text-shown", {"reason": "it was none"}, text=answer)
    hall.say(ADA, "roll-objected", {"grounds": "Han is missing"}, poll=hall.announced(proposal, BO))


def _let_others_vote(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(EVA, "A path")
    hall.delegate(CHEN, EVA)
    hall.delegate(FAY, EVA, proposal)
    hall.delegate(FAY, CHEN, proposal)
    hall.end_delegation(CHEN)
    poll = hall.open_vote(proposal, BO)
    hall.vote(EVA, poll)
    hall.close_vote(poll)


def _draw(hall: InMemoryCommunity) -> None:
    for text in ("Who opens the hall", "Who sweeps it"):
        fields = {"count": 2, "draws_at": hall.clock() + 3_600_000, "role": "", "rotation": "", "scope": "community"}
        draw = hall.say(ADA, "draw-called", {"purpose": text}, **fields)
    hall.say(ADA, "draw-cancelled", {"reason": "It is clean"}, draw=draw.id)
    hall.pass_time(hours=1)

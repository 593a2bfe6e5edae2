"""A story with acts beside voting and spending: clubs, keys, comments, delegations and draws by lot."""

from dataclasses import replace

from tests.dsl.formats import adopt_format
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.keys import NEW, add, agreed, begin, revoke


def record_people(community: InMemoryCommunity) -> None:
    """Each act is one that the rules of format 2 accept."""
    community.settle()
    adopt_format(community, 2)
    community.grant(DI, "moderator")
    community.award(GIL, 5)
    community.receive_money(community.open_account(), 50_000, received_on="2026-01-05")
    _join_and_leave(community)
    _replace_keys(community)
    _discuss(community)
    _let_others_vote(community)
    _draw(community)


def _join_and_leave(community: InMemoryCommunity) -> None:
    club = community.open_club("Orchard", EVA, GIL, FAY)
    community.say(GIL, "club-left", club=club)
    community.say(EVA, "club-removed", {"reason": "moved away"}, club=club, removed=FAY.member)


def _replace_keys(community: InMemoryCommunity) -> None:
    """Gil loses a key and gets another from two registrars, votes with it and ends the one of another device."""
    agreed(community)
    begin(community)
    other = replace(NEW, seed=b"o" * 32)
    add(community, other, NEW)
    community.vote(NEW, community.open_vote(community.propose(EVA, "A bench"), BO))
    revoke(community, other, NEW)


def _discuss(community: InMemoryCommunity) -> None:
    proposal = community.propose(EVA, "A well")
    comment = community.say(CHEN, "comment-made", {"text": "How deep?"}, parent="", proposal=proposal)
    community.say(CHEN, "comment-revised", {"text": "How wide?"}, comment=comment.id, revision=2)
    answer, data = community.text("Very deep.")
    community.say(EVA, "comment-made", blobs=[data], parent=comment.id, proposal=proposal, text=answer)
    community.say(DI, "text-hidden", {"reason": "an insult"}, text=answer)
    community.say(DI, "text-shown", {"reason": "it was none"}, text=answer)
    community.say(ADA, "roll-objected", {"grounds": "Han is missing"}, poll=community.announced(proposal, BO))


def _let_others_vote(community: InMemoryCommunity) -> None:
    proposal = community.propose(EVA, "A path")
    community.delegate(CHEN, EVA)
    community.delegate(FAY, EVA, proposal)
    community.delegate(FAY, CHEN, proposal)
    community.end_delegation(CHEN)
    poll = community.open_vote(proposal, BO)
    community.vote(EVA, poll)
    community.close_vote(poll)


def _draw(community: InMemoryCommunity) -> None:
    for text in ("Who opens the hall", "Who sweeps it"):
        fields = {
            "count": 2,
            "draws_at": community.clock() + 3_600_000,
            "role": "",
            "rotation": "",
            "scope": "community",
        }
        draw = community.say(ADA, "draw-called", {"purpose": text}, **fields)
    community.say(ADA, "draw-cancelled", {"reason": "It is clean"}, draw=draw.id)
    community.pass_time(hours=1)

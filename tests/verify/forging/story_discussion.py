"""A story with clubs, chambers, delegations, reasons, comments and people who leave, for any record."""

from dataclasses import dataclass

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.epochs import token_rules
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, CommunityDsl, club_id, motion_rules

CHAMBERS = [
    {"electors": "members", "id": "residents", "role": ""},
    {"electors": "clubs", "id": "clubs", "role": ""},
    {"electors": "role", "id": "experts", "role": "expert"},
]
RULES = {"chambers": CHAMBERS, "concur": 2, "head_count": 0, "reasons": "required", "weight": {"source": "equal/1"}}


@dataclass(frozen=True)
class DiscussionIds:
    """The vote of the whole community, the vote of a club, and the text that is withheld."""

    poll: str
    of_club: str
    withheld: str


def record_discussion(community: CommunityDsl) -> DiscussionIds:
    """Ends with two counted votes, a withheld comment and a member less."""
    community.settle()
    community.say(ADA, "rulebook-adopted", rulebook=_rules(), scope="community")
    community.grant(DI, "moderator")
    community.grant(CHEN, "expert")
    garden = community.open_club("garden", EVA, GIL, FAY)
    community.say(EVA, "role-granted", holder=GIL.member, role="delegate", scope=garden)
    community.say(EVA, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=garden)
    community.say(FAY, "club-left", club=garden)
    pond, beans = community.propose(DI, "A pond", topic="places"), community.propose(GIL, "Beans", garden)
    withheld = _talk(community, pond)
    _delegate(community, garden)
    poll = _vote(community, pond)
    of_club = community.open_vote(beans, EVA)
    community.vote(EVA, of_club)
    community.close_vote(of_club)
    return DiscussionIds(poll, of_club, withheld)


def _rules() -> dict[str, object]:
    rulebook = motion_rules(**RULES)
    return rulebook | {"number": 2, "tokens": token_rules(DAY)}


def _talk(community: CommunityDsl, proposal: str) -> str:
    """Comments, one of them reworded, withheld, shown and withheld again; the hash of its text."""
    first = community.say(EVA, "comment-made", {"text": "How deep?"}, parent="", proposal=proposal).id
    community.say(DI, "comment-made", {"text": "A foot."}, parent=first, proposal=proposal)
    community.say(EVA, "comment-revised", {"text": "How shallow!"}, comment=first, revision=2)
    text = community.state(facts.Comment, first).text
    for kind in ("text-hidden", "text-shown", "text-hidden"):
        community.say(DI, kind, {"reason": "on second thoughts"}, text=text)
    return text


def _delegate(community: CommunityDsl, club: str) -> None:
    """Fay trusts Eva in the community; Bo trusts Gil on places, then nobody; Ada and Bo trust each other elsewhere."""
    ends = community.clock() + 300 * DAY
    community.say(FAY, "delegation-made", area="community", delegate=EVA.member, ends=ends, prev="", seq=1)
    made = community.say(BO, "delegation-made", area="topic:places", delegate=GIL.member, ends=ends, prev="", seq=1)
    community.say(BO, "delegation-ended", area="topic:places", prev=made.id, seq=2)
    community.say(BO, "delegation-made", area="community", delegate=ADA.member, ends=ends, prev="", seq=1)
    community.say(ADA, "delegation-made", area="community", delegate=BO.member, ends=ends, prev="", seq=1)
    community.say(EVA, "delegation-made", area=club, delegate="", ends=ends, prev="", seq=1)


def _vote(community: CommunityDsl, proposal: str) -> str:
    community.sponsor(proposal, BO)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    poll = community.state(facts.Proposal, proposal).poll
    community.say(FAY, "roll-objected", {"grounds": "Hal is missing."}, poll=poll)
    community.pass_until(community.state(facts.Poll, poll).opens)
    for one in (EVA, GIL, CHEN):
        community.say(one, "reason-given", {"text": "because of the frogs"}, poll=poll, seq=1)
        community.vote(one, poll)
    _leave(community)
    community.close_vote(poll)
    return poll


def _leave(community: CommunityDsl) -> None:
    """Gil gives up an office and leaves; a ballot stays."""
    community.say(GIL, "role-ended", holder=GIL.member, role="delegate", scope=club_id("garden"))
    community.say(GIL, "member-left")

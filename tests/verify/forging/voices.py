"""A tale of clubs, chambers, delegations, reasons, comments and people who leave, told to any record."""

from dataclasses import dataclass

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.epochs import token_rules
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, Tale, club_id, motion_rules

CHAMBERS = [
    {"electors": "members", "id": "residents", "role": ""},
    {"electors": "clubs", "id": "clubs", "role": ""},
    {"electors": "role", "id": "experts", "role": "expert"},
]
RULES = {"chambers": CHAMBERS, "concur": 2, "head_count": 0, "reasons": "required", "weight": {"source": "equal/1"}}


@dataclass(frozen=True)
class Heard:
    """The vote of the whole community, the vote of a club, and the text that is withheld."""

    poll: str
    of_club: str
    withheld: str


def tell(tale: Tale) -> Heard:
    """Ends with two counted votes, a withheld comment and a member less."""
    tale.settle()
    tale.say(ADA, "rulebook-adopted", rulebook=_rules(), scope="community")
    tale.grant(DI, "moderator")
    tale.grant(CHEN, "expert")
    garden = tale.open_club("garden", EVA, GIL, FAY)
    tale.say(EVA, "role-granted", holder=GIL.member, role="delegate", scope=garden)
    tale.say(EVA, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=garden)
    tale.say(FAY, "club-left", club=garden)
    pond, beans = tale.propose(DI, "A pond", topic="places"), tale.propose(GIL, "Beans", garden)
    withheld = _talk(tale, pond)
    _delegate(tale, garden)
    poll = _vote(tale, pond)
    of_club = tale.open_vote(beans, EVA)
    tale.vote(EVA, of_club)
    tale.close_vote(of_club)
    return Heard(poll, of_club, withheld)


def _rules() -> dict[str, object]:
    rulebook = motion_rules(**RULES)
    return rulebook | {"number": 2, "tokens": token_rules(DAY)}


def _talk(tale: Tale, proposal: str) -> str:
    """Comments, one of them reworded, withheld, shown and withheld again; the hash of its text."""
    first = tale.say(EVA, "comment-made", {"text": "How deep?"}, parent="", proposal=proposal).id
    tale.say(DI, "comment-made", {"text": "A foot."}, parent=first, proposal=proposal)
    tale.say(EVA, "comment-revised", {"text": "How shallow!"}, comment=first, revision=2)
    text = tale.state(facts.Comment, first).text
    for kind in ("text-hidden", "text-shown", "text-hidden"):
        tale.say(DI, kind, {"reason": "on second thoughts"}, text=text)
    return text


def _delegate(tale: Tale, club: str) -> None:
    """Fay trusts Eva in the community; Bo trusts Gil on places, then nobody; Ada and Bo trust each other elsewhere."""
    ends = tale.clock() + 300 * DAY
    tale.say(FAY, "delegation-made", area="community", delegate=EVA.member, ends=ends, prev="", seq=1)
    made = tale.say(BO, "delegation-made", area="topic:places", delegate=GIL.member, ends=ends, prev="", seq=1)
    tale.say(BO, "delegation-ended", area="topic:places", prev=made.id, seq=2)
    tale.say(BO, "delegation-made", area="community", delegate=ADA.member, ends=ends, prev="", seq=1)
    tale.say(ADA, "delegation-made", area="community", delegate=BO.member, ends=ends, prev="", seq=1)
    tale.say(EVA, "delegation-made", area=club, delegate="", ends=ends, prev="", seq=1)


def _vote(tale: Tale, proposal: str) -> str:
    tale.sponsor(proposal, BO)
    tale.pass_until(tale.state(facts.Proposal, proposal).due_at)
    poll = tale.state(facts.Proposal, proposal).poll
    tale.say(FAY, "roll-objected", {"grounds": "Hal is missing."}, poll=poll)
    tale.pass_until(tale.state(facts.Poll, poll).opens)
    for one in (EVA, GIL, CHEN):
        tale.say(one, "reason-given", {"text": "because of the frogs"}, poll=poll, seq=1)
        tale.vote(one, poll)
    _leave(tale)
    tale.close_vote(poll)
    return poll


def _leave(tale: Tale) -> None:
    """Gil gives up an office and leaves; a ballot stays."""
    tale.say(GIL, "role-ended", holder=GIL.member, role="delegate", scope=club_id("garden"))
    tale.say(GIL, "member-left")

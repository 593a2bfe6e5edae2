"""Random acts in and after votes: ballots, objections, vetoes, challenges, comments."""

from govern.protocol import facts
from govern.rules.people.signers import Person
from tests.e2e.machine.world import BY_ID, Choices, SignedAct, World

CHOICES = ("yes", "yes", "yes", "yes", "no", "abstain", "")
MOODS = (("yes",), ("yes",), CHOICES, ("yes", "no"), ())


def ballot(world: World, draw: Choices) -> SignedAct | None:
    """Somebody votes, votes otherwise, or withdraws their ballot."""
    poll = draw.mostly(_polls(world, "open"), world.shadow.all(facts.Poll))
    who = draw.mostly(world.electors(poll.id), world.present()) if poll else None
    return ballot_of(world, draw, poll, who) if poll and who else None


def _polls(world: World, *stages: str) -> list[facts.Poll]:
    found = (world.poll_of(one) for one in world.at_stage(*stages))  # type: ignore[arg-type]
    return [poll for poll in found if poll is not None]


def ballot_of(
    world: World, draw: Choices, poll: facts.Poll, who: Person, choices: tuple[str, ...] = CHOICES
) -> SignedAct:
    """The next ballot of an elector in a vote."""
    before = world.shadow.get(facts.Ballot, poll.id, who.member)
    seq, prev = (before.seq + 1, before.id) if before else (1, "")
    fields = {"choice": draw.one(choices), "poll": poll.id, "prev": prev, "seq": seq + draw.rarely(20)}
    return SignedAct(who, "ballot-cast", fields)


def many_ballots(world: World, draw: Choices, moods: tuple[tuple[str, ...], ...] = MOODS) -> list[SignedAct]:
    """All who could vote in the open votes and are still here do as the mood is, with a reason where there must be."""
    here, acts = world.present(), list[SignedAct]()
    for poll in _polls(world, "open"):
        mood = draw.one(moods)
        for one in world.electors(poll.id) if mood else ():
            if one in here:
                cast = ballot_of(world, draw, poll, one, mood)
                acts += [_reason(one, poll, cast.fields["seq"])] if poll.reasons == "required" else []
                acts.append(cast)
    return acts


def _reason(who: Person, poll: facts.Poll, seq: int) -> SignedAct:
    return SignedAct(who, "reason-given", {"poll": poll.id, "seq": seq}, {"text": "Because I like it"})


def reason(world: World, draw: Choices) -> SignedAct | None:
    """An elector gives a reason, after voting or before."""
    poll = draw.mostly(_polls(world, "open"), world.shadow.all(facts.Poll))
    who = draw.mostly(world.electors(poll.id), world.present()) if poll else None
    if poll is None or who is None:
        return None
    before = world.shadow.get(facts.Ballot, poll.id, who.member)
    return _reason(who, poll, (before.seq if before else 0) + draw.number(0, 1) or 1)


def object_to_roll(world: World, draw: Choices) -> SignedAct | None:
    """Somebody objects to a roll."""
    poll = draw.mostly(_polls(world, "announced"), world.shadow.all(facts.Poll))
    if poll is None:
        return None
    return SignedAct(draw.one(world.present()), "roll-objected", {"poll": poll.id}, {"grounds": "I am not on it"})


def veto(world: World, draw: Choices) -> SignedAct | None:
    """A guardian stops what passed, seldom."""
    proposal = draw.mostly(world.at_stage("standstill", "challenged"), world.at_stage("passed", "carried-out"))
    if proposal is None or not draw.rarely(8):
        return None
    by = draw.mostly(world.holders("guardian", proposal.scope), world.present())
    return SignedAct(by, "proposal-vetoed", {"proposal": proposal.id}, {"reason": "It harms us"}) if by else None


def challenge(world: World, draw: Choices) -> SignedAct | None:
    """An elector challenges an outcome."""
    proposal = draw.mostly(world.at_stage("standstill"), world.shadow.all(facts.Proposal))
    if proposal is None:
        return None
    electors = [one for one in world.electors(proposal.poll) if one in world.present()]
    by = draw.mostly(electors, world.present())
    return SignedAct(by, "outcome-challenged", {"proposal": proposal.id}, {"grounds": "It was unfair"}) if by else None


def rule(world: World, draw: Choices) -> SignedAct | None:
    """An arbiter rules on a challenge."""
    proposal = draw.mostly(world.at_stage("challenged"), world.at_stage("standstill", "passed", "void"))
    if proposal is None:
        return None
    by = draw.mostly(world.holders("arbiter", proposal.scope), world.present())
    fields = {"proposal": proposal.id, "ruling": draw.one(["upheld", "void"])}
    return SignedAct(by, "challenge-ruled", fields, {"explanation": "I looked into it"}) if by else None


def comment(world: World, draw: Choices) -> SignedAct | None:
    """Somebody comments on a proposal, or answers a comment."""
    proposals = world.shadow.all(facts.Proposal)
    if not proposals:
        return None
    proposal = draw.one(proposals)
    said = [one.id for one in world.shadow.all(facts.Comment) if one.proposal == proposal.id or draw.rarely(20)]
    who = draw.mostly(world.of_scope(proposal.scope), world.present())
    fields = {"parent": draw.one(["", *said]), "proposal": proposal.id}
    return SignedAct(who, "comment-made", fields, {"text": "I think so too"}) if who else None


def revise_comment(world: World, draw: Choices) -> SignedAct | None:
    """An author revises a comment."""
    comments = world.shadow.all(facts.Comment)
    if not comments:
        return None
    one = draw.one(comments)
    who = draw.mostly([BY_ID[one.author]], world.present())
    fields = {"comment": one.id, "revision": one.revision + 1 + draw.rarely(12)}
    return SignedAct(who, "comment-revised", fields, {"text": "I think otherwise"}) if who else None


def hide(world: World, draw: Choices) -> SignedAct | None:
    """A moderator withholds a text, or anything else that has a hash."""
    texts = [one.text for one in world.shadow.all(facts.CommentRevision)]
    texts += [hash_ for one in world.shadow.all(facts.Proposal) for hash_ in (one.title, one.body)]
    rolls = [one.hash for one in world.shadow.all(facts.RollBlob)]
    text = draw.mostly(texts, rolls)
    by = draw.mostly(world.holders("moderator"), world.present())
    return SignedAct(by, "text-hidden", {"text": text}, {"reason": "It insults"}) if by and text else None


def show(world: World, draw: Choices) -> SignedAct | None:
    """A moderator shows a text again."""
    hidden = world.shadow.all(facts.HiddenText)
    one = draw.mostly([one for one in hidden if one.hidden], hidden)
    by = draw.mostly(world.holders("moderator"), world.present())
    return SignedAct(by, "text-shown", {"text": one.hash}, {"reason": "It was fair"}) if by and one else None


def hide_comment(world: World, draw: Choices) -> SignedAct | None:
    """A moderator withholds a whole comment, or shows it again."""
    comments = world.shadow.all(facts.Comment)
    if not comments:
        return None
    by = draw.mostly(world.holders("moderator"), world.present())
    kind = "comment-shown" if draw.rarely(3) else "comment-hidden"
    return SignedAct(by, kind, {"comment": draw.one(comments).id}, {"reason": "All of it"}) if by else None

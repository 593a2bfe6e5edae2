"""The reader's possible acts on a proposal, as judged by the rules, and acts that stopped or dispute it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy.orm import Session

from govern.protocol.facts import Challenge, Objection, Poll, Sponsorship
from govern.rules.proposals import proposals, verdicts
from govern.rules.proposals.proposals import ProposalCancelled
from govern.rules.proposals.stages import Stage
from govern.rules.proposals.verdicts import ChallengeRuled, ProposalVetoed
from govern.rules.rulebook.rules import KindRules
from govern.rules.statements import name_of
from govern.rules.voting import announcements
from govern.store.facts import proposals as stored
from govern.store.facts.proposals import ProposalSummary
from govern.store.record import leaves
from govern.store.views.objections import count_objections, objections_to
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.dry_run import Judge, refusal
from govern.web.prose.texts import remember_texts

SHOWN: Final = 20
ACTS: Final[Mapping[Stage, tuple[str, ...]]] = {
    "gathering": ("sponsor", "cancel"),
    "review": ("cancel",),
    "announced": ("cancel", "object"),
    "standstill": ("veto", "challenge"),
    "challenged": ("veto", "rule"),
}
JUDGES: Final[Mapping[str, tuple[Judge, Mapping[str, str]]]] = {
    "sponsor": (proposals.sponsor, {}),
    "cancel": (proposals.cancel, {"reason": ""}),
    "object": (announcements.object_to_roll, {"grounds": ""}),
    "veto": (verdicts.veto, {"reason": ""}),
    "challenge": (verdicts.challenge, {"grounds": ""}),
    "rule": (verdicts.rule, {"explanation": "", "ruling": "upheld"}),
}


@dataclass(frozen=True)
class Stop:
    """A cancellation or veto of a proposal, with its time and leaf index; `reason` is a text's hash."""

    member: str
    at: int
    reason: str
    index: int


@dataclass(frozen=True)
class Disputes:
    """Acts that stopped or dispute a proposal, and the roll's latest objections with their number."""

    stop: Stop | None
    challenge: Challenge | None
    ruling_index: int
    objections: tuple[Objection, ...]
    objections_count: int


Sponsoring = Literal["done", "author", "form", "refused", "visitor", ""]


@dataclass(frozen=True)
class Powers:
    """The roles that can still stop a passed proposal, and until when; empty and 0 if nobody can."""

    veto_role: str
    veto_until: int
    challenge_until: int


def refusals(line: ProposalSummary, at: int, member: str) -> dict[str, str]:
    """The acts of the stage, each with the rules' refusal for this member; empty if allowed."""
    proposal = line.proposal
    about = {"member": member, "proposal": proposal.id, "poll": proposal.poll, "version": proposal.version}
    found = {}
    for act in ACTS.get(line.stage(at), ()):
        judge, more = JUDGES[act]
        found[act] = refusal(judge, **about, **more)
    return found


def disputes(session: Session, line: ProposalSummary) -> Disputes:
    """Acts that stopped or dispute a proposal; loads their texts and names."""
    proposal = line.proposal
    challenge = stored.challenge_of(session, proposal.id) if proposal.challenged_at else None
    ruling = (
        leaves.naming(session, challenge.ruling_text, name_of(ChallengeRuled))
        if challenge and challenge.ruling
        else None
    )
    objections, count = _objections(session, line.poll)
    found = Disputes(_stop(session, line), challenge, ruling.index if ruling else 0, objections, count)
    _remember(found)
    return found


def _objections(session: Session, poll: Poll | None) -> tuple[tuple[Objection, ...], int]:
    if poll is None:
        return (), 0
    found = tuple(objections_to(session, poll.id, SHOWN))
    return found, len(found) if len(found) < SHOWN else count_objections(session, poll.id)


def _stop(session: Session, line: ProposalSummary) -> Stop | None:
    proposal = line.proposal
    at = proposal.cancelled_at or proposal.vetoed_at
    if not at:
        return None
    kind = name_of(ProposalCancelled if proposal.cancelled_at else ProposalVetoed)
    said = leaves.naming(session, proposal.reason, kind)
    return Stop(said.member if said else "", at, proposal.reason, said.index if said else 0)


def _remember(found: Disputes) -> None:
    people = [one.member for one in found.objections] + [found.stop.member if found.stop else ""]
    texts = [one.grounds for one in found.objections] + [found.stop.reason if found.stop else ""]
    if found.challenge:
        people += [found.challenge.challenged_by, found.challenge.ruled_by]
        texts += [found.challenge.grounds, found.challenge.ruling_text]
    remember_names(people)
    remember_texts(texts)


def powers(line: ProposalSummary, rules: KindRules, at: int) -> Powers:
    """Until when what passed can still be vetoed or challenged, and by whom."""
    ends = line.proposal.standstill_ends
    going = line.stage(at) in ("standstill", "challenged") and at < ends
    veto = min(ends, rules.veto.ends) if going and rules.veto.role else 0
    challenge = ends if going and rules.challenge.role and not line.proposal.challenged_at else 0
    return Powers(rules.veto.role, veto, challenge) if veto > at else Powers("", 0, challenge)


def sponsoring(
    line: ProposalSummary, own: Sponsorship | None, refused: Mapping[str, str], reader: Reader
) -> Sponsoring:
    """The reader's options on the card of sponsors, before there are enough sponsors."""
    if own is not None and own.version == line.proposal.version:
        return "done"
    if reader.is_authenticated and reader.member_id == line.proposal.author:
        return "author"
    if "sponsor" in refused:
        return "refused" if refused["sponsor"] else "form"
    return "" if reader.is_authenticated else "visitor"

"""Proposals: submitted with their exact effects, revised, sponsored, withdrawn or cancelled; and their stages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Poll, Proposal, Rulebook, Sponsorship, Version
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, need
from govern.protocol.statement_type import StatementType
from govern.rules.people.clubs import need_member_of
from govern.rules.proposals.kinds import kind_of_effect, kinds
from govern.rules.rulebook.rulebooks import followed, in_force, kind_rules, scope_of, typed
from govern.rules.rulebook.rules import KindRules

Stage = Literal[
    "gathering",
    "review",
    "announced",
    "open",
    "closing",
    "standstill",
    "challenged",
    "passed",
    "carried-out",
    "rejected",
    "no-quorum",
    "not-admitted",
    "withdrawn",
    "cancelled",
    "vetoed",
    "void",
    "expired",
]
FINAL: Final[frozenset[Stage]] = frozenset(
    {
        "carried-out",
        "rejected",
        "no-quorum",
        "not-admitted",
        "withdrawn",
        "cancelled",
        "vetoed",
        "void",
        "expired",
    }
)


def known_kind(value: Any) -> bool:
    """A kind of proposal."""
    return isinstance(value, str) and value in kinds()


fields.SCHEMAS[known_kind] = {"type": "string"}


@typed_payload
class ProposalSubmitted(PersonPayload):
    """A member submits a proposal."""

    body: fields.Text
    effects: fields.Array
    title: fields.Text
    kind: Annotated[str, known_kind]
    scope: fields.Scope
    topic: fields.SlugOrEmpty

    def nested_texts(self) -> Iterable[str]:
        """The texts that its effects name; raises Refused(effects_invalid, field_*)."""
        return kinds()[self.kind].texts(self.effects)


@typed_payload
class ProposalRevised(PersonPayload):
    """The author submits a new version of a proposal."""

    body: fields.Text
    effects: fields.Array
    title: fields.Text
    proposal: fields.Digest
    version: fields.Positive

    def nested_texts(self) -> Iterable[str]:
        """The texts that its effects name, of whatever kind they are written like; raises Refused(field_*, ...)."""
        for one in self.effects:
            kind = kind_of_effect(one.get("effect")) if isinstance(one, dict) else None
            if kind:
                yield from kind.texts([one])


@typed_payload
class AboutProposal(PersonPayload):
    """A statement of a person about a proposal."""

    proposal: fields.Digest


@typed_payload
class ProposalWithdrawn(AboutProposal):
    """The author takes a proposal back."""


@typed_payload
class ProposalSponsored(AboutProposal):
    """A member supports that a version of a proposal is voted on."""

    version: fields.Positive


@typed_payload
class ProposalCancelled(AboutProposal):
    """A proposal is stopped before its vote opens."""

    reason: fields.Text


def stage(proposal: Proposal, poll: Poll | None, at: int) -> Stage:
    """The stage of a proposal at a time, computed from the record and the time, never stored."""
    if proposal.withdrawn_at:
        return "withdrawn"
    if proposal.cancelled_at:
        return "cancelled"
    if poll is None:
        if not proposal.admitted_at:
            return "gathering" if at < proposal.sponsoring_ends else "not-admitted"
        return "review"
    if not poll.closed_at:
        return "announced" if at < poll.opens else "open" if at < poll.closes else "closing"
    if proposal.outcome == "rejected":
        return "rejected"
    if proposal.outcome == "no-quorum":
        return "no-quorum"
    return _stage_of_passed(proposal, at)


def _stage_of_passed(proposal: Proposal, at: int) -> Stage:
    if proposal.carried_out_at:
        return "carried-out"
    if proposal.vetoed_at:
        return "vetoed"
    if proposal.ruling == "void":
        return "void"
    if proposal.expired_at:
        return "expired"
    if proposal.challenged_at and not proposal.ruling and at < proposal.ruling_ends:
        return "challenged"
    return "standstill" if at < proposal.standstill_ends else "passed"


def due_from(proposal: Proposal, moment: int) -> int:
    """The earliest time to carry out a passed proposal; an election waits for the beginning of its term."""
    return max(moment, kinds()[proposal.kind].starts(proposal))


def rules_at_submission(state: State, proposal: Proposal) -> KindRules:
    """The rules under which a proposal was submitted, valid until its announcement."""
    adopted = find(state, Rulebook, "rulebook_invalid", proposal.rulebook_scope, proposal.rulebook)
    return kind_rules(adopted, proposal.kind, proposal.effects, followed(state, proposal.scope, proposal.effects))


def submit(state: State, statement: Statement[ProposalSubmitted]) -> tuple[Fact, ...]:
    """A member submits a proposal with its exact effects.

    Raises Refused(club_unknown, not_of_scope, kind_not_provided, topic_unknown, proposer_role, too_many_live,
    effects_invalid, ...).
    """
    payload, at, scope = statement.payload, statement.at, statement.payload.scope
    scope_of(state, scope)
    need_member_of(state, payload.member, scope)
    adopted = in_force(state, scope, at)
    own = _checked_rules(state, adopted, scope, payload.kind, payload.effects)
    if payload.topic and payload.topic not in typed(adopted).topics:
        raise Refused("topic_unknown", field="topic")
    if own.proposer:
        _need_proposer(state, payload.member, own.proposer, scope)
    _check_live(state, payload.member, typed(adopted).live_per_author, at)
    proposal = _new(statement, adopted, own)
    version = Version(statement.id, 1, statement.id, payload.title, payload.body, payload.effects, at, statement.index)
    return version, _admit(proposal, own.review_ms, at) if own.sponsors == 0 else proposal


def _checked_rules(state: State, adopted: Rulebook, scope: str, kind: str, effects: list[Any]) -> KindRules:
    rules = typed(adopted)
    rules.of_kind(kind)
    kinds()[kind].check(effects, state, rules, scope)
    return kind_rules(adopted, kind, effects, followed(state, scope, effects))


def _need_proposer(state: State, member: str, role: str, scope: str) -> None:
    try:
        need(state, member, role, scope)
    except Refused as error:
        raise Refused("proposer_role", role=role) from error


def _check_live(state: State, author: str, most: int, at: int) -> None:
    if not most:
        return
    own = state.where(Proposal, "author", author)
    live = sum(stage(one, state.get(Poll, one.poll) if one.poll else None, at) not in FINAL for one in own)
    if live >= most:
        raise Refused("too_many_live", most=most)


def _new(statement: Statement[ProposalSubmitted], adopted: Rulebook, own: KindRules) -> Proposal:
    payload, at = statement.payload, statement.at
    return Proposal(
        id=statement.id,
        scope=payload.scope,
        topic=payload.topic,
        kind=payload.kind,
        author=payload.member,
        title=payload.title,
        body=payload.body,
        effects=payload.effects,
        version=1,
        version_id=statement.id,
        rulebook_scope=adopted.scope,
        rulebook=adopted.number,
        sponsors=0,
        sponsors_needed=own.sponsors,
        sponsoring_ends=at + own.sponsoring_ms,
        admitted_at=0,
        review_ends=0,
        withdrawn_at=0,
        cancelled_at=0,
        reason="",
        poll="",
        outcome="",
        standstill_ends=0,
        vetoed_at=0,
        challenged_at=0,
        ruling_ends=0,
        ruling="",
        grace_ends=0,
        effects_applied=0,
        carried_out_at=0,
        expired_at=0,
        due_at=0,
        at=at,
        index=statement.index,
    )


def _admit(proposal: Proposal, review_ms: int, at: int) -> Proposal:
    return replace(proposal, admitted_at=at, review_ends=at + review_ms, due_at=at + review_ms)


def revise(state: State, statement: Statement[ProposalRevised]) -> tuple[Fact, ...]:
    """The author makes a new version while sponsors gather or in review; sponsors keep the version they supported.

    Each version restarts the review, so that there is time to read it before the announcement; a version that needs
    more sponsors than it has gathers them first. Raises Refused(revise_*, version_other, revised_nothing, effects_*).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    if proposal.author != payload.member:
        raise Refused("revise_other")
    if _stage(state, proposal, at) not in ("gathering", "review"):
        raise Refused("revise_late")
    if payload.version != proposal.version + 1:
        raise Refused("version_other")
    if (payload.title, payload.body, payload.effects) == (proposal.title, proposal.body, proposal.effects):
        raise Refused("revised_nothing")
    adopted = find(state, Rulebook, "rulebook_invalid", proposal.rulebook_scope, proposal.rulebook)
    own = _checked_rules(state, adopted, proposal.scope, proposal.kind, payload.effects)
    after = replace(
        proposal,
        title=payload.title,
        body=payload.body,
        effects=payload.effects,
        version=payload.version,
        version_id=statement.id,
    )
    after = replace(after, sponsors_needed=max(own.sponsors, proposal.sponsors_needed))
    if after.admitted_at and after.sponsors < after.sponsors_needed:
        after = replace(after, admitted_at=0, review_ends=0, due_at=0, sponsoring_ends=at + own.sponsoring_ms)
    elif after.admitted_at:
        after = replace(after, review_ends=at + own.review_ms, due_at=at + own.review_ms)
    version = Version(
        proposal.id, payload.version, statement.id, payload.title, payload.body, payload.effects, at, statement.index
    )
    return version, after


def _stage(state: State, proposal: Proposal, at: int) -> Stage:
    return stage(proposal, state.get(Poll, proposal.poll) if proposal.poll else None, at)


def sponsor(state: State, statement: Statement[ProposalSponsored]) -> tuple[Fact, ...]:
    """A member supports putting a proposal to the vote; enough sponsors admit it.

    Raises Refused(sponsor_*, sponsoring_over, version_other, not_of_scope).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    need_member_of(state, payload.member, proposal.scope)
    if proposal.author == payload.member:
        raise Refused("sponsor_author")
    if _stage(state, proposal, at) != "gathering":
        raise Refused("sponsoring_over")
    if payload.version != proposal.version:
        raise Refused("version_other")
    before = state.get(Sponsorship, proposal.id, payload.member)
    if before is not None and before.version == proposal.version:
        raise Refused("sponsor_twice")
    sponsorship = Sponsorship(proposal.id, payload.member, proposal.version, at, statement.index)
    if before is not None:
        return (sponsorship,)
    after = replace(proposal, sponsors=proposal.sponsors + 1)
    if after.sponsors >= after.sponsors_needed:
        after = _admit(after, rules_at_submission(state, proposal).review_ms, at)
    return sponsorship, after


def withdraw(state: State, statement: Statement[ProposalWithdrawn]) -> tuple[Fact, ...]:
    """The author withdraws a proposal before its announcement; raises Refused(withdraw_other, withdraw_late, ...)."""
    payload = statement.payload
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    if proposal.author != payload.member:
        raise Refused("withdraw_other")
    if _stage(state, proposal, statement.at) not in ("gathering", "review"):
        raise Refused("withdraw_late")
    return (replace(proposal, withdrawn_at=statement.at, due_at=0),)


def cancel(state: State, statement: Statement[ProposalCancelled]) -> tuple[Fact, ...]:
    """A holder of the role in the rules stops a proposal before voting opens, with a public reason.

    Raises Refused(cancel_role, cancel_late).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    role = rules_at_submission(state, proposal).cancel
    try:
        need(state, payload.member, role or "nobody", proposal.scope)
    except Refused as error:
        raise Refused("cancel_role") from error
    if _stage(state, proposal, at) not in ("gathering", "review", "announced"):
        raise Refused("cancel_late")
    cancelled = replace(proposal, cancelled_at=at, reason=payload.reason, due_at=0)
    poll = state.get(Poll, proposal.poll) if proposal.poll else None
    return (replace(poll, closed_at=at), cancelled) if poll else (cancelled,)


STATEMENTS: Final = (
    StatementType.of("proposal-submitted", ProposalSubmitted, submit),
    StatementType.of("proposal-revised", ProposalRevised, revise),
    StatementType.of("proposal-sponsored", ProposalSponsored, sponsor),
    StatementType.of("proposal-withdrawn", ProposalWithdrawn, withdraw),
    StatementType.of("proposal-cancelled", ProposalCancelled, cancel),
)

"""Submission of a proposal with its exact effects, and its later versions."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal, Rulebook, Version
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, need
from govern.protocol.statement_type import StatementType
from govern.rules.people.clubs import need_member_of
from govern.rules.proposals.kinds import kind_of_effect, kinds
from govern.rules.proposals.proposals import admit
from govern.rules.proposals.stages import FINAL, current_stage
from govern.rules.rulebook.rulebooks import followed, in_force, kind_rules, scope_of, typed
from govern.rules.rulebook.rules import KindRules


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
    return version, admit(proposal, own.review_ms, at) if own.sponsors == 0 else proposal


def _checked_rules(state: State, adopted: Rulebook, scope: str, kind: str, proposed: list[Any]) -> KindRules:
    rules = typed(adopted)
    rules.of_kind(kind)
    effects = kinds()[kind].check(proposed, state, rules, scope)
    return kind_rules(adopted, kind, effects, followed(state, scope, kind, effects))


def _need_proposer(state: State, member: str, role: str, scope: str) -> None:
    try:
        need(state, member, role, scope)
    except Refused as error:
        raise Refused("proposer_role", role=role) from error


def _check_live(state: State, author: str, most: int, at: int) -> None:
    if not most:
        return
    own = state.where(Proposal, "author", author)
    live = sum(current_stage(state, one, at) not in FINAL for one in own)
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


def revise(state: State, statement: Statement[ProposalRevised]) -> tuple[Fact, ...]:
    """The author makes a new version while sponsors gather or in review; sponsors keep the version they supported.

    Each version restarts the review, so that there is time to read it before the announcement; a version that needs
    more sponsors than it has gathers them first. Raises Refused(revise_*, version_other, revised_nothing, effects_*).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    if proposal.author != payload.member:
        raise Refused("revise_other")
    if current_stage(state, proposal, at) not in ("gathering", "review"):
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


STATEMENTS: Final = (
    StatementType.of("proposal-submitted", ProposalSubmitted, submit, pace="writing"),
    StatementType.of("proposal-revised", ProposalRevised, revise, pace="writing"),
)

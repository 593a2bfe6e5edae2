"""A vote on membership: passing admits a person to, or excludes a member from, the community or a club."""

from collections.abc import Sequence
from typing import Any

from govern.protocol import fields
from govern.protocol.effect import TAG, Effect, typed_effect
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement
from govern.rules.people import admissions, exclusions
from govern.rules.people.clubs import need_member_of
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.rulebook.presets.parts import ratio
from govern.rules.rulebook.rules import Rules


@typed_effect("admit-member")
class AdmitMember(Effect):
    """A person to admit; `claim` is a new member's proof of possession, and empty in a club."""

    admitted: fields.MemberId
    claim: fields.Object


@typed_effect("exclude-member")
class ExcludeMember(Effect):
    """A member to exclude."""

    excluded: fields.MemberId


class MembershipKind(ProposalKind[AdmitMember | ExcludeMember]):
    """Exactly one effect: a person to admit, with their proof of possession, or a member to exclude."""

    id = "membership"
    effects = (AdmitMember, ExcludeMember)

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Two thirds."""
        del money
        return base | {"support": ratio(2, 3, strict=True)}

    def check(
        self, effects: Sequence[object], state: State, rules: Rules, scope: str
    ) -> Sequence[AdmitMember | ExcludeMember]:
        """Raises Refused(effects_invalid, field_*, claim_invalid, key_taken, member_exists, club_member, ...)."""
        del rules
        one = only(effects)
        if one.get(TAG) == AdmitMember.NAME:
            admit = AdmitMember.checked(one)
            admissions.check(state, admit.admitted, admit.claim, scope)
            return (admit,)
        exclude = ExcludeMember.checked(one)
        need_member_of(state, exclude.excluded, scope)
        return (exclude,)

    def check_applicable(self, state: State, proposal: Proposal, effect: AdmitMember | ExcludeMember, at: int) -> None:
        """Raise Refused(last_administrator, claim_invalid, key_taken, ...) unless possible now."""
        del at
        if isinstance(effect, AdmitMember):
            admissions.check(state, effect.admitted, effect.claim, proposal.scope)
        else:
            exclusions.check(state, effect.excluded, proposal.scope)

    def carry_out(
        self,
        state: State,
        statement: Statement[Payload],
        proposal: Proposal,
        effect: AdmitMember | ExcludeMember,
    ) -> tuple[Fact, ...]:
        """Admit the person, or exclude the member."""
        if isinstance(effect, AdmitMember):
            return admissions.admit(state, statement, effect.admitted, effect.claim, proposal.scope)
        return exclusions.exclude(state, statement, effect.excluded, proposal.scope)

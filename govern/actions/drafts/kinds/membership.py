"""The form of a vote on membership: the person to admit or to exclude."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.membership import AdmitMember, ExcludeMember
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.private.accounts import waiting_claim


class MembershipForm(KindForm[AdmitMember | ExcludeMember]):
    """The form of a vote on membership."""

    id = "membership"
    fields = {"change": "admit", "claimant": "", "person": ""}

    def read(self, reading: DraftReading) -> list[AdmitMember | ExcludeMember]:
        """The person; a newcomer to the community must have a waiting key."""
        draft = reading.draft
        if draft["change"] == "exclude":
            return [ExcludeMember(excluded=reading.member(draft, "person", "person"))]
        if draft["scope"] != COMMUNITY:
            return [AdmitMember(admitted=reading.member(draft, "person", "person"), claim={})]
        found = waiting_claim(reading.session, draft["claimant"])
        if found is None:
            reading.errors["claimant"] = "claimant"
            return []
        return [AdmitMember(admitted=found.member, claim=found.claim)]

    def fill(self, effects: Sequence[AdmitMember | ExcludeMember], text: TextOf) -> dict[str, Any]:
        """The person, by their number."""
        del text
        effect = effects[0]
        if isinstance(effect, ExcludeMember):
            return {"change": "exclude", "person": effect.excluded}
        person = "" if effect.claim else effect.admitted
        return {"change": "admit", "claimant": effect.admitted, "person": person}


FORM: Final = MembershipForm()

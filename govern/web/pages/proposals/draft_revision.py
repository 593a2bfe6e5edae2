"""Fills the form with a proposal's latest version, as the start of the next one."""

from typing import Any

from govern.actions.drafts.draft_fields import blank
from govern.actions.drafts.kinds import forms
from govern.protocol.facts import Proposal
from govern.rules.proposals.kinds import effects_of
from govern.web.pages.proposals.effect_forms import texts_of
from govern.web.prose.texts import text_of


def for_revision(proposal: Proposal) -> dict[str, Any]:
    """The values of the form."""
    texts_of(proposal)  # loads all of them with one query
    form = forms().get(proposal.kind)
    return {
        **blank(),
        "proposal": proposal.id,
        "kind": proposal.kind,
        "scope": proposal.scope,
        "topic": proposal.topic,
        "title": text_of(proposal.title),
        "body": text_of(proposal.body),
        **(form.fill(effects_of(proposal), text_of) if form else {}),
    }

"""A draft of a rulebook prepared for signing: adoption, proposal, or new version of an amendment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import abort
from sqlalchemy.orm import Session

from govern.actions.drafts import rule_drafts
from govern.actions.drafts.drafts import ReadyProposal
from govern.actions.people.names import read_name
from govern.protocol.facts import Proposal
from govern.protocol.texts import LARGEST
from govern.rules.proposals.kinds import rulebook_in
from govern.rules.rulebook import rulebooks
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.rulebooks import typed
from govern.rules.rulebook.rules import AMENDMENT, Rules
from govern.store.private.rule_drafts import RuleDraftRow
from govern.web.frame import dry_run
from govern.web.frame.access.people import Reader
from govern.web.frame.gettext import _
from govern.web.pages.proposals.draft_form import error_words
from govern.web.pages.proposals.effect_forms import SigningForm, complete, is_unchanged, signing_of
from govern.web.pages.proposals.proposals import find_line
from govern.web.pages.rules import rulebook_form
from govern.web.pages.rules.rule_scopes import Scope
from govern.web.words.rules import rulebook_words
from govern.web.words.rules.rulebook_words import Difference

Json = Mapping[str, Any]
LARGEST_TEXT: Final = LARGEST // 2  # bytes; the same request contains the rulebook


@dataclass(frozen=True)
class DraftRulebook:
    """A draft as read: its rulebook, and the errors by field."""

    raw: dict[str, Any]
    errors: dict[str, str]

    @property
    def rules(self) -> Rules:
        """The rulebook as typed rules; only without errors."""
        return read_rules(self.raw)


@dataclass(frozen=True)
class RulebookComparison:
    """A comparison with another rulebook: its heading, and the difference in words."""

    heading: str
    changes: list[Difference]


def revised_by(session: Session, proposal: str, reader: Reader) -> Proposal | None:
    """The amendment of which a draft is a new version, or None; 404 for others than its author."""
    if not proposal:
        return None
    found = find_line(session, proposal).proposal
    if found.author != reader.member_id or not adopts(found):
        abort(404)
    return found


def adopts(proposal: Proposal) -> bool:
    """Whether a proposal would adopt a rulebook."""
    return rulebook_in(proposal.effects) is not None


def asks_for_text(scope: Scope, revised: Proposal | None) -> bool:
    """Whether the draft will be put to the vote, so that it needs a title and a text."""
    return revised is not None or (scope.may_propose and not scope.may_adopt)


def read(row: RuleDraftRow, scope: Scope, revised: Proposal | None) -> DraftRulebook:
    """A draft, and all errors that prevent signing."""
    reading = rulebook_form.read(row.form, row.base, scope.next_number)
    errors = dict(reading.errors)
    if asks_for_text(scope, revised):
        title_error = read_name(row.form.get("title", "")).error.replace("missing", "empty")
        if title_error:
            errors["title"] = error_words(title_error)
        if not row.form.get("body", "").strip():
            errors["body"] = _("Please fill this in")
        if len(row.form.get("body", "").encode()) > LARGEST_TEXT:
            errors["body"] = _("This is too long")
    if (
        not errors
        and revised is not None
        and is_unchanged(signing(row.form, reading.rulebook, scope, revised), revised)
    ):
        errors["title"] = _("This is the same as the last version. Change something first.")
    return DraftRulebook(reading.rulebook, errors)


def signing(form: Json, raw: dict[str, Any], scope: Scope, revised: Proposal | None) -> SigningForm:
    """The form that puts a rulebook to the vote, or makes a new version of an amendment."""
    topic = "rules" if "rules" in typed(scope.in_force).topics else ""
    title, body = read_name(form["title"]).text, form["body"].strip()
    ready = ReadyProposal(
        AMENDMENT, scope.id, topic, title, body, (rule_drafts.adopting(raw),), revised.id if revised else ""
    )
    return signing_of(ready, revised)


def refusal_of(asked: SigningForm, reader: Reader) -> str:
    """Why the rules would refuse this statement now; empty if they accept it."""
    return dry_run.refusal_of(asked.kind, member=reader.member_id, **complete(asked))


def refusal_to_adopt(raw: Json, scope: Scope, reader: Reader) -> str:
    """Why the rules would refuse the reader's adoption now; empty if they accept it."""
    return dry_run.refusal(rulebooks.adopt, member=reader.member_id, rulebook=raw, scope=scope.id)


def comparisons(raw: Json, scope: Scope, revised: Proposal | None) -> list[RulebookComparison]:
    """A rulebook compared with the one in force, its predecessor, and the previous version, in words."""
    beside = [(_("Beside the rulebook in force, no. %(number)s", number=scope.in_force.number), scope.in_force.rules)]
    if scope.latest.hash != scope.in_force.hash:
        heading = _("Beside rulebook no. %(number)s, which does not count yet", number=scope.latest.number)
        beside.append((heading, scope.latest.rules))
    if revised is not None:
        heading = _("Beside version %(n)s of your proposal", n=revised.version)
        beside.append((heading, rulebook_in(revised.effects)))
    return [RulebookComparison(heading, rulebook_words.differences(before, raw)) for heading, before in beside]

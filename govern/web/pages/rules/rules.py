"""The rules for readers: each rulebook in sentences, past, in force and coming."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, abort, render_template, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.facts import Proposal, Rulebook, Version
from govern.rules.proposals.kinds import rulebook_in
from govern.rules.rulebook.formats import number_of, read_rules
from govern.rules.rulebook.rulebooks import COMMUNITY, typed
from govern.rules.rulebook.rules import AMENDMENT
from govern.rules.rulebook.simulation import Draft
from govern.store.facts import community
from govern.store.facts.community import RulebookRow
from govern.store.paging import Page
from govern.store.private import rule_drafts
from govern.store.private.rule_drafts import RuleDraftRow
from govern.store.projection import Projection
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.pages.proposals.recorded_drafts import rules_unrecorded
from govern.web.pages.rules import simulations
from govern.web.pages.rules.rule_scopes import Scope, scope_or_404
from govern.web.words.rules import format_words, kind_rule_words, rulebook_words
from govern.web.words.rules.rulebook_words import Difference, Section

pages = Blueprint("rules", __name__, url_prefix="/rules")
FEW = 10
DRAFTS_SHOWN = 20


@dataclass(frozen=True)
class RulebookActs:
    """The acts of a reader that concern the rules of a scope."""

    draft: bool
    adopt: bool  # alone, without a vote
    begin_with_preset: bool
    convert_to: int  # the newer format that they may adopt or propose, or 0
    ratify: bool


@dataclass(frozen=True)
class RulebookPage:
    """A rulebook in words, with its changes and a list of the others."""

    scope: Scope
    rulebook: Rulebook
    sections: Sequence[Section]
    changes: Sequence[Difference]
    before: Rulebook | None
    state: Literal["coming", "past", "in-force"]
    until: int
    coming: Rulebook | None
    rulebooks: Page[RulebookRow]
    ratifying: Sequence[str]
    acts: RulebookActs
    lists_others: bool
    added: Sequence[str]
    drafts: Sequence[RuleDraftRow]


@dataclass(frozen=True)
class ProposedRulebookPage:
    """The changes to the rules by a proposal, in words."""

    scope: Scope
    rulebook: Mapping[str, object]
    id: str
    version: int
    revised: Sequence[Difference]
    changes: Sequence[Difference]
    sections: Sequence[Section]
    back: str
    title: str


@pages.get("")
@pages.get("/<scope>")
@allow("anyone")
def rulebook(scope: str = COMMUNITY) -> str:
    """The rulebook in force of the community or a club."""
    found = scope_or_404(db.session(), scope, current_user)
    return _show(db.session(), found, found.in_force, current_user)


@pages.get("/<scope>/<int:number>")
@allow("anyone")
def numbered(scope: str, number: int) -> str:
    """A rulebook by its number: past, in force or coming."""
    found = scope_or_404(db.session(), scope, current_user)
    one = found.rulebook(number)
    return abort(404) if one is None else _show(db.session(), found, one, current_user)


def _show(session: Session, scope: Scope, one: Rulebook, reader: Reader) -> str:
    return render_template("rules/show.html", page=_read_rulebook(session, scope, one, reader))


def _read_rulebook(session: Session, scope: Scope, one: Rulebook, reader: Reader) -> RulebookPage:
    page = community.page_of_rulebooks(session, request_args.cursor(int), FEW, scope.id)
    remember_names([one.adopted_by, *(other.adopted_by for other in page.items)])
    before = scope.rulebook(one.number - 1) if one.scope == scope.id else None
    following = scope.rulebook(one.number + 1) if one.scope == scope.id else None
    return RulebookPage(
        scope=scope,
        rulebook=one,
        sections=rulebook_words.sections(one.rules, typed(one)),
        changes=rulebook_words.differences(before.rules, one.rules) if before else [],
        before=before,
        state="coming" if one.effective_at > now() else "past" if one.hash != scope.in_force.hash else "in-force",
        until=following.effective_at if following else 0,
        coming=scope.latest if scope.latest.effective_at > now() else None,
        rulebooks=page,
        ratifying=kind_rule_words.joined(kind_rule_words.sentences(scope.rules_to_ratify(), AMENDMENT)),
        acts=_acts(scope, reader),
        lists_others=len(page.items) > 1 or bool(page.newer or page.older),
        added=format_words.news(number_of(scope.latest.rules), scope.newer_format),
        drafts=_drafts(session, scope, reader) if reader.is_member else (),
    )


def _acts(scope: Scope, reader: Reader) -> RulebookActs:
    if not reader.is_member:
        return RulebookActs(draft=False, adopt=False, begin_with_preset=False, convert_to=0, ratify=False)
    draft, adopt, propose = not scope.is_closed, scope.may_adopt, scope.may_propose
    return RulebookActs(
        draft=draft,
        adopt=adopt,
        begin_with_preset=draft and adopt and scope.is_community,
        convert_to=scope.newer_format if draft and (adopt or propose) else 0,
        ratify=propose and bool(scope.holder.rulebook) and not scope.holder.ratified_at,
    )


def _drafts(session: Session, scope: Scope, reader: Reader) -> list[rule_drafts.RuleDraftRow]:
    found = rule_drafts.drafts_of(session, reader.member_id, scope.id, DRAFTS_SHOWN)
    return rules_unrecorded(session, found, scope)


@pages.get("/proposed/<id_>")
@allow("anyone")
def proposed(id_: str) -> str:
    """The changes to the rules by a proposal, in words."""
    return render_template("rules/proposed.html", page=_read_proposed_rulebook(db.session(), id_, current_user))


def _read_proposed_rulebook(session: Session, id_: str, reader: Reader) -> ProposedRulebookPage:
    found, new = _proposed(session, id_)
    scope = scope_or_404(session, found.scope, reader)
    before = scope.rulebook(new["number"] - 1) or scope_or_404(session, COMMUNITY, reader).in_force
    former = Projection(session.connection()).get(Version, found.id, found.version - 1)
    earlier = rulebook_in(former.effects) if former else None
    return ProposedRulebookPage(
        scope=scope,
        rulebook=new,
        id=found.id,
        version=found.version,
        revised=rulebook_words.differences(earlier, new) if earlier else [],
        changes=rulebook_words.differences(before.rules, new),
        sections=rulebook_words.sections(new, read_rules(new)),
        back=url_for("proposals.show", id_=id_),
        title=_("What this proposal changes in the rules"),
    )


def _proposed(session: Session, id_: str) -> tuple[Proposal, dict[str, Any]]:
    """The amendment of a URL and its rulebook; 404 if there is none, or if it adopts no rulebook."""
    found = Projection(session.connection()).get(Proposal, id_)
    rulebook = rulebook_in(found.effects) if found else None
    if found is None or rulebook is None:
        abort(404)
    return found, rulebook


@pages.get("/proposed/<id_>/replay")
@allow("member")
def replay(id_: str) -> str:
    """Past votes recounted under a proposed rulebook."""
    found, new = _proposed(db.session(), id_)
    here, back = (url_for(f"rules.{page}", id_=id_) for page in ("replay", "proposed"))
    scope, draft = scope_or_404(db.session(), found.scope, current_user), Draft(new, read_rules(new))
    return simulations.replay(db.session(), scope, draft, here, back)

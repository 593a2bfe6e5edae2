"""The versions of a proposal, and the changes of each, word by word."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from govern.protocol.facts import Proposal, Version
from govern.rules.proposals.kinds import kinds
from govern.rules.proposals.stages import Stage
from govern.store.facts import proposals
from govern.store.facts.proposals import ProposalSummary
from govern.store.paging import Page, read_cursor
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.proposals.proposals import find_line, remember_lines
from govern.web.prose.differences import changed_words
from govern.web.prose.texts import remember_texts, text_of
from govern.web.words.effects.effect_words import effects_in_words

pages = Blueprint("versions", __name__, url_prefix="/proposals")


@dataclass(frozen=True)
class Change:
    """The changes of a version against the previous one; for the first one, its content."""

    title: Markup
    body: Markup
    effects: tuple[Markup, ...]


@dataclass(frozen=True)
class VersionPage:
    """One version of a proposal, with its changes."""

    line: ProposalSummary
    stage: Stage
    version: Version
    before: Version | None
    change: Change


@dataclass(frozen=True)
class VersionsPage:
    """All versions of a proposal."""

    line: ProposalSummary
    versions: Page[Version]


@pages.get("/<id_>/versions")
@allow("anyone")
def index(id_: str) -> str:
    """All versions of a proposal, the latest first."""
    return render_template("proposals/versions.html", page=_read_versions(db.session(), id_))


def _read_versions(session: Session, id_: str) -> VersionsPage:
    line = find_line(session, id_)
    place = read_cursor(request.args.get("older", ""), request.args.get("newer", ""), int)
    page = proposals.versions_of(session, id_, place)
    remember_texts(version.title for version in page.items)
    remember_lines([line])
    return VersionsPage(
        line=line,
        versions=page,
    )


@pages.get("/<id_>/versions/<int:number>")
@allow("anyone")
def show(id_: str, number: int) -> str:
    """One version with its changes."""
    return render_template("proposals/version.html", page=_read_version(db.session(), id_, number))


def _read_version(session: Session, id_: str, number: int) -> VersionPage:
    line = find_line(session, id_)
    version, before = (proposals.version_of(session, id_, one) for one in (number, number - 1))
    if version is None:
        abort(404)
    remember_lines([line])
    return VersionPage(
        line=line,
        stage=line.stage(now()),
        version=version,
        before=before,
        change=_change(before, version, line.proposal),
    )


def _change(before: Version | None, version: Version, proposal: Proposal) -> Change:
    remember_texts(digest for one in (before, version) if one for digest in (one.title, one.body))
    new = _sentences(version, proposal)
    if before is None:
        effects = tuple(Markup.escape(sentence) for sentence in new)
        return Change(Markup.escape(text_of(version.title)), Markup.escape(text_of(version.body)), effects)
    return Change(
        changed_words(text_of(before.title), text_of(version.title)),
        changed_words(text_of(before.body), text_of(version.body)),
        _changed_effects(_sentences(before, proposal), new),
    )


def _sentences(version: Version, proposal: Proposal) -> list[str]:
    return effects_in_words(kinds()[proposal.kind].typed(version.effects), proposal.scope)


def _changed_effects(old: list[str], new: list[str]) -> tuple[Markup, ...]:
    most = max(len(old), len(new))
    padded = ([*some, *[""] * (most - len(some))] for some in (old, new))
    return tuple(changed_words(one, other) for one, other in zip(*padded, strict=True))

"""The wizard of the founding phase: choose a preset rulebook, read it in sentences, adjust it or sign it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.protocol.ids import hash_of_value
from govern.rules.rulebook.formats import number_of
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS, preset
from govern.rules.rulebook.rulebooks import COMMUNITY, changed_paths
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.pages.rules.rule_scopes import Scope, scope_or_404
from govern.web.words.rules import rulebook_words
from govern.web.words.rules.rulebook_words import Section

pages = Blueprint("admin_rulebook", __name__, url_prefix="/admin/rulebook")


@dataclass(frozen=True)
class ChosenPreset:
    """A ready-made rulebook for adoption; `same` if only its number differs from the rulebook in force."""

    name: str
    rulebook: Mapping[str, object]
    hash: str
    same: bool
    sections: Sequence[Section]


@dataclass(frozen=True)
class PresetsPage:
    """The ready-made rulebooks, and the chosen one in sentences."""

    scope: Scope
    presets: Sequence[tuple[str, str, str]]
    chosen: ChosenPreset | None = None


@pages.get("/wizard")
@allow("administrator")
def wizard() -> str:
    """The preset rulebooks; with the query parameter `preset`, that one in sentences, and the form to sign it."""
    scope, name = scope_or_404(db.session(), COMMUNITY, current_user), request.args.get("preset", "")
    if not name:
        return render_template("rules/wizard.html", page=PresetsPage(scope, _presets()))
    if name not in PRESETS:
        abort(404)
    raw = preset(name, number_of(scope.latest.rules)) | {"number": scope.next_number}
    chosen = ChosenPreset(
        name=name,
        rulebook=raw,
        hash=hash_of_value(raw),
        same=not any(changed_paths(scope.latest.rules, raw)),
        sections=rulebook_words.sections(raw, read_rulebook(raw)),
    )
    return render_template("rules/wizard.html", page=PresetsPage(scope, _presets(), chosen))


def _presets() -> list[tuple[str, str, str]]:
    """Name, title and recommended use."""
    return [
        ("simple", _("Simple"), _("One member, one vote, in everything. Good for a small community that starts.")),
        (
            "tokens",
            _("Tokens"),
            _("Contributions decide: tokens weigh in money matters, their square root in everything else."),
        ),
        (
            "cooperative",
            _("Cooperative"),
            _("Members are equal, enough of them must take part, and large sums need many; rules change slowly."),
        ),
        (
            "foundation",
            _("Foundation"),
            _("Residents, clubs and experts vote in chambers: two of three decide on money, all three on the rules."),
        ),
    ]

"""The view of the page on which the next rulebook is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from govern.protocol.facts import Proposal
from govern.rules.rulebook.formats import newest
from govern.web.frame.gettext import _
from govern.web.pages.rules.edit.filled_form import FilledForm
from govern.web.pages.rules.edit.general_inputs import fails_in_general, inputs_in_general, inputs_of_payments
from govern.web.pages.rules.edit.inputs import Dependent, Element, Fold, LinesInput
from govern.web.pages.rules.edit.kind_inputs import inputs_of_kind
from govern.web.pages.rules.rule_scopes import Scope
from govern.web.words.kinds import heading_of, kinds_in_words


@dataclass(frozen=True)
class RulebookFormPage:
    """The form of a rulebook: where it is stored, where leaving it leads, and its inputs.

    `base` is the rulebook that a new form is made from; a stored draft knows its own.
    """

    scope: Scope
    revised: Proposal | None
    heading: str
    action: str
    leave: tuple[str, str]
    base: str
    errors: Sequence[tuple[str, str]]
    proposal: Sequence[Element]
    parts: Sequence[Fold]


def read_rulebook_form(
    scope: Scope, revised: Proposal | None, form: FilledForm, id_: int | None, base: str, largest_text: int
) -> RulebookFormPage:
    """The form of a new draft with its `base`, or of a stored one; `largest_text` is 0 if it asks for no texts."""
    if id_:
        action, base = url_for("rule_drafts.save", id_=id_), ""
    else:
        action = url_for("rule_drafts.begin", scope=scope.id)
    return RulebookFormPage(
        scope=scope,
        revised=revised,
        heading=_("Write a new version") if revised else _("The next rulebook"),
        action=action,
        leave=_leave(scope, revised),
        base=base,
        errors=tuple(form.errors.items()),
        proposal=_texts(form, largest_text) if largest_text else (),
        parts=(*_kinds(form), *_others(form)),
    )


def _leave(scope: Scope, revised: Proposal | None) -> tuple[str, str]:
    """The words and the address of the link that leaves everything as it is."""
    if revised:
        return _("Back to the proposal"), url_for("proposals.show", id_=revised.id)
    return _("Leave everything as it is"), url_for("rules.rulebook", scope=scope.id)


def _texts(form: FilledForm, largest: int) -> tuple[Element, ...]:
    hint = _("What is to become better. The difference in words is shown beside it.")
    title = form.text("title", _("Title"), {"data-limit": 200, "autocomplete": "off"})
    why = form.value("body"), hint, form.error("body")
    return title, LinesInput("body", _("Why"), *why, attributes={"data-limit-bytes": largest}, rows=5)


def _kinds(form: FilledForm) -> Iterator[Fold]:
    for place, kind in enumerate(kinds_in_words()):
        legend, elements = heading_of(kind), inputs_of_kind(form, kind)
        if kind not in newest().needed_kinds:
            box = form.checkbox(f"{kind}.on", _("There are such proposals: %(kind)s", kind=legend))
            elements = (box, Dependent(f"{kind}.on=1", legend, elements))
        is_open = place == 0 or kind == form.opened or form.fails(f"{kind}.")
        yield Fold(legend, elements, open=is_open, id=kind, card=True)


def _others(form: FilledForm) -> Iterator[Fold]:
    money = form.fails("money.", "treasury.")
    yield Fold(_("Payments"), inputs_of_payments(form), open=money, card=True)
    yield Fold(_("In general"), inputs_in_general(form), open=fails_in_general(form), card=True)

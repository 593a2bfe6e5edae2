"""The inputs of all rules of a kind of proposal, and of its stricter cases."""

from collections.abc import Iterator, Sequence
from typing import Final

from govern.rules.proposals.kinds import kinds
from govern.web.frame.gettext import _
from govern.web.pages.rules import kind_form, stricter_rules_form
from govern.web.pages.rules.edit.filled_form import IDENTIFIERS, UNASSISTED, FilledForm
from govern.web.pages.rules.edit.inputs import (
    ButtonLine,
    ChangedRule,
    ChoiceInput,
    Element,
    Fold,
    HintLine,
    Row,
    StepButton,
    StricterCase,
    Touching,
)
from govern.web.pages.rules.edit.rule_inputs import inputs_of_rule
from govern.web.pages.rules.kind_form import label
from govern.web.words.rules.rulebook_words import paying, touch_words

PARTS_OF_WEIGHT: Final = ("source", "cap", "bands")


def inputs_of_kind(form: FilledForm, kind: str) -> tuple[Element, ...]:
    """The rules of a kind in the order in which they apply, then its stricter cases."""
    known = kind_form.names_in(form.values, kind)
    groups = (
        (
            _("On the way to the vote"),
            ("proposer", "sponsors", "sponsoring_ms", "review_ms", "announcement_ms", "cancel"),
        ),
        (
            _("Voting"),
            ("voting_ms", "method", "points", "weight", "delegation", "reasons", "secrecy", "late_turn"),
        ),
        (
            _("What it needs to pass"),
            ("approval_floor", "participation", "support", "head_count", "unsupported", "chambers", "concur"),
        ),
        (_("After it has passed"), ("standstill_ms", "veto", "challenge", "grace_ms")),
    )
    folds = (_group(form, kind, title, [name for name in names if name in known]) for title, names in groups)
    return (*folds, *_stricter(form, kind))


def _group(form: FilledForm, kind: str, title: str, names: Sequence[str]) -> Fold:
    fields = [field for name in names for field in (name, *(PARTS_OF_WEIGHT if name == "weight" else ()))]
    elements = [one for name in names for one in inputs_of_rule(form, kind, f"{kind}.", name)]
    return Fold(title, elements, open=bool(fields) and form.fails(*(f"{kind}.{field}" for field in fields)))


def _stricter(form: FilledForm, kind: str) -> Iterator[Fold]:
    numbers, possible = stricter_rules_form.numbers(form.values, kind), kind in stricter_rules_form.with_cases()
    if not (numbers or possible):
        return
    cases = (_case(form, kind, number, index) for index, number in enumerate(numbers, start=1))
    add = ButtonLine(StepButton(f"add.{kind}", _("Add a case")))
    room = possible and len(numbers) < stricter_rules_form.MOST
    elements = (HintLine(_stricter_hint(kind)), *cases, *((add,) if room else ()))
    at = f"{kind}.stricter"
    yield Fold(_("Stricter in some cases"), elements, open=kind == form.opened or form.fails(at), id=at)


def _stricter_hint(kind: str) -> str:
    if kind in paying():
        return _("For spending above a sum, some of the rules can be others. What a case does not name stays as above.")
    return _(
        "For changes that touch certain rules, some of the rules can be others. What a case does not name stays as "
        "above."
    )


def _case(form: FilledForm, kind: str, number: int, index: int) -> StricterCase:
    at = f"{kind}.stricter.{number}"
    changed = stricter_rules_form.changed_names(form.values, at)
    remove = StepButton(f"remove.{kind}.{number}", _("Take out case %(number)s", number=index), "danger quiet")
    return StricterCase(
        name=at,
        legend=_("Case %(number)s", number=index),
        error=form.error(f"{at}.case"),
        when=tuple(_when(form, kind, at)),
        changed=[_changed(form, kind, number, name) for name in changed],
        more=_more(form, kind, number, changed),
        remove=ButtonLine(remove),
    )


def _when(form: FilledForm, kind: str, at: str) -> Iterator[Element]:
    """The conditions of a case: a sum, touched rules, or both if the form has both."""
    by_touch = kinds()[kind].stricter_by == "touches"
    if not by_touch or form.value(f"{at}.above"):
        hint = _("One line for each currency, such as EUR 5,000. All sums of a proposal in a currency count together.")
        yield form.lines(f"{at}.above", _("Spending above"), UNASSISTED, hint)
    if kind not in paying() or form.value(f"{at}.places"):
        yield _touching(form, at, form.error(f"{at}.above") if by_touch else "")
        places, hint = (
            _("Other places in the rulebook"),
            _("For those who know its JSON, such as kinds.motion.support."),
        )
        yield form.text(f"{at}.places", places, IDENTIFIERS, hint, required=False)


def _touching(form: FilledForm, at: str, error: str) -> Touching:
    paths = stricter_rules_form.parts()
    return Touching(f"{at}.above", error, [form.checkbox(f"{at}.touches.{path}", touch_words(path)) for path in paths])


def _changed(form: FilledForm, kind: str, number: int, name: str) -> ChangedRule:
    at = f"{kind}.stricter.{number}"
    return ChangedRule(
        name=f"{at}.has.{name}",
        elements=inputs_of_rule(form, kind, f"{at}.change.", name),
        drop=StepButton(f"drop.{kind}.{number}.{name}", _("Leave as usual: %(rule)s", rule=label(name)), "quiet"),
    )


def _more(form: FilledForm, kind: str, number: int, changed: Sequence[str]) -> Row | None:
    """The choice of another rule that the case changes."""
    names = [name for name in kind_form.names_in(form.values, kind) if name not in changed]
    if not names:
        return None
    options = [(name, label(name)) for name in names]
    field = f"{kind}.stricter.{number}.more"
    another = ChoiceInput(field, _("Another rule"), "support", options=options, required=False)
    return Row((another, StepButton(f"change.{kind}.{number}", _("Change this rule too"))))

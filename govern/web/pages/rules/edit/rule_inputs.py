"""The inputs of one rule of a kind of proposal, in the kind itself or in a stricter case.

Their names begin with `at`, such as "motion." or "motion.stricter.0.change.".
"""

from collections.abc import Callable, Mapping
from typing import Final

from govern.web.frame.gettext import _
from govern.web.frame.language import listed
from govern.web.pages.rules import kind_form
from govern.web.pages.rules.edit import choices
from govern.web.pages.rules.edit.filled_form import IDENTIFIERS, FilledForm, limited
from govern.web.pages.rules.edit.inputs import ChoiceInput, Dependent, Element, Fieldset, Fold, HintLine, TextInput
from govern.web.pages.rules.kind_form import label


def inputs_of_rule(form: FilledForm, kind: str, at: str, name: str) -> tuple[Element, ...]:
    """The inputs of a rule by its name."""
    if name == "method":
        return (_method(form, kind, at),)
    special = SPECIAL.get(name)
    return special(form, at) if special else (form.duration(at + name, label(name)),)


def _method(form: FilledForm, kind: str, at: str) -> ChoiceInput:
    hint = _("Each way is explained on the page that follows.")
    return form.choice(f"{at}method", label("method"), choices.methods(kind, form.format), hint)


def _proposer(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.choice(f"{at}proposer", label("proposer"), choices.roles(), absent=_("Every member")),)


def _cancel(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.choice(f"{at}cancel", label("cancel"), choices.roles(), absent=_("Nobody")),)


def _sponsors(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.number(f"{at}sponsors", label("sponsors")),)


def _points(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _(
        "Points, credits or names that one ballot may give, up to 1,000; 0 for no limit. These need it: %(methods)s.",
        methods=listed(choices.pointed(form.format)),
    )
    return (form.number(f"{at}points", label("points"), hint),)


def _weight(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (
        form.choice(f"{at}source", label("weight"), choices.weight_sources()),
        Dependent(f"{at}source={choices.source_with('cap')}", _("The cap"), (_cap(form, at),)),
        Dependent(f"{at}source={choices.source_with('bands')}", _("The bands"), (_bands(form, at),)),
    )


def _cap(form: FilledForm, at: str) -> TextInput:
    hint = _("A share of all tokens, such as %(share)s.", share="5%")
    return form.text(f"{at}cap", _("The most that one member may weigh"), limited(20), hint, default="5%")


def _bands(form: FilledForm, at: str) -> TextInput:
    hint = _("Tokens, a colon, the weight; bands divided by commas. Who has fewer than the first is not on the roll.")
    name, default = f"{at}bands", "1: 1, 100: 2, 1000: 3"
    return form.text(name, _("From how many tokens which weight"), limited(400), hint, default=default)


def _delegation(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.checkbox(f"{at}delegation", label("delegation")),)


def _reasons(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.choice(f"{at}reasons", label("reasons"), choices.reasons()),)


def _secrecy(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _("Only open ballots are provided for so far.")
    return (form.choice(f"{at}secrecy", label("secrecy"), choices.secrecies(), hint),)


def _late_turn(form: FilledForm, at: str) -> tuple[Element, ...]:
    window = _("How long before the end a turn counts as late")
    return (
        Fieldset(
            label("late_turn"),
            (
                form.duration(f"{at}late_turn.window_ms", window, _("All three are 0 if voting always ends on time.")),
                form.duration(f"{at}late_turn.extension_ms", _("How long voting goes on after the last ballot")),
                form.duration(f"{at}late_turn.longest_ms", _("How much longer it may last in all")),
            ),
        ),
    )


def _approval_floor(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _(
        "The share of the whole roll’s weight that yes must reach, such as %(one)s or %(other)s.",
        one="10%",
        other="1/10",
    )
    return (form.share(f"{at}approval_floor", label("approval_floor"), hint),)


def _participation(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _(
        "The share of the whole roll’s weight that yes, no and abstain must reach together; %(share)s if it does not "
        "matter.",
        share="0%",
    )
    return (form.share(f"{at}participation", label("participation"), hint),)


def _support(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _("Yes must be more than this share of yes and no together; never below %(share)s.", share="50%")
    return (form.share(f"{at}support", label("support"), hint),)


def _head_count(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _("How many people must vote, whatever they weigh; 0 if it does not matter.")
    return (form.number(f"{at}head_count", label("head_count"), hint),)


def _unsupported(form: FilledForm, at: str) -> tuple[Element, ...]:
    hint = _("Where there are more seats than candidates whom any ballot supports.")
    return (form.choice(f"{at}unsupported", label("unsupported"), choices.unsupported(), hint),)


def _concur(form: FilledForm, at: str) -> tuple[Element, ...]:
    return (form.number(f"{at}concur", label("concur"), _("0 if there are none.")),)


def _veto(form: FilledForm, at: str) -> tuple[Element, ...]:
    who, until = _("Who may veto it in the standstill"), _("When that power ends")
    hint = _("A day such as 2028-01-31, from its beginning in UTC.")
    return (
        form.choice(f"{at}veto.role", who, choices.roles(), absent=_("Nobody")),
        form.text(f"{at}veto.ends", until, limited(32), hint, required=False),
    )


def _challenge(form: FilledForm, at: str) -> tuple[Element, ...]:
    who = _("Who rules when a voter challenges the outcome")
    return (
        form.choice(f"{at}challenge.role", who, choices.roles(), absent=_("It cannot be challenged")),
        form.duration(f"{at}challenge.ruling_ms", _("Time for a ruling")),
    )


def _chambers(form: FilledForm, at: str) -> tuple[Element, ...]:
    name = f"{at}chambers"
    rows = range(kind_form.chamber_rows(form.values, name))
    hint = HintLine(_("Each chamber makes these tests among its own electors. To take one out, empty its name."))
    elements = (hint, *(_chamber(form, f"{name}.{place}") for place in rows))
    return (Fold(label("chambers"), elements, open=bool(form.value(f"{name}.0.id")) or form.fails(name)),)


def _chamber(form: FilledForm, at: str) -> Fieldset:
    hint, role = _("Small Latin letters, such as residents."), _("The role")
    return Fieldset(
        form.value(f"{at}.id") or _("Another chamber"),
        (
            form.text(f"{at}.id", _("Its name"), {**IDENTIFIERS, "data-limit": 40}, hint, required=False),
            form.choice(f"{at}.electors", _("Who votes in it"), choices.electors()),
            Dependent(f"{at}.electors=role", role, (form.choice(f"{at}.role", role, choices.roles(), absent="–"),)),
        ),
    )


SPECIAL: Final[Mapping[str, Callable[[FilledForm, str], tuple[Element, ...]]]] = {
    "approval_floor": _approval_floor,
    "cancel": _cancel,
    "challenge": _challenge,
    "chambers": _chambers,
    "concur": _concur,
    "delegation": _delegation,
    "head_count": _head_count,
    "late_turn": _late_turn,
    "participation": _participation,
    "points": _points,
    "proposer": _proposer,
    "reasons": _reasons,
    "secrecy": _secrecy,
    "sponsors": _sponsors,
    "support": _support,
    "unsupported": _unsupported,
    "veto": _veto,
    "weight": _weight,
}
"""The rules that are no length of time."""

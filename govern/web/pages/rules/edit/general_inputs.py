"""The inputs of the rules on payments, and of the rules for all proposals."""

from typing import Final

from govern.web.frame.gettext import _
from govern.web.pages.rules import rulebook_form
from govern.web.pages.rules.edit import choices
from govern.web.pages.rules.edit.filled_form import IDENTIFIERS, UNASSISTED, FilledForm, limited
from govern.web.pages.rules.edit.inputs import Element, Fieldset, HintLine, Row

GENERAL: Final = ("access", "delegation", "tokens")


def inputs_of_payments(form: FilledForm) -> tuple[Element, ...]:
    """The approvals by currency, and other rules on payments."""
    rows, fee = rulebook_form.rows(form.values), _("The most that a bank may keep as its fee")
    hint = _(
        "For each currency: how many treasurers must approve a payment, and above which amount it takes more of them. "
        "To take a currency out, empty its field."
    )
    escalation = _("Who approves too where treasurers are too few")
    return (
        HintLine(hint),
        *(_currency(form, f"money.{place}", rows[f"money.{place}"]) for place in range(rows["money"])),
        form.choice("treasury.escalation", escalation, choices.roles(), absent=_("Nobody")),
        form.share("treasury.fee", fee, _("A share of what is paid, such as %(share)s.", share="5%")),
        form.choice("treasury.payees", _("How payees from outside stand in the record"), choices.payees()),
    )


def _currency(form: FilledForm, at: str, rows: int) -> Fieldset:
    name, attributes = f"{at}.currency", {**UNASSISTED, "autocapitalize": "characters", "data-limit": 3}
    hint = _("Three letters, such as EUR.")
    currency = form.text(name, _("Currency"), attributes, hint, required=False)
    bands = (_band(form, f"{at}.{row}") for row in range(rows))
    return Fieldset(form.value(name) or _("Another currency"), (currency, *bands))


def _band(form: FilledForm, at: str) -> Row:
    decimal, digits = {"inputmode": "decimal", **limited(20)}, {"inputmode": "numeric", **limited(15)}
    return Row(
        (
            form.text(f"{at}.above", _("For payments above"), decimal, required=False),
            form.text(f"{at}.count", _("Approvals needed"), digits, required=False),
        )
    )


def inputs_in_general(form: FilledForm) -> tuple[Element, ...]:
    """The rules for all proposals."""
    topics, left = _("Topics of proposals"), _("What is left of a balance each time")
    topics_hint = _("Small Latin letters, with commas between, such as money, places.")
    left_hint = _(
        "Each balance is multiplied by this share and rounded down; %(all)s if tokens never decay.", all="100%"
    )
    warn = _("From which share of all weight in one hand everyone is warned")
    return (
        form.duration("delay_ms", _("How long after it was carried out a change of the rules counts")),
        form.number("live_per_author", _("Proposals that one person may have under way"), _("0 for any number.")),
        form.text("topics", topics, IDENTIFIERS, topics_hint, required=False),
        form.duration("tokens.maturity_ms", _("How long after its confirmation an award begins to count")),
        form.duration("tokens.decay.epoch_ms", _("How often tokens decay (0 for never)")),
        form.share("tokens.decay.keep", left, left_hint),
        form.number("delegation.depth", _("How many steps a chain of delegations may have")),
        form.share("delegation.warn_at", warn),
        form.choice("access.record", _("Who may read the record"), choices.readers()),
        form.choice("access.names", _("Who may read members’ names"), choices.readers()),
    )


def fails_in_general(form: FilledForm) -> bool:
    """Whether one of the rules for all proposals has an error."""
    own = (name for name in form.errors if name not in ("title", "body"))
    return any("." not in name or name.split(".")[0] in GENERAL for name in own)

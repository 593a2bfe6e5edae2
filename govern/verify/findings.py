"""Findings of a verification: what is false, with leaf, step and rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govern.protocol.errors import N_, RULES, Refused, Rule
from govern.protocol.messages import Literal, Message, Say, translate
from govern.rules.statements import VERSIONS

# Rules that only a check of the whole record can find broken; protocol.errors.RULES has those of a single statement.
CHECKS: Final[dict[str, Rule]] = {
    "checkpoint_malformed": Rule("8.1", "The checkpoint is not in the agreed form (%(why)s)."),
    "checkpoint_signature": Rule("8.1", "The checkpoint is not signed as it must be (%(why)s)."),
    "log_key_differs": Rule("8.2", "%(what)s is not the log key that the founding statement names."),
    "origin_differs": Rule("8.2", "The checkpoint's origin is not that of the founding statement (%(expected)s)."),
    "entries_missing": Rule("8.3", "%(path)s is missing: nothing from this leaf on can be read."),
    "entries_malformed": Rule("8.3", "%(path)s is not a bundle of %(expected)s entries: it cannot be read further."),
    "root_differs": Rule("8.4", "The entries do not give the root that the checkpoint states."),
    "tile_missing": Rule("8.4", "%(path)s is missing."),
    "tile_differs": Rule("8.4", "%(path)s does not hold the hashes of the entries."),
    "history_signature": Rule("8.5", "%(what)s is not signed by this record's log (%(why)s)."),
    "history_differs": Rule("8.5", "%(what)s saw other statements in the first %(size)s places of the record."),
    "history_shorter": Rule("8.5", "%(what)s saw %(size)s statements; the record holds only %(found)s."),
    "receipt_differs": Rule("8.5", "%(what)s was given for another statement than the one in this place."),
    "leaf_malformed": Rule("8.6", "The leaf is not in the agreed form (%(why)s)."),
    "time_decreases": Rule("8.7", "The leaf is dated before the one that precedes it."),
    "blob_differs": Rule("8.8", "blob/%(hash)s does not have the hash that it is named by."),
    "blob_missing": Rule("8.8", "blob/%(hash)s is missing, although the statement names it."),
    "blob_malformed": Rule("8.8", "blob/%(hash)s is not a text in the agreed form."),
    "blob_unnamed": Rule("8.9", "%(path)s is named by no statement of the record."),
    "file_unexpected": Rule("8.9", "%(path)s does not belong to this record."),
    "archive_irregular": Rule("8.10", "The zip around the files is not written as a bundle's is, byte for byte."),
    "clerk_silent": Rule("8.11", "Left undone by the server's clerk, due since %(since)s: %(what)s."),
    "clerk_silent_for": Rule(
        "8.11", "Left undone by the server's clerk, due since %(since)s: %(what)s (it concerns %(whom)s)."
    ),
    "time_ahead": Rule("8.12", "The leaf is dated %(at)s, later than the auditor's clock (%(now)s)."),
    "cosigned_early": Rule("8.12", "The leaf is dated %(at)s, but %(witness)s cosigned it at %(cosigned)s already."),
    "roll_differs": Rule("1.10", "blob/%(hash)s is not the roll or the count that the rules compute."),
    "tokens_differ": Rule("4.6", "%(what)s holds %(found)s tokens; the confirmed awards give %(expected)s."),
    "balance_differs": Rule("7.3", "Account %(what)s stands at %(found)s; its entries give %(expected)s."),
    "floor_broken": Rule("7.3", "Account %(what)s stands at %(found)s, below its floor of %(expected)s."),
    "mandate_untraced": Rule("7.4", "Mandate %(what)s does not trace to the effect of a proposal that passed."),
    "mandate_differs": Rule("7.6", "Mandate %(what)s counts %(found)s paid and reserved; the record %(expected)s."),
    "payment_untraced": Rule("7.8", "Payment %(what)s does not trace to an approved request within its mandate."),
    "request_differs": Rule("7.8", "Request %(what)s counts %(found)s paid; its payments give %(expected)s."),
    "fund_differs": Rule("7.15", "Account %(what)s holds %(found)s restricted; its entries give %(expected)s."),
    "budget_differs": Rule("7.16", "Budget line %(what)s counts %(found)s spent and promised, not %(expected)s."),
    "round_differs": Rule("7.25", "Round or pool %(what)s awarded %(found)s; the record gives %(expected)s."),
    "entry_unbalanced": Rule("7.18", "The postings of entry %(what)s do not balance."),
    "entry_differs": Rule("7.18", "Entry %(what)s does not move what its statement says."),
    "posting_differs": Rule("7.18", "Entry %(what)s posts in a currency that is not the account's."),
    "month_differs": Rule("7.24", "Account %(what)s changed by %(found)s in a month; its entries give %(expected)s."),
    "reconciliation_differs": Rule(
        "7.24", "Account %(what)s was reconciled at %(found)s; its entries give %(expected)s."
    ),
}

_FORM: Final = frozenset(
    {
        "envelope_malformed",
        "field_invalid",
        "field_missing",
        "field_unknown",
        "kind_unknown",
        "name_unfit",
        "payload_malformed",
        "text_unfit",
    }
)
_KEYS: Final = frozenset({"claim_invalid", "key_invalid", "key_taken", "member_exists", "not_founded", "founded_twice"})
_SIGNATURES: Final = frozenset(
    {"signature_invalid", "key_unknown", "key_ended", "key_early", "signer_other", "clerk_only"}
)


def step_of(code: str, kind: str) -> str:
    """The step of README.md to which a refusal belongs, by its code and the statement's kind."""
    if code == "log_unknown":
        return "2"
    if code in _FORM or code == "already_recorded":
        return "3"
    known = next(iter(VERSIONS.get(kind, {}).values()), None)
    if code in _KEYS or (code == "role_needed" and known and "claim" in known.fields):  # the claim of a new key
        return "4"
    if code in _SIGNATURES:
        return "5"
    if code == "clerk_differs" and known and known.step:
        return known.step
    if (known and known.step == "8") or RULES[code].number[:2] in ("4.", "7."):
        return "8"
    return "6"


@dataclass(frozen=True)
class Finding:
    """A violation: index of the leaf (or None), kind of its statement (or ""), step, rule and sentence.

    `details` are the values in the sentence, and what was `stated` and `computed`. `follows` is the place in the report
    (from 0) of the finding that this one may follow from.
    """

    leaf: int | None
    kind: str
    step: str
    rule: str
    code: str
    sentence: str
    details: Mapping[str, object] = field(default_factory=dict)
    follows: int | None = None

    def __str__(self) -> str:
        return self.text()

    def text(self, say: Say = str) -> str:
        """The finding as a line for people."""
        place = say(N_("the record")) if self.leaf is None else say(N_("leaf %(leaf)s")) % {"leaf": self.leaf}
        return say(N_("%(place)s: %(sentence)s [step %(step)s, rule %(rule)s, %(code)s]")) % {
            "place": f"{place} ({self.kind})" if self.kind else place,
            "sentence": translate(self.sentence, say),
            "step": self.step,
            "rule": self.rule,
            "code": self.code,
        }


def found(step: int, code: str, leaf: int | None = None, kind: str = "", **details: object) -> Finding:
    """A finding by its code in CHECKS."""
    rule = CHECKS[code]
    return Finding(leaf, kind, str(step), rule.number, code, Message(rule.sentence, **details), _plain(details))


def refused(refusal: Refused, leaf: int, kind: str) -> Finding:
    """The finding that the rules refuse a statement of the record."""
    details = refusal.details
    sentence = Message(refusal.template, **details)
    if "computed" in details:
        stated, computed = differing(details["stated"], details["computed"])
        explained = N_("%(sentence)s Stated: %(stated)s; computed: %(computed)s.")
        sentence = Message(explained, sentence=sentence, stated=Literal(stated), computed=Literal(computed))
    return Finding(leaf, kind, step_of(refusal.code, kind), refusal.rule, refusal.code, sentence, _plain(details))


def _plain(details: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence as JSON."""
    return {
        name: value if isinstance(value, str | int | dict | list) else str(value) for name, value in details.items()
    }


def differing(stated: object, computed: object) -> tuple[str, str]:
    """Two unequal values in words; of two objects only the members in which they differ."""
    if isinstance(stated, dict) and isinstance(computed, dict):
        names = [name for name in sorted({*stated, *computed}) if stated.get(name) != computed.get(name)]
        return _members(stated, names), _members(computed, names)
    return summary_of(stated), summary_of(computed)


def _members(value: Mapping[str, object], names: list[str]) -> str:
    parts = [f"{name} {summary_of(value[name])}" if name in value else f"{name} -" for name in names]
    return ", ".join(parts)


def summary_of(value: Any) -> str:
    """A value of untrusted origin, shortened for a sentence."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."

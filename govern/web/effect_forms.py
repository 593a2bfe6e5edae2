"""A draft as the form that signs it: fixed fields, and the texts that the browser names by their hashes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govern.actions.drafts import Ready, Spending
from govern.domain.facts import Proposal
from govern.web.effect_words import effects_in_words, granted, remember_effects
from govern.web.people import name_of
from govern.web.texts import remember_texts, text_of
from govern.web.wording import _

TO_COME: Final = "0" * 64  # stands for the hash of a text that the browser has still to make


@dataclass(frozen=True)
class Signing:
    """What a form signs: `fixed` fields, `texts` by their field's path, `labels` for what is named by id or hash."""

    kind: str
    fixed: dict[str, Any]
    texts: dict[str, str]
    labels: dict[str, str]


def texts_of(proposal: Proposal) -> dict[str, str]:
    """The texts of a proposal's latest version with their hashes, so that a new version can name them again."""
    remember_effects(proposal.effects)
    grants = [one for one in proposal.effects if one["effect"] == "grant-mandate"]
    hashes = [proposal.title, proposal.body, *(one["purpose"] for one in grants)]
    hashes += [one["payee"]["name"] for one in grants if one["payee"]["type"] == "outside"]
    remember_texts(hashes)
    return {text_of(digest): digest for digest in hashes if text_of(digest)}


def signing_of(ready: Ready, revised: Proposal | None) -> Signing:
    """The form for a proposal, or for a new version of one; texts that stay keep their hashes."""
    known = texts_of(revised) if revised else {}
    texts = {"title": ready.title, "body": ready.body}
    effects = [_effect(one) for one in ready.mandates] or [{"effect": "record-resolution"}]
    for place, one in enumerate(ready.mandates):
        texts[f"effects.{place}.purpose"] = one.purpose
        if one.payee_name:
            texts[f"effects.{place}.payee.name"] = one.payee_name
    fixed: dict[str, Any] = {"effects": revised.effects if revised and ready.kind == "amendment" else effects}
    if revised:
        fixed |= {"proposal": revised.id, "version": revised.version + 1}
    else:
        fixed |= {"kind": ready.kind, "scope": ready.scope, "topic": ready.topic}
    for path in [path for path, text in texts.items() if text in known]:
        put(fixed, path, known[texts[path]])
    labels = {known[text]: text for text in texts.values() if text in known}
    labels |= {one.payee_member: name_of(one.payee_member) for one in ready.mandates if one.payee_member}
    made = {path: text for path, text in texts.items() if text not in known}
    return Signing("proposal-revised" if revised else "proposal-submitted", fixed, made, labels)


def _effect(asked: Spending) -> dict[str, Any]:
    payee = {"member": asked.payee_member, "type": "member"} if asked.payee_member else {"type": "outside"}
    return {
        "cap": asked.cap,
        "currency": asked.currency,
        "effect": "grant-mandate",
        "expires_days": asked.expires_days,
        "payee": payee,
    }


def put(fields: dict[str, Any], path: str, value: str) -> None:
    """Sets a field by its dotted path, as the browser does."""
    here: Any = fields
    *way, last = path.split(".")
    for step in way:
        here = here[int(step)] if step.isdigit() else here[step]
    here[last] = value


def complete(signing: Signing) -> dict[str, Any]:
    """The fields as they will be signed, with a stand-in for each hash that is still to come."""
    copied: dict[str, Any] = dict(signing.fixed)
    copied["effects"] = [
        {**one, "payee": dict(one["payee"])} if "payee" in one else dict(one) for one in copied["effects"]
    ]
    for path in signing.texts:
        put(copied, path, TO_COME)
    return copied


def in_words(ready: Ready, revised: Proposal | None) -> Iterable[str]:
    """What will happen, a sentence an effect."""
    if revised and ready.kind == "amendment":
        return effects_in_words(revised.effects)
    if not ready.mandates:
        return [_("The decision is entered in the register of resolutions. No money moves.")]
    return [
        granted(one.cap, one.currency, one.payee_name or name_of(one.payee_member), one.purpose, one.expires_days)
        for one in ready.mandates
    ]


def is_unchanged(signing: Signing, proposal: Proposal) -> bool:
    """Whether a new version would be the same as the last one."""
    same: Mapping[str, Any] = {"title": proposal.title, "body": proposal.body, "effects": proposal.effects}
    return not signing.texts and all(signing.fixed[name] == value for name, value in same.items())

"""A draft as a form to sign: fixed fields, and texts that the browser replaces by their hashes."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from govern.actions.drafts.drafts import ReadyProposal
from govern.protocol.facts import Proposal
from govern.rules.proposals.kinds import effects_of
from govern.rules.rulebook.rules import AMENDMENT
from govern.web.frame.access.people import name_of, remember_names
from govern.web.prose.texts import remember_texts, text_of
from govern.web.words.effects.effect_words import EffectWords, describe, people_in, remember_effects, text_places

TO_COME: Final = "0" * 64  # placeholder for a hash that the browser will compute


@dataclass(frozen=True)
class SigningForm:
    """The form to sign: `fixed` fields, `texts` by field path, `labels` for ids and hashes."""

    kind: str
    fixed: dict[str, Any]
    texts: dict[str, str]
    labels: dict[str, str]


def texts_of(proposal: Proposal) -> dict[str, str]:
    """The texts of a proposal's latest version with their hashes, so that a new version can name them again."""
    effects = effects_of(proposal)
    remember_effects(effects)
    hashes = [proposal.title, proposal.body, *(digest for _path, digest in text_places(effects))]
    remember_texts(hashes)
    return {text_of(digest): digest for digest in hashes if text_of(digest)}


def signing_of(ready: ReadyProposal, revised: Proposal | None) -> SigningForm:
    """The form for a proposal, or for a new version of one; unchanged texts keep their hashes."""
    fixed: dict[str, Any] = {"effects": _effects(ready, revised)}
    texts = {"title": ready.title, "body": ready.body, **dict(text_places(ready.effects))}
    known = _known(texts, revised) if revised else {}
    if revised:
        fixed |= {"proposal": revised.id, "version": revised.version + 1}
    else:
        fixed |= {"kind": ready.kind, "scope": ready.scope, "topic": ready.topic}
    for path in texts:
        _take(fixed, path)
        if path in known:
            put(fixed, path, known[path])
    labels = {digest: texts[path] for path, digest in known.items()}
    labels |= {member: name_of(member) for member in people_in(ready.effects)}
    made = {path: text for path, text in texts.items() if path not in known}
    return SigningForm("proposal-revised" if revised else "proposal-submitted", fixed, made, labels)


def _known(texts: Mapping[str, str], revised: Proposal) -> dict[str, str]:
    """The hash of each text that a new version repeats, by field path."""
    hashes = texts_of(revised)
    before = {"title": revised.title, "body": revised.body, **dict(text_places(effects_of(revised)))}
    stays = {path: before[path] for path, text in texts.items() if text_of(before.get(path, "")) == text}
    return {path: hashes[text] for path, text in texts.items() if text in hashes} | stays


def _effects(ready: ReadyProposal, revised: Proposal | None) -> list[Any]:
    """The effects to sign; an amendment keeps its own unless its rules were rewritten."""
    keeps = revised and ready.kind == AMENDMENT and not ready.effects
    return revised.effects if revised and keeps else deepcopy([one.to_dict() for one in ready.effects])


def _take(fields: dict[str, Any], path: str) -> None:
    """Remove a field, which the browser fills."""
    *way, last = path.split(".")
    _at(fields, way).pop(last, None)


def put(fields: dict[str, Any], path: str, value: str) -> None:
    """Sets a field by its dotted path, as the browser does."""
    *way, last = path.split(".")
    _at(fields, way)[last] = value


def _at(fields: dict[str, Any], way: list[str]) -> Any:
    here: Any = fields
    for step in way:
        here = here[int(step)] if step.isdigit() else here[step]
    return here


def complete(signing: SigningForm) -> dict[str, Any]:
    """The fields to sign, with a placeholder for each missing hash."""
    copied: dict[str, Any] = deepcopy(signing.fixed)
    for path in signing.texts:
        put(copied, path, TO_COME)
    return copied


def in_words(ready: ReadyProposal, revised: Proposal | None) -> EffectWords:
    """The effects in the same words as on the proposal's page."""
    if revised and ready.kind == AMENDMENT:
        return describe(effects_of(revised), ready.scope)
    remember_names(people_in(ready.effects))
    return describe(ready.effects, ready.scope, read=str)


def is_unchanged(signing: SigningForm, proposal: Proposal) -> bool:
    """Whether a new version would equal the last one."""
    same: Mapping[str, Any] = {"title": proposal.title, "body": proposal.body, "effects": proposal.effects}
    return not signing.texts and all(signing.fixed[name] == value for name, value in same.items())

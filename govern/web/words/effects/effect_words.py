"""Effects of a proposal in words, exactly as they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from govern.protocol.effect import Effect
from govern.web.frame.access.people import remember_names
from govern.web.prose.texts import money, remember_texts, text_of
from govern.web.words.kind import Look, Project
from govern.web.words.kinds import words_of_effect


@dataclass(frozen=True)
class EffectWords:
    """Effects in words: sentences, the options of a choice, the projects of a budget and their total cost."""

    sentences: list[str]
    options: list[str] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    total: str = ""


def text_places(effects: Sequence[Effect]) -> Iterator[tuple[str, str]]:
    """The texts named by effects: the dotted path of the field, and its value."""
    for place, effect in enumerate(effects):
        for path, text in words_of_effect(effect).text_places(effect):
            yield f"effects.{place}.{path}", text


def people_in(effects: Iterable[Effect]) -> list[str]:
    """The members named by effects."""
    return [one for effect in effects for one in words_of_effect(effect).people(effect)]


def remember_effects(effects: Sequence[Effect]) -> None:
    """Load the texts and names of several effects with one query each."""
    remember_texts(digest for _path, digest in text_places(effects))
    remember_names(people_in(effects))


def effects_in_words(effects: Sequence[Effect], scope: str = "") -> list[str]:
    """All effects as sentences, including a choice's options and a budget's projects."""
    options = [one for effect in effects for one in words_of_effect(effect).option_sentences(effect, text_of)]
    return [*describe(effects, scope).sentences, *options]


def describe(effects: Sequence[Effect], scope: str = "", read: Look | None = None) -> EffectWords:
    """Effects in words; `read` looks up their texts, by default in the record."""
    if read is None:
        remember_effects(effects)
    look, words = read or text_of, [(effect, words_of_effect(effect)) for effect in effects]
    projects = [one for effect, own in words if (one := own.project(effect, look))]
    total = money(sum(one.cap for one in projects), projects[0].currency) if projects else ""
    sentences = [line for effect, own in words for line in own.sentences(effect, scope, look)]
    return EffectWords(sentences, [one for effect, own in words for one in own.options(effect, look)], projects, total)

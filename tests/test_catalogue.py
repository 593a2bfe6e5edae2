"""Every language's catalogue: complete, without unused texts, with the same placeholders, and compiled."""

import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog

from govern.i18n.languages import TRANSLATED, Language
from govern.protocol.errors import RULES
from tests.tools import catalogue
from tests.tools.catalogue import english

AGAIN = "run `python -m tests.tools.catalogue`, and see govern/translations/README.md"


@pytest.fixture(scope="module")
def asked_for() -> Catalog:
    return catalogue.extracted()


@pytest.fixture(scope="module", params=TRANSLATED, ids=lambda language: str(language.tag))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(scope="module")
def translated(language: Language) -> Catalog:
    return catalogue.written(language)


def plain(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def texts(one: Catalog) -> set[tuple[str | None, ...]]:
    return {(message.context, *plain(message.id)) for message in one if message.id}


def places(text: str) -> set[str]:
    return set(re.findall(r"%(?:\(\w+\))?[a-z%]|\{\w+\}", text))


def test_every_text_of_code_and_templates_is_in_the_catalogue_and_no_other(
    asked_for: Catalog, translated: Catalog
) -> None:
    assert texts(asked_for) - texts(translated) == set(), AGAIN
    assert texts(translated) - texts(asked_for) == set(), AGAIN
    assert not translated.obsolete, AGAIN


def test_every_text_is_translated(translated: Catalog) -> None:
    assert [english(message) for message in catalogue.missing(translated)] == [], AGAIN


def test_a_translation_fills_the_same_places(translated: Catalog) -> None:
    """As the English of one thing or that of several, which may leave out how many they are."""
    wrong = [
        english(message)
        for message in translated
        if message.id and places(plain(message.string)[0]) not in [places(one) for one in plain(message.id)]
    ]
    assert wrong == []


def test_the_sentence_of_every_rule_is_asked_for(asked_for: Catalog) -> None:
    assert {(None, rule.sentence) for rule in RULES.values()} - texts(asked_for) == set()


def test_the_compiled_catalogue_says_what_the_written_one_says(language: Language, translated: Catalog) -> None:
    written = {(one.context, *plain(one.id)): plain(one.string) for one in translated if one.id}
    read = {(one.context, *plain(one.id)): plain(one.string) for one in catalogue.compiled(language) if one.id}
    assert read == written, AGAIN

"""Every kind of proposal is complete: words, rules, methods, a form, and an example."""

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from flask import Flask
from flask_babel import Babel

from govern.actions.drafts.draft_fields import blank
from govern.actions.drafts.grant_form import BLANK_PARTS
from govern.actions.drafts.kinds import forms
from govern.i18n.languages import LANGUAGES
from govern.rules.proposals.kinds import kind_of_effect, kinds
from govern.rules.rulebook.formats import FORMATS
from govern.rules.rulebook.presets import PRESETS
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.web.words.effects.sentence import EachRow
from govern.web.words.inputs import Amount, ConditionalInputs, Input, InputField, MandateInput, RowsInput, Span
from govern.web.words.kinds import kinds_in_words
from tests.tools import catalogue
from tests.web.decided import CommunityWithOneVote

ROOT: Final = Path(__file__).resolve().parents[2]
TRANSLATED: Final = re.compile("[\u4e00-\u9fff]")
CHINESE: Final = catalogue.written(LANGUAGES["zh-Hans"])
READ_FIELD: Final = re.compile(r"\beffect\.([a-z_]+)")
PAYLOAD: Final = re.compile(rb'"payload":"([A-Za-z0-9+/=]+)"')
PAGES_OF_THEIR_OWN: Final = {"amendment"}  # rules are written on the pages of the rulebook
KINDS: Final = sorted(kinds())
ONLY_IN_COMMUNITY: Final = {"claimant"}
PARTS_OF_MANDATES: Final = {
    "payee": ("payee_type", "payee_name", "payee_member"),
    "terms": ("purpose", "programme", "expires_days"),
    "parts_of": tuple(BLANK_PARTS),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = CommunityWithOneVote(tmp_path_factory.mktemp("kinds"))
    yield made.site()
    made.close()


def test_there_are_words_and_a_form_for_every_kind_and_for_no_other() -> None:
    assert kinds_in_words().keys() == kinds().keys()
    assert forms().keys() == kinds().keys() - PAGES_OF_THEIR_OWN


def test_kinds_have_an_order_of_their_own() -> None:
    places = [words.place for words in kinds_in_words().values()]
    assert all(before < after for before, after in pairwise(places))


@pytest.mark.parametrize("kind", KINDS)
def test_its_effects_belong_to_it_alone_and_are_carried_out_by_the_clerk(kind: str) -> None:
    own = kinds()[kind]
    assert own.effects
    for effect in own.effects:
        assert kind_of_effect(effect.NAME) is own
        assert effect.CHECKED["effect"](effect.NAME)
        assert not effect.CHECKED["effect"](f"{effect.NAME}-")
    assert {one.signer for one in KINDS_OF_STATEMENT.values() if one.payload is own.consequence} == {"clerk"}


@pytest.mark.parametrize("kind", KINDS)
def test_its_methods_fit_what_it_asks(kind: str) -> None:
    own = kinds()[kind]
    assert own.methods
    assert all(own.asks in METHODS[method].suits for method in own.methods)
    assert all((method in SEVERAL) == (own.asks != "question") for method in own.methods)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_ready_made_rulebook_has_rules_for_it(kind: str, preset: str) -> None:
    rules = PRESETS[preset]()["kinds"][kind]
    assert rules["method"] in kinds()[kind].methods
    assert all(
        kind in one.needed_kinds | one.other_kinds for one in FORMATS.values() if one.number >= kinds()[kind].since
    )


@pytest.mark.parametrize("kind", KINDS)
def test_its_words_are_in_both_languages(kind: str) -> None:
    app, words = Flask(__name__), kinds_in_words()[kind]
    Babel(app)
    with app.test_request_context():
        said = [words.label(), words.purpose(), words.heading(), words.its_rules()]
        said += [words.form_legend()] if words.form_legend() else []
    assert all(TRANSLATED.search(str(CHINESE[one].string)) for one in said)


@pytest.mark.parametrize("kind", KINDS)
def test_its_words_say_what_each_of_its_effects_brings_about(kind: str) -> None:
    words = kinds_in_words()[kind]
    assert words.lines.keys() == {effect.NAME for effect in kinds()[kind].effects}
    assert words.option_lines.keys() <= words.lines.keys()
    assert all(words.lines[name] or words.option_lines[name] for name in words.lines)
    assert TRANSLATED.search(str(CHINESE[words.you_submit].string))


@pytest.mark.parametrize("kind", KINDS)
def test_its_sentences_read_fields_that_its_effects_have(kind: str) -> None:
    words = kinds_in_words()[kind]
    for effect in kinds()[kind].effects:
        for line in (*words.lines[effect.NAME], *words.option_lines.get(effect.NAME, ())):
            named = {line.field} if isinstance(line, EachRow) else set(READ_FIELD.findall(line.script()))
            assert named <= effect.READERS.keys()


@pytest.mark.parametrize("scope", ["community", "c_1"])
@pytest.mark.parametrize("kind", KINDS)
def test_its_form_has_an_input_for_each_of_its_fields(kind: str, scope: str, site: Flask) -> None:
    form, words = forms().get(kind), kinds_in_words()[kind]
    with site.test_request_context():
        shown = words.inputs({**blank(), "scope": scope}, ())
        assert bool(words.form_legend()) == bool(shown) == bool(form and (form.fields or form.rows))
        fields = set(_named(shown))
    rows = [f"{name}.{one}" for name, own in form.rows.items() for one in own.blank] if form else []
    wanted = {*form.fields, *rows} if form else set()
    assert fields | (ONLY_IN_COMMUNITY if scope != "community" else set()) >= wanted
    assert fields <= wanted


def _named(inputs: Iterable[Input], at: str = "") -> Iterator[str]:
    """The fields that inputs fill, those of a row after the name of its list."""
    for one in inputs:
        if isinstance(one, ConditionalInputs):
            yield from _named(one.inputs, at)
        elif isinstance(one, RowsInput):
            yield from _named(one.inputs(1), f"{one.name}.")
        elif isinstance(one, MandateInput):
            yield from (f"{at}{name}" for name in PARTS_OF_MANDATES[one.part])
        elif isinstance(one, InputField):
            yield f"{at}{one.name}"
            yield from [f"{at}currency"] if isinstance(one, Amount) else []
            yield from [f"{at}{one.unit}"] if isinstance(one, Span) else []


@pytest.mark.parametrize("kind", KINDS)
def test_the_given_record_has_an_example_of_it(kind: str) -> None:
    assert kind in _given()


@cache
def _given() -> frozenset[str]:
    """The kinds of the proposals in the given record."""
    with ZipFile(ROOT / "tests" / "golden" / "format1" / "record.zip") as archive:
        entries = [archive.read(name) for name in archive.namelist() if name.startswith("tile/entries/")]
    payloads = [json.loads(b64decode(one)) for entry in entries for one in PAYLOAD.findall(entry)]
    return frozenset(one["kind"] for one in payloads if isinstance(one.get("effects"), list) and "kind" in one)

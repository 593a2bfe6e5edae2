"""The rulebook in words, as a form, and reviewed before it is signed."""

import html
import json
import re
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.domain.presets import PRESETS
from govern.domain.rules import DURATIONS, read_rulebook
from govern.web import rulebook_form
from tests.web.conftest import Site, text

Json = dict[str, Any]
READER = Flask("reader")  # the form asks only for the reader's language
Babel(READER, locale_selector=lambda: "en")


@pytest.fixture
def form(site: Site) -> dict[str, str]:
    with site.app.test_request_context("/"):
        return rulebook_form.written(PRESETS["tokens"]())


def review(site: Site, form: dict[str, str]) -> tuple[int, str]:
    answer = site.client("ada").get("/admin/rulebook/review", query_string=form)
    return answer.status_code, answer.get_data(as_text=True)


def signed(page: str) -> Json:
    found = re.search(r"data-statement=\"rulebook-adopted\" data-fixed='([^']*)'", page)
    assert found is not None
    value: Json = json.loads(found[1])
    return value


def test_everyone_may_read_the_rules(site: Site) -> None:
    page = text(site.client().get("/admin/rulebook"))
    assert "Rulebook no. 1" in page
    assert "14 days" in page
    assert "EUR: above" in page
    assert "Write the next one" not in page


def test_a_rulebook_written_into_the_form_and_read_again_is_the_same(site: Site, form: dict[str, str]) -> None:
    with site.app.test_request_context("/"):
        reading = rulebook_form.read(form, PRESETS["tokens"]())
    assert reading.errors == {}
    assert reading.rulebook == PRESETS["tokens"]() | {"number": 2}


ratios = st.tuples(st.integers(1, 1000), st.integers(0, 1000)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=60)
@given(
    times=st.lists(st.integers(60, 31_000_000), min_size=5, max_size=5),
    floor=ratios,
    sponsors=st.integers(0, 999_999),
    bands=st.lists(st.tuples(st.integers(1, 10**12), st.integers(1, 99)), max_size=2, unique_by=lambda band: band[0]),
)
def test_any_safe_rulebook_survives_the_form(
    times: list[int], floor: tuple[int, int], sponsors: int, bands: list[tuple[int, int]]
) -> None:
    rules = PRESETS["tokens"]()
    den, num = Fraction(*floor).denominator, Fraction(*floor).numerator
    rules["kinds"]["motion"] |= dict(zip(DURATIONS, (1000 * time for time in times), strict=True))
    rules["kinds"]["motion"] |= {"approval_floor": {"den": den, "num": num, "strict": False}, "sponsors": sponsors}
    rules["kinds"]["spending"]["weight"] = {
        "cap": {"den": den, "num": num, "strict": False},
        "source": "capped-tokens/1",
    }
    counts = sorted([1, *(count for _, count in bands)])
    amounts = sorted([0, *(above for above, _ in bands)])
    rules["money"]["JPY"] = [{"above": a, "count": c} for a, c in zip(amounts, counts, strict=True)]
    read_rulebook(rules)
    with READER.test_request_context("/?lang=en"):
        reading = rulebook_form.read(rulebook_form.written(rules), rules)
    assert reading.errors == {}
    assert reading.rulebook == rules | {"number": 2}


def test_the_review_says_in_words_what_changes_and_holds_the_whole_rulebook(site: Site, form: dict[str, str]) -> None:
    form |= {"motion.sponsors": "3", "money.1.1.above": "7,500.50"}
    status, page = review(site, form)
    assert status == 200
    words = re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", page)))
    assert "3 other members have to sponsor it within 14 days." in words
    assert "€7,500.50" in words
    rulebook = signed(page)["rulebook"]
    assert rulebook["kinds"]["motion"]["sponsors"] == 3
    assert rulebook["money"]["EUR"][1] == {"above": 750_050, "count": 2}
    site.say("ada", "rulebook-adopted", scope="community", rulebook=rulebook)
    assert "Rulebook no. 2" in text(site.client().get("/admin/rulebook"))


def test_a_form_that_changes_nothing_offers_nothing_to_sign(site: Site, form: dict[str, str]) -> None:
    status, page = review(site, form)
    assert status == 200
    assert "Nothing would change" in page
    assert "rulebook-adopted" not in page


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("motion.sponsors", "two", "Write a whole number."),
        ("motion.voting_ms", "", "Write a number."),
        ("motion.voting_ms", "0", "nobody could vote in time"),
        ("motion.approval_floor", "0%", "a handful could decide for everybody"),
        ("motion.approval_floor", "ten", "Write a share such as"),
        ("motion.approval_floor", "1/0", "Write a share such as"),
        ("spending.support", "40%", "a minority could carry a proposal"),
        ("spending.support", "100%", "nothing could ever be carried"),
        ("spending.standstill_ms", "400", "more than a year"),
        ("spending.source", "wealth/1", "not possible here"),
        ("spending.participation", "110%", "A share lies between"),
        ("money.0.currency", "EURO", "three letters"),
        ("money.0.currency", "GBP", "three letters"),
        ("money.0.0.count", "0", "without anyone"),
        ("money.0.1.above", "1.234", "Write an amount"),
        ("money.0.0.above", "5", "not possible here"),
    ],
)
def test_an_error_stands_beside_its_field_and_everything_typed_is_kept(
    site: Site, form: dict[str, str], name: str, typed: str, sentence: str
) -> None:
    status, page = review(site, form | {name: typed, "motion.head_count": "77"})
    assert status == 422
    assert sentence in html.unescape(page)
    assert 'class="field-error"' in page
    assert re.search(r'name="motion.head_count"', page)
    assert 'value="77"' in page
    assert "rulebook-adopted" not in page


def test_a_currency_can_be_added_and_taken_out(site: Site, form: dict[str, str]) -> None:
    form |= {"money.0.currency": "", "money.3.currency": "jpy", "money.3.0.count": "2"}
    status, page = review(site, form)
    assert status == 200
    money = signed(page)["rulebook"]["money"]
    assert sorted(money) == ["EUR", "GBP", "JPY"]
    assert money["JPY"] == [{"above": 0, "count": 2}]


def test_a_cap_is_read_only_where_it_is_chosen(site: Site, form: dict[str, str]) -> None:
    form |= {"spending.source": "capped-tokens/1", "spending.cap": "5%", "motion.cap": "nonsense"}
    status, page = review(site, form)
    assert status == 200
    kinds = signed(page)["rulebook"]["kinds"]
    assert kinds["spending"]["weight"] == {"cap": {"den": 20, "num": 1, "strict": False}, "source": "capped-tokens/1"}
    assert kinds["motion"]["weight"] == {"source": "square-root/1"}

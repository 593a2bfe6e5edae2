"""The rulebook as a form, and its changes in words, reviewed before signing."""

import html
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.protocol.errors import Refused
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rulebooks import changed_paths
from govern.rules.rulebook.rules import DURATIONS
from govern.web.pages.rules import rulebook_form
from govern.web.words.rules import rulebook_words
from tests.web.conftest import Site, text
from tests.web.rules.rulebooks import READER, form_of, neighbours, review, said, signed, tokens

Json = dict[str, Any]


@pytest.fixture
def form() -> dict[str, str]:
    return form_of(PRESETS["tokens"]())


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", PRESETS)
def test_a_rulebook_written_into_the_form_and_read_again_is_the_same(name: str, language: str) -> None:
    rules = PRESETS[name]()
    with READER.test_request_context(f"/?lang={language}"):
        reading = rulebook_form.read(rulebook_form.written(rules), rules, 2)
    assert reading.errors == {}
    assert reading.rulebook == rules | {"number": 2}


ratios = st.tuples(st.integers(1, 1000), st.integers(0, 1000)).map(lambda pair: Fraction(pair[0], pair[0] + pair[1]))
times = st.integers(60_000, 31_000_000_000)
roles = st.sampled_from(["", "expert", "guardian", "treasurer"])


def stored(value: Fraction) -> Json:
    return {"den": value.denominator, "num": value.numerator, "strict": False}


@settings(max_examples=60)
@given(
    lengths=st.lists(times, min_size=6, max_size=6),
    floor=ratios,
    sponsors=st.integers(0, 999_999),
    veto=st.tuples(roles, st.integers(1, 4_000_000_000_000)),
    late=times,
    above=st.dictionaries(st.sampled_from(["EUR", "JPY", "KWD"]), st.integers(0, 10**12), min_size=1),
    bands=st.lists(st.tuples(st.integers(1, 10**12), st.integers(1, 99)), max_size=4, unique_by=lambda band: band[0]),
)
def test_any_rulebook_that_can_be_read_survives_the_form(
    lengths: list[int],
    floor: Fraction,
    sponsors: int,
    veto: tuple[str, int],
    late: int,
    above: dict[str, int],
    bands: list[tuple[int, int]],
) -> None:
    rules = tokens(**dict(zip(DURATIONS, lengths, strict=True)), approval_floor=stored(floor), sponsors=sponsors)
    motion, spending = rules["kinds"]["motion"], rules["kinds"]["spending"]
    motion |= {"veto": {"ends": veto[1], "role": veto[0]}, "voting_ms": max(late, lengths[3])}
    motion["late_turn"] = {"extension_ms": late, "longest_ms": late, "window_ms": late}
    spending["weight"] = {"cap": stored(floor), "source": "capped-tokens/1"}
    spending["stricter"] = [{"above": above, "change": {"delegation": False, "sponsors": sponsors + 1}, "touches": []}]
    counts, amounts = sorted([1, *(count for _, count in bands)]), sorted([0, *(above for above, _ in bands)])
    rules["money"]["JPY"] = [{"above": a, "count": c} for a, c in zip(amounts, counts, strict=True)]
    read_rules(rules)
    with READER.test_request_context("/?lang=en"):
        reading = rulebook_form.read(rulebook_form.written(rules), rules, 2)
    assert reading.rulebook == rules | {"number": 2}


@pytest.mark.parametrize("name", PRESETS)
def test_every_change_of_a_single_value_appears_in_the_difference(name: str) -> None:
    rules, compared = PRESETS[name](), 0
    with READER.test_request_context("/?lang=en"):
        for place, other in neighbours(rules):
            try:
                read_rules(other)
            except Refused:  # another rule has to change with it
                continue
            assert list(changed_paths(rules, other)), place
            assert rulebook_words.differences(rules, other), place
            compared += 1
    assert compared > 100


def test_a_rulebook_does_not_differ_from_itself() -> None:
    with READER.test_request_context("/?lang=en"):
        assert rulebook_words.differences(PRESETS["foundation"](), PRESETS["foundation"]() | {"number": 2}) == []


def test_a_change_without_present_effect_is_named_by_its_place() -> None:
    with READER.test_request_context("/?lang=en"):
        found = rulebook_words.differences(tokens(sponsors=0), tokens(sponsors=0, sponsoring_ms=60_000))
    assert [one.new for one in found] == [("kinds.motion.sponsoring_ms: from 1,209,600,000 to 60,000",)]


def test_stricter_rules_are_described_with_their_amounts() -> None:
    with READER.test_request_context("/?lang=en"):
        rules = PRESETS["tokens"]()
        sections = rulebook_words.sections(rules, read_rules(rules))
    large = next(one for one in sections if one.heading == "Large spending proposals").sentences
    assert large[0] == "A spending proposal above CN¥5,000.00, €5,000.00 or £5,000.00 in all needs this instead:"
    assert "Yes is more than 60% of yes and no together; exactly that much fails." in large


def test_a_community_without_spending_has_no_rules_for_money(site: Site, form: dict[str, str]) -> None:
    needed = {name: typed for name, typed in form.items() if not re.fullmatch(r"(?!amendment|motion)\w+\.on", name)}
    status, page = review(site, needed)
    assert status == 200
    rulebook = signed(page)["rulebook"]
    assert sorted(rulebook["kinds"]) == ["amendment", "motion"]
    assert rulebook["money"] == {}
    with READER.test_request_context("/?lang=en"):
        headings = [one.heading for one in rulebook_words.sections(rulebook, read_rules(rulebook))]
        assert headings == ["Motions", "Changes of the rules", "Changes of the rules that need more", "In general"]
        again = rulebook_form.read(rulebook_form.written(rulebook), rulebook, 3)
    assert again.rulebook == rulebook | {"number": 3}


def test_the_review_says_in_words_what_changes_and_holds_the_whole_rulebook(site: Site, form: dict[str, str]) -> None:
    form |= {"motion.sponsors": "3", "money.1.1.above": "7,500.50"}
    status, page = review(site, form)
    assert status == 200
    assert "3 other members have to sponsor it within 14 days." in said(page)
    assert "€7,500.50" in said(page)
    rulebook = signed(page)["rulebook"]
    assert rulebook["kinds"]["motion"]["sponsors"] == 3
    assert rulebook["money"]["EUR"][1] == {"above": 750_050, "count": 2}
    site.say("ada", "rulebook-adopted", scope="community", rulebook=rulebook)
    assert "Rulebook no. 2" in text(site.client().get("/rules"))


def test_a_form_that_changes_nothing_offers_nothing_to_sign(site: Site, form: dict[str, str]) -> None:
    status, page = review(site, form)
    assert status == 200
    assert "Nothing would change" in page
    assert "data-statement" not in page


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("motion.sponsors", "two", "Write a whole number."),
        ("motion.voting_ms", "", "Write a number."),
        ("motion.voting_ms", "0", "nobody could vote in time"),
        ("motion.approval_floor", "0%", "a handful could decide for everybody"),
        ("motion.approval_floor", "ten", "Write a share such as"),
        ("motion.approval_floor", "1/0", "Write a share such as"),
        ("motion.veto.role", "guardian", "a power without an end"),
        ("motion.veto.ends", "soon", "Write a day"),
        ("motion.late_turn.longest_ms", "9", "may not be longer than the vote itself"),
        ("motion.challenge.ruling_ms", "0", "nobody could rule on a challenge in time"),
        ("motion.proposer", "King!", "not possible here"),
        ("spending.chambers.0.id", "Old & wise", "small Latin letters"),
        ("spending.concur", "1", ""),
        ("spending.support", "40%", "a minority could carry a proposal"),
        ("spending.support", "100%", "nothing could ever be carried"),
        ("spending.standstill_ms", "400", "more than a year"),
        ("spending.source", "wealth/1", "not possible here"),
        ("spending.participation", "110%", "A share lies between"),
        ("spending.stricter.0.above", "EUR", "one line for each currency"),
        ("spending.stricter.0.above", "", "for which proposals"),
        ("spending.stricter.0.change.support", "some", "Write a share such as"),
        ("amendment.stricter.1.case", "1", "at least one thing that is stricter"),
        ("money.0.currency", "EURO", "three letters"),
        ("money.0.currency", "GBP", "three letters"),
        ("money.0.0.count", "0", "without anyone"),
        ("money.0.1.above", "1.234", "Write an amount"),
        ("money.0.0.above", "5", "approvals must begin at 0"),
        ("topics", "Läden", "not possible here"),
        ("delegation.depth", "99", "chains that long"),
        ("access.record", "nobody", "not possible here"),
        ("delay_ms", "400", "more than a year"),
    ],
)
def test_an_error_stands_beside_its_field_and_everything_typed_is_kept(
    site: Site, form: dict[str, str], name: str, typed: str, sentence: str
) -> None:
    status, page = review(site, form | {name: typed, "motion.head_count": "77"})
    if not sentence:
        assert status == 200
        return
    assert status == 422
    assert sentence.lower() in html.unescape(page).lower()
    assert re.search(r'class="field-error"', page)
    assert 'value="77"' in page
    assert "data-statement" not in page


def test_every_field_an_error_points_to_is_on_the_page(site: Site, form: dict[str, str]) -> None:
    form |= {
        "motion.sponsors": "x",
        "delay_ms": "x",
        "money.0.0.count": "x",
        "amendment.stricter.0.change.support": "x",
    }
    _status, page = review(site, form)
    named = re.findall(r'<li><a href="#(f-[^"]+)">', page)
    assert len(named) == 4
    assert all(f'id="{one}"' in page for one in named)


def test_an_unusual_rule_is_warned_of_and_can_be_signed(site: Site, form: dict[str, str]) -> None:
    status, page = review(site, form | {"delay_ms": "0"})
    assert status == 200
    assert "nobody can prepare for them" in page
    assert signed(page)["rulebook"]["delay_ms"] == 0


def test_from_the_review_one_goes_back_to_the_form_with_everything_in_it(site: Site, form: dict[str, str]) -> None:
    _status, page = review(site, form | {"motion.head_count": "77"})
    found = re.search(r'href="(/rules/drafts/\d+)"', page)
    assert found is not None
    again = site.client("ada").get(found[1]).get_data(as_text=True)
    assert re.search(r'value="77" id="f-motion-head_count"', again)


def test_a_currency_can_be_added_and_taken_out(site: Site, form: dict[str, str]) -> None:
    form |= {"money.0.currency": "", "money.3.currency": "jpy", "money.3.0.count": "2"}
    status, page = review(site, form)
    assert status == 200
    money = signed(page)["rulebook"]["money"]
    assert sorted(money) == ["EUR", "GBP", "JPY"]
    assert money["JPY"] == [{"above": 0, "count": 2}]


def test_chambers_and_what_is_stricter_can_be_added_and_taken_out(site: Site) -> None:
    form = form_of(PRESETS["foundation"]())
    form |= {"spending.chambers.0.id": "", "spending.stricter.0.change.concur": "2", "motion.concur": "1"}
    form |= {"motion.chambers.0.id": "elders", "motion.chambers.0.electors": "role", "motion.chambers.0.role": "expert"}
    form |= {"amendment.stricter.1.touches.money": "1", "amendment.stricter.1.change.sponsors": "9"}
    form |= {"amendment.stricter.1.case": "1", "amendment.stricter.1.has.sponsors": "1"}
    status, page = review(site, form)
    assert status == 200, said(page)
    kinds = signed(page)["rulebook"]["kinds"]
    assert [one["id"] for one in kinds["spending"]["chambers"]] == ["clubs", "experts"]
    assert kinds["motion"]["chambers"] == [{"electors": "role", "id": "elders", "role": "expert"}]
    assert kinds["amendment"]["stricter"][1] == {"above": {}, "change": {"sponsors": 9}, "touches": ["money"]}


def test_a_cap_is_read_only_where_it_is_chosen(site: Site, form: dict[str, str]) -> None:
    form |= {"spending.source": "capped-tokens/1", "spending.cap": "5%", "motion.cap": "nonsense"}
    status, page = review(site, form)
    assert status == 200
    kinds = signed(page)["rulebook"]["kinds"]
    assert kinds["spending"]["weight"] == {"cap": {"den": 20, "num": 1, "strict": False}, "source": "capped-tokens/1"}
    assert kinds["motion"]["weight"] == {"source": "square-root/1"}


def test_bands_are_read_where_they_are_chosen(site: Site, form: dict[str, str]) -> None:
    form |= {"motion.source": "bands/1", "motion.bands": "1: 1， 100: 3"}
    status, page = review(site, form)
    assert status == 200
    bands = [{"from": 1, "weight": 1}, {"from": 100, "weight": 3}]
    assert signed(page)["rulebook"]["kinds"]["motion"]["weight"] == {"bands": bands, "source": "bands/1"}
    assert "1 from 1 tokens on and 3 from 100 tokens on" in said(page)
    for wrong in ("", "1", "1:1,", "100: 2, 1: 1"):
        status, page = review(site, form | {"motion.bands": wrong})
        assert status == 422, wrong
        assert 'id="f-motion-bands-error"' in page or "motion.bands" in page


@pytest.mark.parametrize("base", ["", "{", "[]", '{"kinds":1}'])
def test_a_form_made_from_no_rulebook_is_turned_away(site: Site, form: dict[str, str], base: str) -> None:
    assert review(site, form | {"base": base})[0] == 400

"""From a rule's number on any page to its text, the function that decides it and its tests."""

import re
from html import unescape
from typing import Final

import pytest

from govern.protocol.errors import RULES, Refused
from govern.verify.findings import CHECKS
from govern.web.frame.errors import refused
from govern.web.prose.specification import anchor_of
from tests.web.conftest import Site

NUMBERS: Final = sorted({rule.number for rule in (*RULES.values(), *CHECKS.values())})
PARTS: Final = ("record", "protocol", "rules", "verify")


def page(site: Site, path: str, language: str = "en") -> str:
    answer = site.client().get(f"{path}?lang={language}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def section(text: str, anchor: str) -> str:
    """The words under a heading, up to the next one."""
    found = re.search(rf'id="{re.escape(anchor)}">(.*?)<h[23]', f"{text}<h2", re.DOTALL)
    assert found, anchor
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", found[1])))


def test_every_number_leads_to_its_sentences_functions_and_tests(site: Site) -> None:
    listed, rules = page(site, "/check"), page(site, "/check/rules")
    for number in NUMBERS:
        assert f'href="/check/rules#{anchor_of(number)}"' in listed
        words = section(rules, anchor_of(number))
        codes = [code for code, rule in {**CHECKS, **RULES}.items() if rule.number == number]
        assert all(code in words for code in codes)
        assert re.search(r"Code: \w+/[\w/]+\.py::\w+", words)
        assert re.search(r"Test: \w+/[\w/]+\.py::\w+", words)
        assert f"Vectors: {number}-" in words
        assert "it holds in good-" in words


@pytest.mark.parametrize("code", ["ballot_sequence", "role_needed", "text_missing"])
def test_the_section_of_a_refusal_holds_the_very_sentence(site: Site, code: str) -> None:
    assert RULES[code].sentence in section(page(site, "/check/rules"), anchor_of(RULES[code].number))


def test_the_page_of_a_refusal_names_the_rule_and_leads_to_it(site: Site) -> None:
    with site.app.test_request_context("/proposals"):
        text, status = refused(Refused("role_needed", role="issuer"))
    assert status == 422
    number = RULES["role_needed"].number
    assert f'<a href="/check/rules#{anchor_of(number)}">Rule {number}</a> · <code>role_needed</code>' in text


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_each_part_is_served_whole_and_its_links_lead_to_the_others(site: Site, part: str, language: str) -> None:
    text = page(site, f"/check/{part}", language)
    assert "&lt;!--" not in text
    assert [one for one in re.findall(r'href="([^"]*)"', text) if one.endswith((".md", ".py"))] == []
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert {f"/check/{one}" for one in PARTS} <= set(re.findall(r'href="([^"#?]+)"', text))


def test_no_other_part_is_served(site: Site) -> None:
    assert site.client().get("/check/store").status_code == 404


def test_the_schema_of_payloads_is_served(site: Site) -> None:
    answer = site.client().get("/api/payloads.schema.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/schema+json")
    assert answer.get_json(force=True)["$defs"]["ballot-cast"]["title"] == "application/vnd.govern.ballot-cast.v1+json"
    assert "/api/payloads.schema.json" in page(site, "/api")

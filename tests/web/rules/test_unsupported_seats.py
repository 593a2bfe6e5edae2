"""Seats without support, on the pages of rules and results."""

from pathlib import Path

import pytest

from govern.protocol import facts
from govern.rules.rulebook.presets import PRESETS, preset
from govern.web.pages.rules import rulebook_form
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.web.conftest import Site
from tests.web.decided import CommunityWithOneVote
from tests.web.rules.rulebooks import READER, form_of, review, said, signed

VACANT = "A seat stays vacant rather than going to somebody whom no ballot supports."
FILLED = "All seats are filled, if need be by lot with somebody whom no ballot supports."


@pytest.mark.parametrize("name", PRESETS)
def test_a_rulebook_of_format_2_survives_the_form(name: str) -> None:
    rules = preset(name, 2)
    with READER.test_request_context("/?lang=en"):
        reading = rulebook_form.read(rulebook_form.written(rules), rules, 2)
    assert reading.errors == {}
    assert reading.rulebook == rules | {"number": 2}


def test_only_elections_are_asked_and_only_from_format_2_on(site: Site) -> None:
    old = site.client("ada").get("/rules/community/draft").get_data(as_text=True)
    assert 'name="election.unsupported"' not in old
    _status, new = review(site, form_of(preset("tokens", 2)) | {"motion.sponsors": "x"})
    assert new.count('.unsupported"') == new.count('election.unsupported"') > 0


def test_the_review_tells_of_the_rule_and_warns_of_the_lot(site: Site) -> None:
    status, page = review(site, form_of(preset("tokens", 2)))
    assert status == 200
    assert VACANT in said(page)
    assert FILLED in said(page)  # which the rules in force mean
    assert signed(page)["rulebook"]["kinds"]["election"]["unsupported"] == "vacant"
    _status, page = review(site, form_of(preset("tokens", 2)) | {"election.unsupported": "filled"})
    assert "a lot could give a seat to somebody whom nobody supports" in said(page).lower()
    assert signed(page)["rulebook"]["kinds"]["election"]["unsupported"] == "filled"


def test_a_new_kind_begins_with_the_rules_of_the_format(site: Site) -> None:
    rules = preset("tokens", 2)
    del rules["kinds"]["election"]
    form = form_of(rules) | {"election.on": "1"}
    status, page = review(site, form)
    assert status == 200
    assert signed(page)["rulebook"]["kinds"]["election"]["unsupported"] == "vacant"


@pytest.mark.parametrize("method", ["approval/1", "stv/1"])
def test_the_result_says_that_a_seat_stays_vacant(method: str, tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, number=2, election={"method": method})
    proposal = multi_option.election(made, GIL, seats=2)
    multi_option.stand(made, proposal, ADA, BO, CHEN)
    ballot = [[ADA.member]] if method == "stv/1" else [ADA.member]
    poll = made.decide(proposal, [(one, ballot) for one in (DI, EVA, FAY)])
    client = made.site().test_client()
    address = f"/proposals/{made.state(facts.Poll, poll).proposal}"
    words = said(client.get(address).get_data(as_text=True))
    assert "Elected: Ada. Every minimum is met. 1 seat stays vacant: nobody else had any support." in words
    assert "No ballot supports Bo, so the seat stays vacant." in words
    chinese = said(client.get(f"{address}?lang=zh-Hans").get_data(as_text=True))
    assert "1 个席位空缺：再没有其他人得到任何支持。" in chinese

"""The upgrade to the newest format, as the page of the rules offers it to communities of each older format."""

import html

import pytest

from govern.rules.rulebook.formats import FORMATS, newest, read_rules, written_in
from govern.rules.voting.methods import SEVERAL
from tests.dsl.formats import of_format
from tests.web.conftest import Site
from tests.web.rules.rulebooks import form_of, review, said, signed

OFFER = "New kinds of rules are available"
OLDER = [number for number in FORMATS if number < newest().number]


def adopted(site: Site, number: int) -> None:
    """In the founding phase, Ada adopts the next rulebook in a format."""
    site.say("ada", "rulebook-adopted", scope="community", rulebook=of_format(number) | {"number": 2})


@pytest.mark.parametrize("number", OLDER)
def test_an_older_community_is_offered_the_newest_format(site: Site, number: int) -> None:
    adopted(site, number)
    page = site.client("ada").get("/rules").get_data(as_text=True)
    assert OFFER in said(page)
    assert "Votes can be counted by further methods." in said(page)
    assert ("A lot is told only where it decided something." in said(page).partition(OFFER)[2]) == (number < 2)
    address = f"/rules/community/draft?format={newest().number}"
    assert address in page.replace("&amp;", "&")
    form = site.client("ada").get(address).get_data(as_text=True)
    assert f'"format":{newest().number}' in html.unescape(form)


def test_the_newest_format_is_offered_to_nobody_who_has_it(site: Site) -> None:
    adopted(site, newest().number)
    assert OFFER not in said(site.client("ada").get("/rules").get_data(as_text=True))


@pytest.mark.parametrize("number", OLDER)
def test_the_offered_rulebook_means_what_the_older_one_did(site: Site, number: int) -> None:
    adopted(site, number)
    newer = written_in(of_format(number), newest().number)
    status, page = review(site, form_of(newer))
    assert status == 200
    assert signed(page)["rulebook"] == newer | {"number": 3}
    before, after = read_rules(of_format(number)), read_rules(newer)
    assert before.kinds.keys() == after.kinds.keys()
    assert all(before.kinds[kind].unsupported == after.kinds[kind].unsupported for kind in before.kinds)


@pytest.mark.parametrize("number", FORMATS)
def test_the_form_offers_the_methods_of_the_format_alone(site: Site, number: int) -> None:
    adopted(site, number)
    form = site.client("ada").get("/rules/community/draft").get_data(as_text=True)
    for method in SEVERAL.values():
        assert (f'<option value="{method.id}"' in form) == (method.since <= number), method.id

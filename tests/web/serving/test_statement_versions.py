"""Pages name the statement version that the format in force accepts, and the server accepts only that one."""

import json
from html import unescape

import pytest

from govern.protocol.errors import Refused
from tests.dsl.formats import LATER, newer_version
from tests.dsl.people import club_id
from tests.web.conftest import Site


def _versions(site: Site) -> dict[str, int]:
    page = site.client("mei").get("/").get_data(as_text=True)
    found = page.partition(' data-versions="')[2].partition('"')[0]
    versions: dict[str, int] = json.loads(unescape(found)) if found else {}
    return versions


def test_a_page_names_the_versions_that_are_not_the_first(site: Site) -> None:
    assert _versions(site) == {}
    with newer_version("club-asked"):
        assert _versions(site) == {"club-asked": 2}
    with newer_version("club-asked", since=LATER):
        assert _versions(site) == {}


def test_the_version_before_is_refused_by_name(site: Site) -> None:
    with newer_version("club-asked"), pytest.raises(Refused) as refused:
        site.say("mei", "club-asked", club=club_id("garden"))
    assert (refused.value.code, refused.value.details) == ("statement_version", {"version": 1, "expected": 2})

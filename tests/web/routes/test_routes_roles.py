"""Every route, visited by holders of each office of the community and of a club."""

from collections.abc import Iterator

import pytest

from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from tests.dsl.persons import club_id
from tests.tools.clock import Clock
from tests.web.conftest import ROLES, Site, put_to_work
from tests.web.routes.test_routes import FOUND, access, address, get, is_open, routes

CLUB = club_id("garden")
OFFICES = [(role, "community") for role in COMMUNITY_ROLES] + [(role, CLUB) for role in CLUB_ROLES]


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a club; a person for each office is an ordinary member otherwise."""
    site = put_to_work(Site(tmp_path_factory.mktemp("staffed"), Clock()))
    site.app.testing = True
    site.say("ada", "club-opened", {"name": "Garden", "purpose": "To plant"}, club=CLUB, convener=_member(site, "mei"))
    for role, scope in OFFICES:
        name = _name(role, scope)
        site.person(name)
        site.enrol(name)
        if scope == CLUB:
            site.say(name, "club-asked", club=CLUB)
            site.say("mei", "club-admitted", club=CLUB, admitted=_member(site, name))
        by = "ada" if scope == "community" else "mei"
        site.say(by, "role-granted", holder=_member(site, name), role=role, scope=scope)
    yield site
    site.close()


def _name(role: str, scope: str) -> str:
    return f"{role}-{'all' if scope == 'community' else 'club'}"


def _member(site: Site, name: str) -> str:
    return site.people[name].member


def test_the_offices_of_a_site_are_all_walked() -> None:
    assert {role for roles in ROLES.values() for role in roles} <= {role for role, _ in OFFICES}


@pytest.mark.parametrize(("role", "scope"), OFFICES, ids=[_name(*one) for one in OFFICES])
def test_each_page_is_open_to_an_office_as_it_says(staffed: Site, role: str, scope: str) -> None:
    client = staffed.client(_name(role, scope))
    held = {"account", "user", "member"} | ({role} if scope == "community" else set())
    for rule in routes(staffed.app, "GET"):
        who, path = access(staffed.app, rule), address(rule).replace("c_" + "0" * 24, CLUB)
        status = get(client, path).status_code
        if who == ("demo",):
            assert status == 404, rule
        elif is_open(who, "") or held & set(who):
            assert status in FOUND, (rule, status)
        else:
            assert status == 403, (rule, status)

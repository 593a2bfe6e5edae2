"""Fixtures of the end-to-end tests: a served community on each of the two databases, and one with an open vote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.people.browsers import Browsers
from tests.e2e.people.served_community import ServedCommunity, founded_community
from tests.e2e.people.served_vote import ServedVote, motion_of, open_vote
from tests.e2e.people.tampering_proxy import TamperingProxy
from tests.tools.browsers.profiles import Profiles
from tests.tools.clock import Clock
from tests.tools.server import serve
from tests.web.conftest import Site, founded, site

__all__ = ["founded", "site"]  # a community at work, whose people's keys the test holds


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[ServedCommunity]:
    """A community just founded; its founder holds an invitation and a key file."""
    database_url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with founded_community(tmp_path, database_url, clock) as found:
        yield found


@pytest.fixture
def browsers(community: ServedCommunity, new_profile: Profiles, tmp_path: Path) -> Browsers:
    """The browsers of its people; none is open yet."""
    return Browsers(community, new_profile, tmp_path)


@pytest.fixture
def proxy(site: Site) -> TamperingProxy:
    """A proxy before the community's server; it passes answers on unchanged until a test has it alter them."""
    return TamperingProxy(site.app)


@pytest.fixture
def served_vote(site: Site, proxy: TamperingProxy, tmp_path: Path) -> Iterator[ServedVote]:
    """A community with one open vote, served through the tampering proxy."""
    vote, seeking = open_vote(site), motion_of(site, "A lamp by the lake")
    with serve(proxy) as server:
        yield ServedVote(site, server.url, tmp_path, vote, seeking)

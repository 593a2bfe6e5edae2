"""Fixtures of the stories: a town on each of the two databases, and a hall with a vote that is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.people.hall import ServedVote, motion_of, open_vote
from tests.stories.people.liar import TamperingProxy
from tests.stories.people.street import Browsers
from tests.stories.people.town import ServedCommunity, founded_town
from tests.tools.browsers.profiles import Profiles
from tests.tools.clock import Clock
from tests.tools.server import serve
from tests.web.conftest import Site, founded, site

__all__ = ["founded", "site"]  # a community at work, whose people's keys the test holds


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[ServedCommunity]:
    """A town that has only just been founded; its founder holds a link and a key file."""
    database_url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with founded_town(tmp_path, database_url, clock) as found:
        yield found


@pytest.fixture
def street(town: ServedCommunity, new_profile: Profiles, tmp_path: Path) -> Browsers:
    """The town's street, empty as yet."""
    return Browsers(town, new_profile, tmp_path)


@pytest.fixture
def liar(site: Site) -> TamperingProxy:
    """The community's server, which tells the truth until the test has it lie."""
    return TamperingProxy(site.app)


@pytest.fixture
def hall(site: Site, liar: TamperingProxy, tmp_path: Path) -> Iterator[ServedVote]:
    """The community in its hall; the liar stands at the door."""
    vote, seeking = open_vote(site), motion_of(site, "A lamp by the lake")
    with serve(liar) as server:
        yield ServedVote(site, server.url, tmp_path, vote, seeking)

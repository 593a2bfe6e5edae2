"""Fixture: a community on SQLite and one on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.post import CommunityMail
from tests.dsl.people import RealCommunity
from tests.tools.mailbox import Mailbox


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """Ada's community, with everybody enrolled and in office."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    community = RealCommunity(tmp_path, url)
    community.settle()
    yield community
    community.close()


@pytest.fixture
def post(community: RealCommunity) -> Iterator[CommunityMail]:
    """Mail for everybody's community."""
    with Mailbox() as mailbox:
        yield CommunityMail(community, mailbox)

"""Fixture for tests of the rules: a community kept in memory."""

import pytest

from tests.rules.in_memory_community import InMemoryCommunity


@pytest.fixture
def community() -> InMemoryCommunity:
    """A settled community: see CommunityDsl.settle."""
    made = InMemoryCommunity()
    made.settle()
    return made

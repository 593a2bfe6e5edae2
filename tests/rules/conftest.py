"""A community kept in memory by the rules alone, for tests of the rules."""

import pytest

from tests.rules.in_memory_community import InMemoryCommunity


@pytest.fixture
def community() -> InMemoryCommunity:
    """A settled community: see CommunityDsl.settle."""
    made = InMemoryCommunity()
    made.settle()
    return made

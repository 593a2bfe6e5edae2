"""A community kept in memory by the rules alone, for tests of the rules."""

import pytest

from tests.rules.hall import InMemoryCommunity


@pytest.fixture
def hall() -> InMemoryCommunity:
    """A settled community: see Tale.settle."""
    made = InMemoryCommunity()
    made.settle()
    return made

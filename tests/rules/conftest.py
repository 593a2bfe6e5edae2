"""A community kept in memory by the rules alone, for tests of the rules."""

import pytest

from tests.rules.hall import Hall


@pytest.fixture
def hall() -> Hall:
    """A settled community: see Tale.settle."""
    made = Hall()
    made.settle()
    return made

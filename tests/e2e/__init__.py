"""End-to-end tests: whole stories, acted out in a real browser against a real server."""

import pytest

# A failed assertion in a part of a story is explained as fully as one in its test.
pytest.register_assert_rewrite(*(f"tests.e2e.people.{part}" for part in ("joining", "deciding", "paying", "checking")))

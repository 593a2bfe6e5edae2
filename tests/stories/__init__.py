"""Whole tales in the real browser."""

import pytest

# What the parts of a tale assert is explained as fully as what its test asserts.
pytest.register_assert_rewrite(*(f"tests.stories.{part}" for part in ("joining", "deciding", "paying", "checking")))

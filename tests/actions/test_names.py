"""Names and titles: every script is accepted, invisible characters are removed and reported."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.actions.people.names import Name, read_name
from govern.protocol.names import LONGEST, check_name

EXAMPLES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "names.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: ascii(example["typed"])[:40])
def test_each_example_is_normalised_as_the_table_says(example: dict[str, Any]) -> None:
    assert read_name(example["typed"]) == Name(example["text"], example["removed"], example["error"])


@given(st.text())
def test_normalising_a_name_twice_changes_nothing(typed: str) -> None:
    found = read_name(typed)
    if not found.error:
        assert read_name(found.text) == Name(found.text, removed=False, error="")


@given(st.text())
def test_every_name_that_a_form_accepts_is_a_name_by_the_rules(typed: str) -> None:
    found = read_name(typed)
    if not found.error:
        check_name(found.text, "name")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: ascii(example["typed"])[:40])
def test_each_example_that_a_form_accepts_is_a_name_by_the_rules(example: dict[str, Any]) -> None:
    if not example["error"]:
        check_name(example["text"], "name")


@given(st.text(min_size=1))
def test_a_typed_name_is_never_called_missing(typed: str) -> None:
    found = read_name(typed)
    assert found.error == "signs" or (found.error == "missing") == (not typed.strip())
    assert found.error or 1 <= len(found.text) <= LONGEST


@given(st.text())
def test_no_control_character_and_no_direction_mark_is_left(typed: str) -> None:
    found = read_name(typed)
    if not found.error:
        assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in found.text)
        assert not set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(found.text)

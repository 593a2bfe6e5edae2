"""Limits of fields: counted and refused, never cut."""

import pytest

from govern import paths
from govern.web.frame.access.limits import characters_over


def test_no_field_of_the_site_cuts_what_is_pasted() -> None:
    scripts = paths.PACKAGE / "static" / "js"
    files = [*paths.templates().rglob("*.html"), *scripts.rglob("*.js")]
    assert files
    wanted = ("maxlength=", '"maxlength"', ".maxLength")
    assert [str(one) for one in files if any(word in one.read_text("utf-8") for word in wanted)] == []


@pytest.mark.parametrize(
    ("text", "characters", "encoded", "over"),
    [
        ("abc", 3, None, 0),
        ("abcd", 3, None, 1),
        (" abc ", 3, None, 0),
        ("𠮷𠮷𠮷𠮷", 3, None, 1),
        ("长长长", None, 9, 0),
        ("长长长", None, 8, 1),
        ("长长长", None, 1, 3),
        ("anything", None, None, 0),
    ],
)
def test_characters_beyond_a_limit_are_counted(
    text: str, characters: int | None, encoded: int | None, over: int
) -> None:
    assert characters_over(text, characters, encoded) == over

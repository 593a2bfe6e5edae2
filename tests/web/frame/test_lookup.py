"""One look-up object a request: what a page wants is read at once, and everything else that it reads is remembered."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import event

from govern import paths
from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.lookup import lookup
from govern.web.prose.texts import remember_texts, text_of, withheld_of
from govern.web.words.terms.scope_words import remember_scopes, scope_words
from tests.web.conftest import Site

ON_G: Final = {"auditor", "catalogue", "database_away", "language", "lookup", "prose_room"}
"""What a request keeps for itself: its look-ups, the catalogue of its language, and four facts about itself."""
_G: Final = re.compile(r"\bg\.(?:get\(\"|setdefault\(\"|)(\w+)|\"(\w+)\" (?:not )?in g\b")


@contextmanager
def queries(site: Site) -> Iterator[list[str]]:
    """The SQL statements that run meanwhile."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    event.listen(site.services.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(site.services.engine, "before_cursor_execute", note)


def test_names_wanted_one_after_the_other_are_read_with_one_query(site: Site) -> None:
    with site.app.test_request_context("/"):
        members = [site.people[who].member for who in ("ada", "tao")]
        lookup().names.get("m_nobody")  # the session begins
        with queries(site) as ran:
            for member in members:
                lookup().names.want([member])
            assert [lookup().names.get(member) for member in members] == ["Ada", "Tao"]
        assert len(ran) == 1


def test_nothing_is_read_twice_even_if_there_is_nothing(site: Site) -> None:
    with site.app.test_request_context("/"):
        assert text_of("0" * 64) == ""
        with queries(site) as ran:
            assert text_of("0" * 64) == text_of("") == ""
            assert withheld_of("0" * 64) is None
        assert ran == []


def test_a_visitor_reads_no_name_of_a_closed_circle(site: Site) -> None:
    with site.app.test_request_context("/"):
        member = site.people["ada"].member
        remember_names([member])
        with queries(site) as ran:
            assert name_of(member) == f"{member[:8]}…"
        assert not [one for one in ran if "users" in one]


def test_a_page_reads_its_data_before_its_template_begins(site: Site) -> None:
    with site.app.test_request_context("/"):
        remember_texts(["0" * 64])
        remember_scopes(["c_nowhere"])
        site.app.update_template_context({})
        with queries(site) as ran:
            assert text_of("0" * 64) == ""
        assert ran == []
        assert scope_words("c_nowhere") == "(text withheld)"


def test_nothing_else_is_remembered_beside_the_lookup() -> None:
    kept = {
        name
        for file in (paths.PACKAGE / "web").rglob("*.py")
        for match in _G.findall(file.read_text("utf-8"))
        for name in match
        if name
    }
    assert kept == ON_G

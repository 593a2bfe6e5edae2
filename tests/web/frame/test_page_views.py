"""Pages hand their template one frozen view, and leave queries to the store."""

import ast
from collections.abc import Iterator
from typing import Final

import pytest
from flask import Flask, render_template_string

from govern import paths
from tests.web.conftest import Site

PAGES: Final = paths.PACKAGE / "web" / "pages"

AMBIENT_WORDS: Final = frozenset(
    {
        "effects/budget_left.py",
        "kinds/election.py",
        "kinds/membership.py",
        "statements/request_versions.py",
        "statements/statement_subjects.py",
        "terms/mandate_sources.py",
    }
)
"""Modules of words that still take the session for themselves. Take one out as it is given one; never add one."""

OWN_QUERIES: Final[frozenset[str]] = frozenset()
"""Modules of pages that still query the database themselves. Take one out as its queries move; never add one."""

OF_THE_SESSION: Final = frozenset({"signing_in/sessions.py"})
"""Modules whose subject is the session of the browser itself."""

QUERIES: Final = frozenset({"execute", "scalar", "scalars", "query"})
SESSIONS: Final = frozenset({"session", "reading", "writing", "connection", "db.session", "db.session()"})


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the modules of pages."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(PAGES).as_posix(), node


def values_of(call: ast.Call) -> set[str]:
    """The values that a template is given; the words that a subject's pages share are no value of the page."""
    return {one.arg or ast.unparse(one.value) for one in call.keywords} - {"page", "shared()"}


def is_query(call: ast.Call) -> bool:
    """Whether a call reads or changes the database."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "select"
    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) not in SESSIONS:
        return False
    of_row = call.func.attr == "get" and bool(call.args) and ast.unparse(call.args[0]).endswith("Row")
    return call.func.attr in QUERIES or of_row


def is_route(function: ast.FunctionDef) -> bool:
    """Whether a function answers requests; the functions that it calls are given a session and the reader."""
    return any(ast.unparse(one).startswith("allow(") for one in function.decorator_list)


def uses_request(function: ast.FunctionDef) -> bool:
    """Whether a function takes the session or the reader of the request for itself."""
    return any(
        ast.unparse(node) in ("db.session", "current_user")
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute | ast.Name)
    )


def test_every_page_is_one_view() -> None:
    several = {
        ast.unparse(call.args[0]).strip("'")
        for _module, call in calls()
        if ast.unparse(call.func) == "render_template" and values_of(call)
    }
    assert several == set()


def test_pages_leave_queries_to_the_store() -> None:
    assert {module for module, call in calls() if is_query(call)} == OWN_QUERIES


def views() -> Iterator[ast.ClassDef]:
    """The views of pages, by their names."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Page"):
                yield node


def test_every_view_is_frozen_and_typed() -> None:
    found = list(views())
    assert {"ProposalPage", "PaymentPage"} <= {view.name for view in found}
    frozen = "dataclass(frozen=True)"
    assert [view.name for view in found if frozen not in map(ast.unparse, view.decorator_list)] == []
    fields = [(view.name, one) for view in found for one in view.body if isinstance(one, ast.AnnAssign)]
    assert [f"{view}.{ast.unparse(one)}" for view, one in fields if "Any" in ast.unparse(one.annotation)] == []


def test_a_template_reads_no_field_that_its_view_lacks(site: Site) -> None:
    app: Flask = site.app
    with app.test_request_context("/"), pytest.raises(AttributeError, match="Services has no colour"):
        render_template_string("{{ page.colour }}", page=site.services)


def test_only_routes_open_a_session_and_know_the_reader() -> None:
    ambient = [
        f"{path.relative_to(PAGES).as_posix()}: {function.name}"
        for path in sorted(PAGES.rglob("*.py"))
        if path.relative_to(PAGES).as_posix() not in OF_THE_SESSION
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and not is_route(function) and uses_request(function)
    ]
    assert ambient == []


def test_words_are_made_of_what_they_are_given() -> None:
    words = paths.PACKAGE / "web" / "words"
    ambient = {
        path.relative_to(words).as_posix()
        for path in sorted(words.rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and uses_request(function)
    }
    assert ambient == AMBIENT_WORDS

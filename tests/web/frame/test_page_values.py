"""The values of every page: no page overwrites a value that the frame uses."""

import ast
import re
from typing import Final

from flask import Flask
from jinja2 import meta
from jinja2.defaults import DEFAULT_NAMESPACE

from govern import paths
from tests.web.conftest import Site

INJECTED: Final = {
    # the frame of every page
    *("auditor", "catalogue_of_scripts", "closed_record", "colon", "community", "csrf_meta_tag", "csrf_token"),
    *("current_user", "g", "gap", "intl", "lang", "languages", "log_size", "readable", "request", "site_url"),
    *("statement_versions", "theme"),
    # names, texts, money and moments
    *("markdown", "moment", "money", "name_of", "names_known", "plain_money", "prose_of", "text_of", "withheld_of"),
}
"""What templates are given unasked: by the frame alone. What some pages need is a value of their views."""
GLOBALS: Final = {"characters_over", "ngettext"}


def test_nothing_more_is_injected_into_every_template(site: Site) -> None:
    with site.app.test_request_context("/nowhere"):  # a page of no blueprint
        context: dict[str, object] = {}
        site.app.update_template_context(context)
    assert set(context) - INJECTED == set()


def test_no_template_has_further_globals(site: Site) -> None:
    framework = {"session", "config", "gettext", "get_flashed_messages", "pgettext", "npgettext", "url_for", "_"}
    known = {*DEFAULT_NAMESPACE, *framework, *INJECTED, *GLOBALS}
    assert set(site.app.jinja_env.globals) - known == set()


def test_no_module_but_the_application_injects_values_everywhere() -> None:
    injecting = [
        file.name
        for file in (paths.PACKAGE / "web").rglob("*.py")
        if re.search(r"app_context_processor|app_template_global|jinja_env\.globals", file.read_text("utf-8"))
    ]
    assert injecting == ["__init__.py"]


def names_read(app: Flask) -> set[str]:
    """The values that the frame around every page reads."""
    frame = (paths.templates() / "base.html").read_text("utf-8")
    return meta.find_undeclared_variables(app.jinja_env.parse(frame))


def test_no_page_overwrites_what_the_frame_reads(site: Site) -> None:
    frame = names_read(site.app)
    assert "closed_record" in frame
    overwritten = [
        f"{file.name}:{call.lineno} {keyword.arg}"
        for file in (paths.PACKAGE / "web").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render_template"
        for keyword in call.keywords
        if keyword.arg in frame
    ]
    assert overwritten == []


def test_an_open_record_is_called_public_where_a_period_is_closed(site: Site) -> None:
    site.say("tao", "period-closed", until="1999-12-31")
    page = site.client("tao").get("/treasury/periods").get_data(as_text=True)
    assert "The books are closed up to 31 December 1999." in page
    assert "data-closed" not in page
    assert "is public for ever" in page

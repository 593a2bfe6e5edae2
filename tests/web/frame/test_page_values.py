"""What every page is given: no page overwrites a value that the frame around it reads."""

import ast
from typing import Final

from flask import Flask
from jinja2 import meta

from govern import paths
from tests.web.conftest import Site

INJECTED: Final = {
    # the frame of every page, names, texts and money
    *("auditor", "closed_record", "colon", "community", "current_user", "g", "gap", "intl", "lang", "languages"),
    *("log_size", "mail_trouble", "mailing", "markdown", "moment", "money", "name_of", "names_known", "plain_money"),
    *("prose_of", "readable", "request", "site_url", "statement_versions", "text_of", "theme"),
    *("catalogue_of_scripts", "csrf_meta_tag", "csrf_token", "withheld_of"),
    # words that lists of proposals need on many pages
    *("duration", "kind_words", "role_words", "scope_words", "stage_words", "topic_words", "vote_words", "won_words"),
    # look-ups of several pages
    *("elected_in", "own_voice"),
}
"""What templates are given unasked; what one page alone needs is a value of its view."""


def test_nothing_more_is_injected_into_every_template(site: Site) -> None:
    with site.app.test_request_context("/"):
        context: dict[str, object] = {}
        site.app.update_template_context(context)
    assert set(context) - INJECTED == set()


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

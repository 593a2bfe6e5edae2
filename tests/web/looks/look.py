"""A small application that shows only the style page and the problem page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from babel.numbers import format_currency
from flask import Flask, Response, flash, render_template, request
from flask_babel import Babel, get_locale
from flask_wtf import CSRFProtect
from jinja2 import FileSystemLoader

from govern.i18n.compiled import module_name
from govern.i18n.languages import LANGUAGES, OWN_NAMES, SOURCE, preferred
from govern.web.frame.access.limits import characters_over
from govern.web.prose.language_detection import bdi, lang_of
from govern.web.serving.static_files import serve_static_files

ROOT = Path(__file__).resolve().parents[3]
COMMUNITIES = {"en": "Letchworth Garden City Community Foundation", "zh-Hans": "麓湖社区发展基金会"}
PEOPLE = {"en": "Ada Gardner", "zh-Hans": "林若溪"}


def language() -> str:
    """Return the language asked for in the address."""
    return preferred([request.args.get("lang", "")]).tag


def money(amount: int, currency: str) -> str:
    """Write an amount of cents in the reader's language."""
    return format_currency(Decimal(amount) / 100, currency, locale=get_locale())


def context() -> dict[str, Any]:
    """Return what every template may rely on."""
    chosen = language()
    person = SimpleNamespace(
        is_authenticated="anonymous" not in request.args,
        name=PEOPLE[chosen],
        member_id="m_5c1f00a2b3c4d5e6f7a8b9c0",
        is_administrator=True,
    )
    community = SimpleNamespace(name=COMMUNITIES[chosen], id="8f14e45f" * 8, log_size=18342)
    return {
        "lang": chosen,
        "languages": OWN_NAMES,
        "intl": LANGUAGES[chosen].intl,
        "catalogue_of_scripts": "" if chosen == SOURCE.tag else module_name(LANGUAGES[chosen]),
        "community": None if "unfounded" in request.args else community,
        "current_user": person,
        "theme": request.args.get("theme", "auto"),
    }


def with_policy(response: Response) -> Response:
    """Send the same strict policy as the real application."""
    response.headers["Content-Security-Policy"] = "default-src 'self'"
    return response


def create_look() -> Flask:
    """Build the application; it needs no database."""
    app = Flask("look", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "govern" / "static"))
    app.jinja_loader = FileSystemLoader([ROOT / "templates", Path(__file__).parent])
    app.config.update(SECRET_KEY="look", GOVERN_DEMO=True)
    Babel(app, locale_selector=lambda: LANGUAGES[language()].locale)
    CSRFProtect(app)
    app.context_processor(context)
    app.add_template_filter(money)
    app.add_template_filter(lang_of)
    app.add_template_filter(bdi)
    app.add_template_global(characters_over)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.after_request(with_policy)
    serve_static_files(app)

    @app.get("/proposals/style")
    def style() -> str:
        flash("Saved. Nothing else to do.", "success")
        return render_template("styleguide.html")

    @app.get("/problem")
    def problem() -> str:
        problems = {
            "title": "This ballot came too late",
            "status": "Refused",
            "detail": "Voting closed on 20 November 2026 at 18:00.",
            "code": "poll_closed",
            "rule": "2.4",
            "ways": [("/proposals", "Look at the result")],
        }
        return render_template("parts/problem.html", problem=problems)

    return app

"""The web application: one thin blueprint per subject."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_login import current_user
from flask_migrate import Migrate
from sqlalchemy import Engine
from werkzeug.routing import IntegerConverter, Map

from govern import paths
from govern.actions.signing_in import sessions as acts
from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.work import Clock, Recorder
from govern.config import Instance
from govern.i18n import compiled
from govern.i18n.languages import OWN_NAMES
from govern.protocol.amounts import LARGEST
from govern.rules.statements import newer_versions
from govern.web.blueprints import BLUEPRINTS
from govern.web.frame import gettext, language
from govern.web.frame.access import read_access, security
from govern.web.frame.access.hostile import HostCheck
from govern.web.frame.access.limits import characters_over
from govern.web.frame.access.people import login, name_of
from govern.web.frame.database import db
from govern.web.frame.days import month_words
from govern.web.frame.lookup import lookup
from govern.web.frame.names_shown import line
from govern.web.frame.services import Services, services, system_clock
from govern.web.pages.signing_in import sessions
from govern.web.prose import texts
from govern.web.prose.language_detection import bdi, lang_of
from govern.web.prose.pages import prose_of
from govern.web.prose.render import render
from govern.web.serving import lanes
from govern.web.serving.statements_endpoint import Intake
from govern.web.serving.static_files import serve_static_files

LARGEST_REQUEST = 2 * 1024 * 1024
THREADS = 32
BEYOND_THREADS = lanes.THREADS + 4  # connections: of the lanes, the writer of statements, the ticker, the mail_worker


class WholeNumberConverter(IntegerConverter):
    """A whole number in a URL, limited to the range of the databases."""

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - the framework's name
        super().__init__(map, **({"max": LARGEST} | options))


def create_app(instance: Instance, clock: Clock = system_clock, *, demo: bool = False, threads: int = THREADS) -> Flask:
    """Create the application for an instance and a number of threads; `clock` gives milliseconds since 1970 (UTC)."""
    compiled.check()
    app = Flask(__name__, template_folder=str(paths.templates()), static_folder=str(paths.PACKAGE / "static"))
    app.config.update(_settings(instance, demo=demo), GOVERN_CONNECTIONS=threads + BEYOND_THREADS)
    db.init_app(app)
    Migrate(app, db, directory=str(paths.migrations()))
    login.init_app(app)
    language.babel.init_app(app, locale_selector=language.locale)
    app.extensions["govern"] = _services(app, instance, clock, demo=demo)
    app.url_map.converters["int"] = WholeNumberConverter
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    serve_static_files(app)
    security.protect(app)
    app.before_request(sessions.note_sight)
    app.wsgi_app = Intake(app)  # type: ignore[method-assign]
    app.wsgi_app = HostCheck(app, urlsplit(instance.url).netloc)  # type: ignore[method-assign]
    app.context_processor(_for_templates)
    app.jinja_env.filters["money"] = texts.money
    app.jinja_env.filters["listed"] = language.listed
    app.jinja_env.filters["month"] = month_words
    app.jinja_env.filters["lang_of"] = lang_of
    app.jinja_env.filters["line"] = line
    app.jinja_env.filters["bdi"] = bdi
    gettext.install(app)
    app.jinja_env.globals["ngettext"] = gettext.ngettext_in_templates
    app.jinja_env.globals["characters_over"] = characters_over
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _settings(instance: Instance, *, demo: bool) -> dict[str, Any]:
    return {
        "SECRET_KEY": instance.secret,
        "SQLALCHEMY_DATABASE_URI": instance.database,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": instance.https,
        "PERMANENT_SESSION_LIFETIME": timedelta(milliseconds=acts.LIFETIME),
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_TRANSLATION_DIRECTORIES": str(paths.translations()),
        "GOVERN_DEMO": demo,
    }


def _services(app: Flask, instance: Instance, clock: Clock, *, demo: bool) -> Services:
    with app.app_context():
        engine: Engine = db.engine
    recorder = Recorder(engine, instance, clock)
    return Services(instance, engine, recorder, GroupCommit(recorder), clock, demo)


def _for_templates() -> dict[str, Any]:
    lookup().read_wanted()
    _ = current_user.roles  # the menu shows what they open: read now, once, not by the template
    readable = read_access.may_read()
    head = services().log_head() if readable else None
    return {
        "auditor": read_access.auditor() if read_access.is_closed() else None,
        "closed_record": read_access.is_closed(),
        "community": services().community(),
        "current_user": current_user,
        "colon": language.row().colon,
        "gap": language.gap(),
        "lang": language.language(),
        "languages": OWN_NAMES,
        "intl": language.row().intl,
        "catalogue_of_scripts": language.catalogue_of_scripts(),
        "log_size": head.size if head else 0,
        "markdown": render,
        "moment": texts.moment,
        "money": texts.money,
        "plain_money": texts.plain_money,
        "name_of": name_of,
        "names_known": read_access.may_know_names,
        "prose_of": prose_of,
        "readable": readable,
        "site_url": services().instance.url,
        "statement_versions": newer_versions(read_access.format_in_force()),
        "text_of": texts.text_of,
        "theme": language.theme(),
        "withheld_of": texts.withheld_of,
    }

"""All blueprints, listed by hand: the list is the table of contents of the site."""

from govern.web import api, errors, health, home, language, log

BLUEPRINTS = (
    home.pages,
    log.files,
    api.api,
    health.pages,
    language.pages,
    errors.pages,
)

"""Translation into the reader's language with typed results: `_` for a sentence, `ngettext` for a number."""

import flask_babel
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


def _(message: str, **values: object) -> str:
    """The translated sentence with its named placeholders filled."""
    sentence = _gettext(message)
    return sentence % values if values else sentence


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The translated sentence for a number; `%(num)s` is the number in the reader's format."""
    return _for_number(one, many, number) % {"num": flask_babel.format_decimal(number), **values}


@pass_context
def ngettext_in_templates(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    """`ngettext` for templates, which escapes values."""
    text = _for_number(one, many, number)
    pattern = Markup(text) if context.eval_ctx.autoescape else text  # noqa: S704 - a sentence of ours
    return pattern % {"num": flask_babel.format_decimal(number), **values}


def install(app: Flask) -> None:
    """Gives templates these functions instead of flask_babel's, which look the catalogue up for each sentence."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_gettext,
        ngettext=_for_number,
        newstyle=True,
        pgettext=lambda context, message: _catalogue().upgettext(context, message),
        npgettext=lambda context, one, many, number: _catalogue().unpgettext(context, one, many, number),
    )


def _gettext(message: str) -> str:
    return str(_catalogue().ugettext(message))


def _for_number(one: str, many: str, number: int) -> str:
    return str(_catalogue().ungettext(one, many, number))


def _catalogue() -> NullTranslations:
    """The catalogue of the reader's language, kept for the request as long as the language stays the same."""
    language = flask_babel.get_locale()
    if language is None:  # outside of a request
        return NullTranslations()
    kept: tuple[Locale, NullTranslations] | None = g.get("catalogue")
    if kept is not None and kept[0] is language:
        return kept[1]
    found: NullTranslations = flask_babel.get_translations()
    g.catalogue = (language, found)
    return found

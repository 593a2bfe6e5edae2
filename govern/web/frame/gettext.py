"""Sentences in the reader's language, as typed strings: `_` for one, `ngettext` for a number of things."""

import flask_babel
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


def _(message: str, **values: object) -> str:
    """The translated sentence with its named places filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The translated sentence for so many things; `%(num)s` is their number, written as the reader writes numbers."""
    return _for_number(one, many, number) % {"num": flask_babel.format_decimal(number), **values}


@pass_context
def ngettext_in_templates(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    """`ngettext` for templates: where a page is written, values are escaped."""
    text = _for_number(one, many, number)
    pattern = Markup(text) if context.eval_ctx.autoescape else text  # noqa: S704 - a sentence of ours
    return pattern % {"num": flask_babel.format_decimal(number), **values}


def _for_number(one: str, many: str, number: int) -> str:
    return str(flask_babel.get_translations().ungettext(one, many, number))

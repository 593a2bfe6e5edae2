"""Translation into the reader's language with typed results: `_` for a sentence, `ngettext` for a number."""

import flask_babel
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


def _(message: str, **values: object) -> str:
    """The translated sentence with its named placeholders filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The translated sentence for a number; `%(num)s` is the number in the reader's format."""
    return _for_number(one, many, number) % {"num": flask_babel.format_decimal(number), **values}


@pass_context
def ngettext_in_templates(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    """`ngettext` for templates, which escapes values."""
    text = _for_number(one, many, number)
    pattern = Markup(text) if context.eval_ctx.autoescape else text  # noqa: S704 - a sentence of ours
    return pattern % {"num": flask_babel.format_decimal(number), **values}


def _for_number(one: str, many: str, number: int) -> str:
    return str(flask_babel.get_translations().ungettext(one, many, number))

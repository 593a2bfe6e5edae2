"""Sentences in the reader's language, as typed strings: `_` for one, `ngettext` for a number of things."""

import flask_babel


def _(message: str, **values: object) -> str:
    """The translated sentence with its named places filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The translated sentence for so many things; `%(num)s` is their number."""
    return str(flask_babel.ngettext(one, many, num, **values))

"""Exports the messages of the browser's scripts from a catalogue to a JavaScript module.

The scripts' plural forms use the categories of Intl.PluralRules, not gettext's form numbers.
"""

import json
from gettext import c2py
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message

from govern.i18n.languages import Language

SCRIPTS: Final = "govern/static/js/"  # prefix of the locations of their messages
SAMPLES: Final = range(1000)  # numbers among which each category of whole numbers occurs

Forms = str | dict[str, str]


def module(catalogue: Catalog, language: Language) -> str:
    """The JavaScript module with the scripts' messages in a language."""
    messages = {english(one): forms(one, catalogue) for one in catalogue if one.id and is_for_scripts(one)}
    table = json.dumps(messages, ensure_ascii=False, indent=0, sort_keys=True)
    return f'import {{ provide }} from "../messages.js";\n\nprovide({json.dumps(language.tag)}, {table});\n'


def is_for_scripts(message: Message) -> bool:
    """Whether a script uses a message."""
    return any(path.startswith(SCRIPTS) for path, _line in message.locations)


def english(message: Message) -> str:
    """The key of a message: its English text, the singular if it has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message, catalogue: Catalog) -> Forms:
    """The translation, or one for each plural category of whole numbers and for `other`."""
    if isinstance(message.string, str):
        return message.string
    translations = tuple(message.string or message.id)
    number_of_form = c2py(catalogue.plural_expr)
    category = Locale.parse(str(catalogue.locale)).plural_form
    found = {"other": translations[-1]}
    for number in reversed(SAMPLES):
        found[category(number)] = translations[number_of_form(number)]
    return found

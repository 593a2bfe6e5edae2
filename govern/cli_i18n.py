"""The language in which the commands speak: the one that GOVERN_LANG names, else that of the locale."""

import gettext
import os
from functools import cache
from typing import Final

from govern import paths
from govern.i18n import languages
from govern.protocol.errors import N_

WISHES: Final = ("GOVERN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as POSIX has it


# What argparse says by itself; it asks the standard library for the words of the catalogue “messages”.
OF_ARGPARSE: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
)


def speak() -> None:
    """Lets argparse speak that language too."""
    gettext.bindtextdomain("messages", str(paths.translations()))
    os.environ["LANGUAGE"] = language()  # where the standard library looks first


def language() -> str:
    """The locale of the catalogue that the environment asks for."""
    tag = next((os.environ[name] for name in WISHES if os.environ.get(name)), "")
    return languages.preferred([tag]).locale


def _(message: str, **values: object) -> str:
    """The translated sentence with its named places filled."""
    said = _catalogue(language()).gettext(message)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The translated sentence for so many things; `%(num)s` is their number."""
    return _catalogue(language()).ngettext(one, many, num) % {"num": num, **values}


@cache
def _catalogue(wanted: str) -> gettext.NullTranslations:
    return gettext.translation("messages", paths.translations(), [wanted], fallback=True)

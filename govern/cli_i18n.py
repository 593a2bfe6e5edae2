"""The language of the commands: GOVERN_LANG, else the locale."""

import gettext
import os
from functools import cache
from typing import Final

from govern import paths
from govern.i18n import languages
from govern.protocol.errors import N_

WISHES: Final = ("GOVERN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first one set decides, as in POSIX


# Messages of argparse, which the standard library looks up in the catalogue “messages”.
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
    """Make argparse use that language too."""
    gettext.bindtextdomain("messages", str(paths.translations()))
    os.environ["LANGUAGE"] = language()  # the standard library reads this first


def language() -> str:
    """The catalogue's locale for the environment."""
    tag = next((os.environ[name] for name in WISHES if os.environ.get(name)), "")
    return languages.preferred([tag]).locale


def _(message: str, **values: object) -> str:
    """The translated sentence with its named placeholders filled."""
    said = _catalogue(language()).gettext(message)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The translated sentence for a number; `%(num)s` is the number."""
    return _catalogue(language()).ngettext(one, many, num) % {"num": num, **values}


@cache
def _catalogue(wanted: str) -> gettext.NullTranslations:
    return gettext.translation("messages", paths.translations(), [wanted], fallback=True)

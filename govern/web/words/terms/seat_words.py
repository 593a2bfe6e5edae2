"""Elections, offices and their terms in words."""

from typing import Final

from govern.protocol.units import DAY
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import duration

YEAR: Final = 365  # days


def term(days: int) -> str:
    """The length of a term, in years with the exact days if they are whole."""
    if days % YEAR:
        return duration(days * DAY)
    years = ngettext("%(num)s year", "%(num)s years", days // YEAR)
    return _("%(years)s (%(days)s)", years=years, days=duration(days * DAY))


def ended(why: str) -> str:
    """Why a seat ended."""
    return {
        "excluded": _("excluded by a vote"),
        "resigned": _("resigned"),
        "term": _("end of the term"),
    }[why]

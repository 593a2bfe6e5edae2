"""Elections, offices and their terms in words."""

from collections.abc import Mapping
from typing import Any, Final

from govern.protocol.units import DAY
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import duration, moment_words
from govern.web.words.terms.role_words import role_words

YEAR: Final = 365  # days


def filled(effect: Mapping[str, Any]) -> list[str]:
    """What an election brings about: seats, terms, and how often somebody may serve."""
    seats = ngettext(
        "One seat of this office is filled: %(office)s.",
        "%(num)s seats of this office are filled: %(office)s.",
        effect["seats"],
        office=role_words(effect["office"]),
    )
    return [seats, _from(effect), _until(effect), _limit(effect["most_terms"])]


def _from(effect: Mapping[str, Any]) -> str:
    if effect["starts"]:
        return _(
            "The term begins on %(moment)s, or later if it cannot be before.", moment=moment_words(effect["starts"])
        )
    return _("The term begins once the standstill is over.")


def _until(effect: Mapping[str, Any]) -> str:
    if effect["until"]:
        return _(
            "It is a by-election: the term ends on %(moment)s, like the others’.", moment=moment_words(effect["until"])
        )
    return _("It lasts %(time)s.", time=term(effect["term_days"]))


def term(days: int) -> str:
    """The length of a term, in years with the exact days where it is whole ones."""
    if days % YEAR:
        return duration(days * DAY)
    years = ngettext("%(num)s year", "%(num)s years", days // YEAR)
    return _("%(years)s (%(days)s)", years=years, days=duration(days * DAY))


def _limit(most: int) -> str:
    if not most:
        return _("Anybody may be elected again.")
    return ngettext("Nobody serves more than %(num)s term.", "Nobody serves more than %(num)s terms.", most)


def ended(why: str) -> str:
    """How a seat ended."""
    return {
        "excluded": _("excluded by a vote"),
        "resigned": _("resigned"),
        "term": _("end of the term"),
    }[why]

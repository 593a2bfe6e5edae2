"""A ballot over several options in words, with the options' names."""

from collections.abc import Callable
from typing import Any

from govern.protocol.facts import Poll, Proposal
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.lookup import lookup
from govern.web.words.rules.rule_words import number
from govern.web.words.terms.option_words import option_names

Name = Callable[[str], str]


def vote_words(choice: Any, poll: Poll | PollRow, proposal: Proposal | ProposalRow) -> str:
    """A ballot in words, with the options' names; they are loaded once for each vote on a page."""
    if isinstance(choice, str):
        return single_words(choice)
    known = lookup().options
    names = known.get(poll.id) or known.setdefault(poll.id, option_names(poll, proposal))
    return choice_words(choice, names.__getitem__)


def choice_words(choice: Any, name: Name) -> str:
    """A choice in words: a ranking, points, names, or blank; or the word of a single question."""
    if isinstance(choice, str):
        return single_words(choice)
    if not choice:
        return _("a blank ballot")
    if isinstance(choice[0], list):
        return _(" > ").join(_(" = ").join(name(one) for one in rank) for rank in choice)
    if isinstance(choice[0], dict):
        return _(", ").join(_points(one, name) for one in choice)
    return _(", ").join(name(one) for one in choice)


def _points(given: Any, name: Name) -> str:
    return ngettext(
        "%(name)s: %(points)s point",
        "%(name)s: %(points)s points",
        given["points"],
        name=name(given["option"]),
        points=number(given["points"]),
    )


def single_words(choice: str) -> str:
    """The word of a single question, or that the ballot was withdrawn."""
    return {
        "": _("Withdrawn"),
        "yes": _("Yes"),
        "no": _("No"),
        "abstain": _("Abstain"),
        "consent": _("Consent"),
        "aside": _("Stand aside"),
        "object": _("Objection"),
    }[choice]

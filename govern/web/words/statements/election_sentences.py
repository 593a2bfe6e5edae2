"""One sentence for each statement about elections and ballots over several options."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.statements.statement_subjects import Payload, subjects, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.terms.choice_words import choice_words
from govern.web.words.terms.option_words import option_names
from govern.web.words.terms.role_words import role_words


def said_of_options(payload: Payload, about: Mapping[str, str]) -> str:
    """A ballot over several options."""
    if not payload["choice"]:
        return _("%(member)s cast a blank ballot on “%(title)s”.", **about)
    names = _names(payload["poll"])
    said = choice_words(payload["choice"], lambda one: names.get(one, one))
    if payload["seq"] > 1:
        return _("%(member)s now votes on “%(title)s”: %(choice)s.", choice=said, **about)
    return _("%(member)s voted on “%(title)s”: %(choice)s.", choice=said, **about)


def _names(poll: str) -> dict[str, str]:
    found = subjects().get(PollRow, poll)
    proposal = subjects().get(ProposalRow, found.proposal) if found else None
    return option_names(found, proposal) if found and proposal else {}


def _nominated(payload: Payload) -> str:
    return _(
        "%(member)s nominated %(candidate)s in the election “%(title)s”.",
        member=who(payload),
        candidate=name_of(payload["candidate"]),
        title=title(payload["proposal"]),
    )


def _accepted(payload: Payload) -> str:
    return _("%(member)s stands in the election “%(title)s”.", member=who(payload), title=title(payload["proposal"]))


def _withdrawn(payload: Payload) -> str:
    return _(
        "%(member)s stands no longer in the election “%(title)s”.",
        member=who(payload),
        title=title(payload["proposal"]),
    )


def _filled(payload: Payload) -> str:
    if not payload["seated"]:
        return _("The election “%(title)s” seated nobody.", title=title(payload["proposal"]))
    return ngettext(
        "The election “%(title)s” gave %(people)s the office: %(office)s.",
        "The election “%(title)s” gave these people the office: %(people)s (%(office)s).",
        len(payload["seated"]),
        title=title(payload["proposal"]),
        people=_(", ").join(name_of(one) for one in payload["seated"]),
        office=role_words(payload["office"]),
    )


def _vacated(payload: Payload) -> str:
    return _(
        "%(member)s resigned from the seat of the election “%(title)s”.",
        member=who(payload),
        title=title(payload["election"]),
    )


def _ended(payload: Payload) -> str:
    return _("The term that the election “%(title)s” began is over.", title=title(payload["proposal"]))


ELECTION_WORDS: Final[dict[str, StatementWords]] = {
    "candidate-nominated": StatementWords(N_("Nomination"), _nominated),
    "candidacy-accepted": StatementWords(N_("Candidacy"), _accepted),
    "candidacy-withdrawn": StatementWords(N_("Candidacy withdrawn"), _withdrawn),
    "seats-filled": StatementWords(N_("Seats filled"), _filled),
    "seat-vacated": StatementWords(N_("Resignation"), _vacated),
    "term-ended": StatementWords(N_("End of a term"), _ended),
}

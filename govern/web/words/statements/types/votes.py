"""The words of statements about votes and ballots."""

from collections.abc import Mapping
from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.gettext import _, ngettext
from govern.web.words.statements import dialog
from govern.web.words.statements.closing_sentences import closed
from govern.web.words.statements.statement_subjects import Payload, proposal_of, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.terms.choice_words import choice_words
from govern.web.words.terms.option_words import option_names


def _announced(payload: Payload) -> str:
    return ngettext(
        "The vote on “%(title)s” was announced: %(num)s person is on the roll, and its weights are fixed.",
        "The vote on “%(title)s” was announced: %(num)s people are on the roll, and its weights are fixed.",
        payload["roll"]["count"],
        title=title(payload["proposal"]),
    )


def _extended(payload: Payload) -> str:
    return _(
        "The vote on “%(title)s” was extended, because the last ballots turned its outcome.",
        title=title(proposal_of(payload["poll"])),
    )


def _objected(payload: Payload) -> str:
    return _(
        "%(member)s objected to the roll of the vote on “%(title)s”: “%(grounds)s”.",
        member=who(payload),
        title=title(proposal_of(payload["poll"])),
        grounds=text(payload["grounds"]),
    )


def _names(poll: str) -> dict[str, str]:
    found = subjects().get(PollRow, poll)
    proposal = subjects().get(ProposalRow, found.proposal) if found else None
    return option_names(found, proposal) if found and proposal else {}


def said_of_options(payload: Payload, about: Mapping[str, str]) -> str:
    """A ballot over several options."""
    if not payload["choice"]:
        return _("%(member)s cast a blank ballot on “%(title)s”.", **about)
    names = _names(payload["poll"])
    said = choice_words(payload["choice"], lambda one: names.get(one, one))
    if payload["seq"] > 1:
        return _("%(member)s now votes on “%(title)s”: %(choice)s.", choice=said, **about)
    return _("%(member)s voted on “%(title)s”: %(choice)s.", choice=said, **about)


def _ballot_cast(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(proposal_of(payload["poll"]))}
    if payload["choice"] == "":
        return _("%(member)s withdrew their ballot on “%(title)s”.", **about)
    if not isinstance(payload["choice"], str):
        return said_of_options(payload, about)
    first, again = {
        "yes": (
            _("%(member)s voted yes on “%(title)s”.", **about),
            _("%(member)s now votes yes on “%(title)s”.", **about),
        ),
        "no": (
            _("%(member)s voted no on “%(title)s”.", **about),
            _("%(member)s now votes no on “%(title)s”.", **about),
        ),
        "abstain": (
            _("%(member)s abstained on “%(title)s”.", **about),
            _("%(member)s now abstains on “%(title)s”.", **about),
        ),
        "consent": (
            _("%(member)s consented to “%(title)s”.", **about),
            _("%(member)s now consents to “%(title)s”.", **about),
        ),
        "aside": (
            _("%(member)s stood aside on “%(title)s”.", **about),
            _("%(member)s now stands aside on “%(title)s”.", **about),
        ),
        "object": (
            _("%(member)s objected to “%(title)s”.", **about),
            _("%(member)s now objects to “%(title)s”.", **about),
        ),
    }[payload["choice"]]
    return again if payload["seq"] > 1 else first


WORDS: Final[dict[str, StatementWords]] = {
    "voting-announced": StatementWords(N_("Vote announced"), _announced, notice=occasions.voting_announced),
    "voting-extended": StatementWords(N_("Vote extended"), _extended),
    "voting-closed": StatementWords(N_("Result"), closed, notice=occasions.voting_closed),
    "roll-objected": StatementWords(
        N_("Objection to the roll"),
        _objected,
        dialog=dialog.Dialog(
            dialog.say(N_("You object to the roll of the vote on “%(title)s”."), title=dialog.name("poll")),
            (dialog.reason("grounds"),),
            public="text",
        ),
    ),
    "ballot-cast": StatementWords(
        N_("Ballot"),
        _ballot_cast,
        dialog=dialog.Dialog(
            dialog.Computed("choice", takes=2),
            (
                dialog.Computed("unranked", is_list=True),
                dialog.say(
                    N_("It replaces your ballot no. %(n)s in this vote."),
                    dialog.above("seq", 1),
                    n=dialog.number("seq", -1),
                ),
            ),
            public="ballot",
            lookups=(dialog.look_up("poll", "poll"),),
        ),
    ),
}

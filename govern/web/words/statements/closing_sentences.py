"""The sentence for the closing of a vote, with the winners' names if there are several options."""

from govern.rules.voting.question import STATUS_QUO
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.gettext import ngettext
from govern.web.words.results.tie_words import listed
from govern.web.words.statements.statement_subjects import Payload, proposal_of, subjects, title
from govern.web.words.terms.option_words import option_names


def closed(payload: Payload) -> str:
    """The result of a vote."""
    about, ballots = title(proposal_of(payload["poll"])), payload["ballots"]
    if payload["outcome"] == "passed":
        return _passed(payload, about, ballots)
    if payload["outcome"] == "rejected":
        return ngettext(
            "“%(title)s” was rejected, with %(num)s ballot.",
            "“%(title)s” was rejected, with %(num)s ballots.",
            ballots,
            title=about,
        )
    return ngettext(
        "“%(title)s” had no quorum, with %(num)s ballot.",
        "“%(title)s” had no quorum, with %(num)s ballots.",
        ballots,
        title=about,
    )


def _passed(payload: Payload, about: str, ballots: int) -> str:
    poll = subjects().get(PollRow, payload["poll"])
    proposal = subjects().get(ProposalRow, poll.proposal) if poll else None
    if poll is not None and proposal is not None and payload["winners"] not in ([], [STATUS_QUO]):
        winners = listed(payload["winners"], option_names(poll, proposal))
        return ngettext(
            "“%(title)s” was decided, with %(num)s ballot: %(winners)s.",
            "“%(title)s” was decided, with %(num)s ballots: %(winners)s.",
            ballots,
            title=about,
            winners=winners,
        )
    return ngettext(
        "“%(title)s” passed, with %(num)s ballot.", "“%(title)s” passed, with %(num)s ballots.", ballots, title=about
    )

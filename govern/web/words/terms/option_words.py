"""Names of the options of a vote: candidates by their names, others as in the proposal."""

from govern.protocol.facts import Poll, Proposal
from govern.rules.proposals.kinds import asked_by, effects_of, kinds
from govern.rules.voting.question import STATUS_QUO
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.gettext import _
from govern.web.prose.texts import remember_texts, text_of


def option_names(poll: Poll | PollRow, proposal: Proposal | ProposalRow) -> dict[str, str]:
    """The options' names by id, as the reader may see them; equal names are distinguished by id."""
    remember_options(poll, proposal)
    candidates = asked_by(proposal.kind) == "candidates"
    found = {one: name_of(one) for one in poll.options} if candidates else _named(poll, proposal)
    shared = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {one: f"{name} ({one})" if name in shared else name for one, name in found.items()}


def remember_options(poll: Poll | PollRow, proposal: Proposal | ProposalRow) -> None:
    """Note which names and texts `option_names` needs."""
    if asked_by(proposal.kind) == "candidates":
        remember_names(poll.options)
    else:
        remember_texts(kinds()[proposal.kind].option_names(effects_of(proposal)).values())


def _named(poll: Poll | PollRow, proposal: Proposal | ProposalRow) -> dict[str, str]:
    hashes = kinds()[proposal.kind].option_names(effects_of(proposal))
    found = {one: text_of(hashes.get(one, "")) or _("(text withheld)") for one in poll.options}
    return found | {one: _("No change") for one in poll.options if one == STATUS_QUO}

"""A member's weight in a vote and its reasons, in words."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govern.protocol.facts import Poll
from govern.rules.voting.electorate import weight_parameters
from govern.rules.voting.weight_source import WeightSource
from govern.rules.voting.weights import WEIGHTS
from govern.store.views.proposal_rows import RollEntry, roll_entry
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import number
from govern.web.words.terms.weight_source_words import own_words


@dataclass(frozen=True)
class OwnWeight:
    """A member's weight in a vote (0 if not on its roll), and its reasons in sentences."""

    weight: int
    words: tuple[str, ...]


def own_weight(session: Session, poll: Poll, member: str) -> OwnWeight:
    """The weight of a member on the roll, explained by the awards confirmed before it was fixed."""
    return weight_in_words(poll, roll_entry(session, poll, member))


def weight_in_words(poll: Poll, entry: RollEntry) -> OwnWeight:
    """A member's weight on the roll, explained."""
    weight, tokens, source = entry.weight, entry.tokens, WEIGHTS[poll.weight["source"]]
    if not weight:
        return OwnWeight(0, (_not_on_the_roll(source),))
    if not source.by_tokens:
        return OwnWeight(weight, (_("You were a member when the vote was announced."),))
    return OwnWeight(
        weight, _from_tokens(source.id, entry.awards, tokens, weight) if _fits(poll, tokens, weight) else ()
    )


def _from_tokens(source: str, count: int, tokens: int, weight: int) -> tuple[str, ...]:
    held = ngettext(
        "When the vote was announced, you held %(tokens)s tokens from %(num)s confirmed award.",
        "When the vote was announced, you held %(tokens)s tokens from %(num)s confirmed awards.",
        count,
        tokens=number(tokens),
    )
    how = own_words(source, weight, tokens)
    return (held, how) if how else (held,)


def _fits(poll: Poll, tokens: int, weight: int) -> bool:
    source = WEIGHTS[poll.weight["source"]]
    if source.by_supply:  # the sum of all tokens at that time is not available
        return weight <= tokens
    return source.weigh(tokens, tokens, weight_parameters(poll.weight)) == weight


def _not_on_the_roll(source: WeightSource) -> str:
    if not source.by_tokens:
        return _("You were not a member yet when the vote was announced, so you are not on its roll.")
    return _("You held no confirmed tokens when the vote was announced, so you are not on its roll.")

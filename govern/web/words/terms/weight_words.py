"""How a member's weight in a vote came about, in words."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govern.protocol.facts import Poll
from govern.rules.voting.electorate import weight_parameters
from govern.rules.voting.weights import WEIGHTS
from govern.store.facts.polls import tokens_by, weight_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import number


@dataclass(frozen=True)
class OwnWeight:
    """A member's weight in a vote, 0 for those who are not on its roll, and where it comes from, in sentences."""

    weight: int
    words: tuple[str, ...]


def own_weight(session: Session, poll: Poll, member: str) -> OwnWeight:
    """The weight that the roll gives a member, explained by the awards that were confirmed before it was fixed."""
    weight, source = weight_of(session, poll.id, member), str(poll.weight["source"])
    count, tokens = tokens_by(session, member, poll.at)
    if not weight:
        return OwnWeight(0, (_not_on_the_roll(source),))
    if source == "equal/1":
        return OwnWeight(weight, (_("You were a member when the vote was announced."),))
    return OwnWeight(weight, _from_tokens(source, count, tokens, weight) if _fits(poll, tokens, weight) else ())


def _from_tokens(source: str, count: int, tokens: int, weight: int) -> tuple[str, ...]:
    held = ngettext(
        "When the vote was announced, you held %(tokens)s tokens from %(num)s confirmed award.",
        "When the vote was announced, you held %(tokens)s tokens from %(num)s confirmed awards.",
        count,
        tokens=number(tokens),
    )
    if source == "square-root/1":
        return held, _("The square root of that, rounded down, is %(weight)s.", weight=number(weight))
    if source == "bands/1":
        return held, _("The rulebook's band for so many weighs %(weight)s.", weight=number(weight))
    if weight < tokens:
        return held, _("The rulebook's cap limits that to %(weight)s.", weight=number(weight))
    return (held,)


def _fits(poll: Poll, tokens: int, weight: int) -> bool:
    if poll.weight["source"] == "capped-tokens/1":  # the cap depends on the supply of that moment
        return weight <= tokens
    return WEIGHTS[poll.weight["source"]].weigh(tokens, tokens, weight_parameters(poll.weight)) == weight


def _not_on_the_roll(source: str) -> str:
    if source == "equal/1":
        return _("You were not a member yet when the vote was announced, so you are not on its roll.")
    return _("You held no confirmed tokens when the vote was announced, so you are not on its roll.")

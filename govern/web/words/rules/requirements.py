"""The procedure and the conditions of a proposal, as sentences for its page and for authors."""

from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import METHODS
from govern.web.words.rules import kind_rule_words, rule_words
from govern.web.words.terms import method_words
from govern.web.words.terms.weight_source_words import weight_words


def needs(rules: KindRules, kind: str = "") -> list[str]:
    """The conditions of a vote; if chambers decide, the number that must concur comes first."""
    return [*kind_rule_words.sentences(rules, kind).get("chambers", []), *rule_words.what_passing_needs(rules, kind)]


def in_words(rules: KindRules, kind: str) -> tuple[list[str], list[str], str]:
    """The procedure before the vote, the conditions, and the weights."""
    weights = weight_words(rules.weight)
    return [*rule_words.way_to_the_vote(rules), *how_counted(rules)], needs(rules, kind), weights


def how_counted(rules: KindRules) -> list[str]:
    """The voting method and how it counts; empty for yes, no and abstain."""
    return method_words.in_rules(rules) if METHODS[rules.method].view != "answers" else []

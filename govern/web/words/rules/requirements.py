"""What a proposal has to go through and to meet, as sentences for its own page and for whoever writes one."""

from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import METHODS
from govern.web.words.rules import kind_rule_words, rule_words
from govern.web.words.terms import method_words
from govern.web.words.terms.weight_source_words import weight_words


def needs(rules: KindRules, kind: str = "") -> list[str]:
    """The tests that a vote has to meet; where chambers decide, those that have to concur stand first."""
    return [*kind_rule_words.sentences(rules, kind).get("chambers", []), *rule_words.what_passing_needs(rules, kind)]


def in_words(rules: KindRules, kind: str) -> tuple[list[str], list[str], str]:
    """The way to the vote, what passing needs, and who weighs what."""
    weights = weight_words(rules.weight)
    return [*rule_words.way_to_the_vote(rules), *how_counted(rules)], needs(rules, kind), weights


def how_counted(rules: KindRules) -> list[str]:
    """The way of voting, and how its ballots are counted; nothing where they say yes, no or abstain."""
    return method_words.in_rules(rules) if METHODS[rules.method].view != "answers" else []

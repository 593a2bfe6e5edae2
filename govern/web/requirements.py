"""What a proposal has to go through and to meet, as sentences for its own page and for whoever writes one."""

from govern.domain.rules import KindRules
from govern.web import kind_rule_words, rule_words


def needs(rules: KindRules) -> list[str]:
    """The tests that a vote has to meet; where chambers decide, those that have to concur stand first."""
    return [*kind_rule_words.sentences(rules).get("chambers", []), *rule_words.what_passing_needs(rules)]


def in_words(rules: KindRules) -> tuple[list[str], list[str], str]:
    """The way to the vote, what passing needs, and who weighs what."""
    return rule_words.way_to_the_vote(rules), needs(rules), rule_words.weight_words(rules.weight)

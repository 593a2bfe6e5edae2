"""The result of a vote by consent in words: conditions, reason, and objectors."""

from collections.abc import Mapping
from typing import Any

from govern.protocol.facts import Result
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import METHODS
from govern.web.frame.gettext import _
from govern.web.words.rules.rule_words import number, share

Test = Mapping[str, Any]


def by_consent(method: str) -> bool:
    """Whether a method is a vote by consent."""
    return METHODS[method].view == "consent"


def condition_words(test: str, total: str, rules: KindRules) -> tuple[str, str]:
    """The name of a condition, and a sentence that explains it."""
    if test == "approval-floor":
        least = share(rules.approval_floor)
        return _("Enough consent"), _("At least %(share)s of all %(total)s, rounded up.", share=least, total=total)
    if test == "some-yes":
        return _("Somebody consents"), _("Without anybody’s consent nothing passes.")
    if test == "participation":
        least = share(rules.participation)
        words = _("Whoever says anything: at least %(share)s of all %(total)s, rounded up.", share=least, total=total)
        return _("Enough take part"), words
    if test == "head-count":
        return _("Enough people"), _("Each person counts once, whatever they weigh.")
    return _("Nobody objects"), _("One objection stops it, whatever it weighs; it must give its reason.")


def why(result: Result) -> str:
    """The reason for the outcome."""
    if result.outcome == "passed":
        return _("It passed: nobody objects, and every minimum is met.")
    if result.outcome == "rejected":
        return _("It was rejected: there is an objection.")
    missed = next(test for test in result.tests if not test["holds"])
    about = {"n": number(int(missed["left"])), "needed": number(int(missed["right"]))}
    return _("No quorum: nobody objects, but only %(n)s of the %(needed)s needed was reached.", **about)


def tally_words(result: Result) -> str:
    """The tally in a few words."""
    about = {name: number(result.tally[name]) for name in ("consent", "aside", "object")}
    return _("consent %(consent)s, aside %(aside)s, objections %(object)s", **about)

"""The outcome of a vote over several options in words: the winners, and every condition with its numbers."""

from collections.abc import Mapping
from typing import Any

from govern.protocol.facts import Poll, Proposal, Result
from govern.rules.proposals.kinds import asked_by
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import STATUS_QUO
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.language import gap
from govern.web.words.results import consent_words
from govern.web.words.results.tie_words import listed
from govern.web.words.rules.rule_words import number, share
from govern.web.words.terms.option_words import option_names

Test = Mapping[str, Any]


def is_several(poll: Poll) -> bool:
    """Whether a vote is over several options."""
    return poll.method in SEVERAL


def won(proposal: Proposal, poll: Poll, result: Result) -> str:
    """The result of a vote over several options, or by consent, in a few words with the winners' names."""
    if consent_words.by_consent(poll.method):
        return consent_words.tally_words(result)
    names = option_names(poll, proposal)
    winners = listed(result.winners, names)
    if result.outcome == "no-quorum":
        return _("no quorum")
    if result.outcome == "rejected" and result.winners in ([], [STATUS_QUO]):
        return _("nothing changes") if result.winners else _("nobody won")
    if result.outcome == "rejected":
        return _("%(winner)s came first, without enough support", winner=winners)
    if asked_by(proposal.kind) == "candidates":
        return _("elected: %(winners)s", winners=winners)
    return (
        _("funded: %(winners)s", winners=winners)
        if asked_by(proposal.kind) == "projects"
        else _("chosen: %(winner)s", winner=winners)
    )


def why(proposal: Proposal, poll: Poll, result: Result) -> str:
    """The reason for the outcome, in a sentence or two."""
    if not result.winners:
        return _("No ballot names any option, so nobody has won.")
    winners = listed(result.winners, option_names(poll, proposal))
    missed = {test["test"]: test for test in result.tests if not test["holds"]}
    if result.outcome == "passed":
        return _passed(proposal, result, winners) + _vacant(proposal, poll, result)
    if result.outcome == "rejected":
        if result.winners == [STATUS_QUO]:
            return _("Nothing changes: no other option won against that.")
        return _("%(winner)s came first, but too few prefer it to no change.", winner=winners)
    return _no_quorum(missed, winners)


def _passed(proposal: Proposal, result: Result, winners: str) -> str:
    if asked_by(proposal.kind) == "candidates":
        return ngettext(
            "Elected: %(winners)s. Every minimum is met.",
            "Elected: %(winners)s. Every minimum is met.",
            len(result.winners),
            winners=winners,
        )
    if asked_by(proposal.kind) == "projects":
        return ngettext(
            "Funded: %(winners)s. Every minimum is met.",
            "Funded: %(winners)s. Every minimum is met.",
            len(result.winners),
            winners=winners,
        )
    return _("%(winner)s is chosen: it won, enough prefer it to no change, and every minimum is met.", winner=winners)


def _vacant(proposal: Proposal, poll: Poll, result: Result) -> str:
    """The number of seats left vacant despite remaining candidates."""
    vacant = min(poll.seats, len(poll.options)) - len(result.winners)
    if asked_by(proposal.kind) != "candidates" or not vacant:
        return ""
    return gap() + ngettext(
        "%(num)s seat stays vacant: nobody else had any support.",
        "%(num)s seats stay vacant: nobody else had any support.",
        vacant,
    )


def _no_quorum(missed: Mapping[str, Test], winners: str) -> str:
    test = missed.get("participation") or missed.get("head-count") or next(iter(missed.values()))
    needed, reached = number(int(test["right"])), number(int(test["left"]))
    if test["test"] == "head-count":
        said = ngettext(
            "No quorum: %(num)s person voted, and %(needed)s are needed.",
            "No quorum: %(num)s people voted, and %(needed)s are needed.",
            int(test["left"]),
            needed=needed,
        )
    elif test["test"] == "participation":
        said = _("No quorum: ballots of weight %(n)s were cast, and %(needed)s is needed.", n=reached, needed=needed)
    else:
        said = _("No quorum: a weight of %(n)s was reached, and %(needed)s is needed.", n=reached, needed=needed)
    return said + gap() + _("Ahead in the count: %(winners)s.", winners=winners)


def inequalities(proposal: Proposal, poll: Poll, result: Result, rules: KindRules) -> list[dict[str, Any]]:
    """The conditions of a result for `pictures.inequalities`."""
    return [_inequality(test, proposal, poll, result, rules) for test in result.tests]


def _inequality(test: Test, proposal: Proposal, poll: Poll, result: Result, rules: KindRules) -> dict[str, Any]:
    name, words = _condition_words(test, proposal, poll, result, rules)
    left, right = int(test["left"]), int(test["right"])
    shown = number(left), number(right)
    if test["test"] == "support":
        shown = _product(left, rules.support.den), _product(right, rules.support.num)
    relation = "≥" if test["relation"] == ">=" else ">"
    parts = {"name": name, "words": words, "left": shown[0], "right": shown[1], "relation": relation}
    return parts | {"holds": test["holds"]}


def _product(value: int, factor: int) -> str:
    return number(value) if factor == 1 else f"{number(value // factor)} × {number(factor)}"


def _condition_words(test: Test, proposal: Proposal, poll: Poll, result: Result, rules: KindRules) -> tuple[str, str]:
    """The name of a condition, and a sentence that explains its two sides."""
    total = number(poll.roll_total)
    winner = option_names(poll, proposal)[result.winners[0]] if result.winners else ""
    if test["test"] == "approval-floor":
        about = {"share": share(rules.approval_floor), "total": total}
        if asked_by(proposal.kind) == "options" and winner:
            words = _("%(winner)s before no change: at least %(share)s of all %(total)s.", winner=winner, **about)
            return _("Enough prefer the winner"), words
        return _("Enough ballots name an option"), _("At least %(share)s of all %(total)s, rounded up.", **about)
    if test["test"] == "participation":
        least = share(rules.participation)
        words = _("At least %(share)s of all %(total)s, rounded up; blank ballots count.", share=least, total=total)
        return _("Enough take part"), words
    if test["test"] == "head-count":
        return _("Enough people"), _("Each person counts once, whatever they weigh.")
    if test["test"] == "support":
        return _support(winner, rules)
    if test["test"] == "preferred":
        return _("Something is preferred to no change"), _("Nothing else won against that nothing changes.")
    return _("Somebody won"), _("At least one option is named on a ballot, and wins.")


def _support(winner: str, rules: KindRules) -> tuple[str, str]:
    if 2 * rules.support.num == rules.support.den:
        words = _("More prefer %(winner)s to no change than the other way round; a tie fails.", winner=winner)
        return _("More for the winner than for no change"), words
    words = _(
        "Those who prefer %(winner)s to no change are more than %(share)s of these and of those who prefer no change.",
        winner=winner,
        share=share(rules.support),
    )
    return _("Enough support against no change"), words

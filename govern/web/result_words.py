"""The result of a vote in words: every inequality with its numbers, and one sentence that says why."""

from typing import Any

from govern.domain.facts import Poll, Result
from govern.domain.rules import KindRules
from govern.web.rule_words import number, share, support_words
from govern.web.wording import _, ngettext


def inequalities(result: Result, poll: Poll, rules: KindRules) -> list[dict[str, Any]]:
    """The tests of a result, ready for `pictures.inequalities`."""
    return [_inequality(test, result, poll, rules) for test in result.tests]


def _inequality(test: dict[str, Any], result: Result, poll: Poll, rules: KindRules) -> dict[str, Any]:
    name, words = _told(test["test"], poll, rules)
    left, right = number(int(test["left"])), number(int(test["right"]))
    if test["test"] == "support":
        yes, no = result.tally["yes"], result.tally["no"]
        left, right = _product(yes, rules.support.den), _product(yes + no, rules.support.num)
    relation = "≥" if test["relation"] == ">=" else ">"
    return {"name": name, "words": words, "left": left, "right": right, "relation": relation, "holds": test["holds"]}


def _product(value: int, factor: int) -> str:
    return number(value) if factor == 1 else f"{number(value)} × {number(factor)}"


def _told(test: str, poll: Poll, rules: KindRules) -> tuple[str, str]:
    total = number(poll.roll_total)
    if test == "approval-floor":
        least = share(rules.approval_floor)
        return _("Enough yes"), _("At least %(share)s of all %(total)s, rounded up.", share=least, total=total)
    if test == "some-yes":
        return _("Somebody says yes"), _("Without a single yes nothing passes.")
    if test == "participation":
        least = share(rules.participation)
        words = _("Yes, no and abstain: at least %(share)s of all %(total)s, rounded up.", share=least, total=total)
        return _("Enough take part"), words
    if test == "head-count":
        return _("Enough people"), _("Each person counts once, whatever they weigh.")
    return _("More yes than no") if 2 * rules.support.num == rules.support.den else _("Enough support"), (
        support_words(rules)
    )


def why(result: Result) -> str:
    """Why the vote came out as it did."""
    missed = {test["test"]: test for test in result.tests if not test["holds"]}
    if result.outcome == "passed":
        return _("It passed: yes has the support it needs, and every minimum is met.")
    if result.outcome == "rejected":
        return _rejected(missed, result)
    return _no_quorum(missed)


def _rejected(missed: dict[str, Any], result: Result) -> str:
    if "support" in missed and result.tally["yes"] <= result.tally["no"]:
        return _("It was rejected: yes was not more than no.")
    if "support" in missed:
        return _("It was rejected: yes did not get the share of yes and no that it needs.")
    return _("It was rejected: yes stayed below its minimum, while no reached it.")


def _no_quorum(missed: dict[str, Any]) -> str:
    test = missed.get("participation") or missed.get("head-count") or next(iter(missed.values()))
    needed, reached = number(int(test["right"])), number(int(test["left"]))
    if test["test"] == "head-count":
        return ngettext(
            "No quorum: %(num)s person voted, and %(needed)s are needed.",
            "No quorum: %(num)s people voted, and %(needed)s are needed.",
            int(test["left"]),
            needed=needed,
        )
    if test["test"] == "participation":
        return _("No quorum: ballots of weight %(n)s were cast, and %(needed)s is needed.", n=reached, needed=needed)
    if test["test"] == "some-yes":
        return _("No quorum: nobody voted yes.")
    return _("No quorum: yes has a weight of %(n)s, and %(needed)s is needed.", n=reached, needed=needed)

"""The result of a vote in words: every condition with its numbers, and the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Poll, Result
from govern.rules.rulebook.rules import KindRules
from govern.web.frame.gettext import _, ngettext
from govern.web.words.results import consent_words
from govern.web.words.rules.rule_words import number, share, support_words
from govern.web.words.terms.scope_words import chamber_words

Test = Mapping[str, Any]


@dataclass(frozen=True)
class ResultThresholds:
    """The thresholds in the chart of a tally: minimum weights (None without a rule) and the share of yes."""

    approval: int
    participation: int | None
    support: tuple[int, int]


@dataclass(frozen=True)
class ChamberResult:
    """One chamber's part of a result; `count` electors have the weight `total`."""

    id: str
    name: str
    passed: bool
    tally: Mapping[str, int]
    count: int
    total: int
    needed: ResultThresholds
    inequalities: list[dict[str, Any]]


def needed(total: int, rules: KindRules) -> ResultThresholds:
    """The minimums of a tally over a roll with this total."""
    participation = rules.participation.ceil_of(total) if rules.participation.num else None
    return ResultThresholds(rules.approval_floor.ceil_of(total), participation, (rules.support.num, rules.support.den))


def inequalities(result: Result, poll: Poll, rules: KindRules) -> list[dict[str, Any]]:
    """The conditions of a result for `pictures.inequalities`."""
    return [_inequality(test, result.tally, poll.roll_total, rules) for test in result.tests]


def chambers(result: Result, poll: Poll, rules: KindRules) -> list[ChamberResult]:
    """The chambers of a result with their conditions; none if the whole roll decided."""
    rolls = {one["id"]: one for one in poll.chambers}
    return [
        ChamberResult(
            id=one["id"],
            name=chamber_words(one["id"]),
            passed=one["outcome"] == "passed",
            tally=one["tally"],
            count=rolls[one["id"]]["count"],
            total=rolls[one["id"]]["total"],
            needed=needed(rolls[one["id"]]["total"], rules),
            inequalities=[_inequality(test, one["tally"], rolls[one["id"]]["total"], rules) for test in one["tests"]],
        )
        for one in result.chambers
    ]


def _inequality(test: Test, tally: Mapping[str, int], total: int, rules: KindRules) -> dict[str, Any]:
    words_of = consent_words.condition_words if "object" in tally and test["test"] != "chambers" else _condition_words
    name, words = words_of(test["test"], number(total), rules)
    left, right = number(int(test["left"])), number(int(test["right"]))
    if test["test"] == "support":
        yes, no = tally["yes"], tally["no"]
        left, right = _product(yes, rules.support.den), _product(yes + no, rules.support.num)
    relation = "≥" if test["relation"] == ">=" else ">"
    return {"name": name, "words": words, "left": left, "right": right, "relation": relation, "holds": test["holds"]}


def _product(value: int, factor: int) -> str:
    return number(value) if factor == 1 else f"{number(value)} × {number(factor)}"


def _condition_words(test: str, total: str, rules: KindRules) -> tuple[str, str]:
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
    if test == "chambers":
        return _("Enough chambers concur"), _("Each chamber decides by its own tests, among its own electors.")
    return _("More yes than no") if 2 * rules.support.num == rules.support.den else _("Enough support"), (
        support_words(rules)
    )


def why(result: Result) -> str:
    """The reason for the outcome."""
    if result.chambers:
        return _by_chambers(result)
    if "object" in result.tally:
        return consent_words.why(result)
    missed = {test["test"]: test for test in result.tests if not test["holds"]}
    if result.outcome == "passed":
        return _("It passed: yes has the support it needs, and every minimum is met.")
    if result.outcome == "rejected":
        return _rejected(missed, result)
    return _no_quorum(missed)


def _by_chambers(result: Result) -> str:
    chambers_, test = len(result.chambers), result.tests[0]
    about = {"concur": number(int(test["left"])), "needed": number(int(test["right"]))}
    if result.outcome == "passed":
        return ngettext(
            "It passed: %(concur)s of %(num)s chamber concurs, and %(needed)s is needed.",
            "It passed: %(concur)s of %(num)s chambers concur, and %(needed)s are needed.",
            chambers_,
            **about,
        )
    if result.outcome == "rejected":
        return ngettext(
            "It was rejected: %(concur)s of %(num)s chamber concurs, and %(needed)s is needed.",
            "It was rejected: %(concur)s of %(num)s chambers concur, and %(needed)s are needed.",
            chambers_,
            **about,
        )
    return ngettext(
        "No quorum: %(concur)s of %(num)s chamber concurs, %(needed)s is needed, and too few took part.",
        "No quorum: %(concur)s of %(num)s chambers concur, %(needed)s are needed, and too few took part.",
        chambers_,
        **about,
    )


def delegated(result: Result) -> list[str]:
    """The numbers of carried and of uncast delegated votes, with reasons."""
    counts = result.delegated
    return [
        sentence
        for count, sentence in (
            (counts["carried"], _carried(counts["carried"])),
            (counts["cycles"], _cycles(counts["cycles"])),
            (counts["dead_ends"], _dead_ends(counts["dead_ends"])),
            (counts["too_long"], _too_long(counts["too_long"])),
        )
        if count
    ]


def _carried(count: int) -> str:
    return ngettext("%(num)s person voted through others.", "%(num)s people voted through others.", count)


def _cycles(count: int) -> str:
    return ngettext(
        "%(num)s who delegated was not cast: a cycle.", "%(num)s who delegated were not cast: a cycle.", count
    )


def _dead_ends(count: int) -> str:
    return ngettext(
        "%(num)s who delegated was not cast: nobody along the way voted.",
        "%(num)s who delegated were not cast: nobody along the way voted.",
        count,
    )


def _too_long(count: int) -> str:
    return ngettext(
        "%(num)s who delegated was not cast: the chain is longer than the rules allow.",
        "%(num)s who delegated were not cast: the chain is longer than the rules allow.",
        count,
    )


def _rejected(missed: Mapping[str, Test], result: Result) -> str:
    if "support" in missed and result.tally["yes"] <= result.tally["no"]:
        return _("It was rejected: yes was not more than no.")
    if "support" in missed:
        return _("It was rejected: yes did not get the share of yes and no that it needs.")
    return _("It was rejected: yes stayed below its minimum, while no reached it.")


def _no_quorum(missed: Mapping[str, Test]) -> str:
    tests: Sequence[Test] = tuple(missed.values())
    test = missed.get("participation") or missed.get("head-count") or tests[0]
    needed_, reached = number(int(test["right"])), number(int(test["left"]))
    if test["test"] == "head-count":
        return ngettext(
            "No quorum: %(num)s person voted, and %(needed)s are needed.",
            "No quorum: %(num)s people voted, and %(needed)s are needed.",
            int(test["left"]),
            needed=needed_,
        )
    if test["test"] == "participation":
        return _("No quorum: ballots of weight %(n)s were cast, and %(needed)s is needed.", n=reached, needed=needed_)
    if test["test"] == "some-yes":
        return _("No quorum: nobody voted yes.")
    return _("No quorum: yes has a weight of %(n)s, and %(needed)s is needed.", n=reached, needed=needed_)

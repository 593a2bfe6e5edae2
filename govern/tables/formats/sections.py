"""Combines the sections of a structured file, each of one account and period, into the requested statement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from govern.tables.checks import plain, same_account
from govern.tables.statement import (
    BankStatement,
    FileQuestion,
    LeftOut,
    Refusal,
    StatedBalance,
    StatementContext,
    StatementLine,
)

NAMELESS: Final = "?"
SHOWN: Final = 20  # choices of a question, and refusals of lines, at most


class UnreadableFile(Exception):
    """A file that cannot be read at all: a stable code, and details for its sentence."""

    def __init__(self, code: str, /, **details: str) -> None:
        self.code, self.details = code, details
        super().__init__(code)


@dataclass
class AccountSection:
    """A file's data for one account and period, in the order of the file."""

    account: str = ""
    currency: str = ""
    identity: str = ""  # the bank's number of the statement; duplicates are dropped
    lines: list[StatementLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    opening: StatedBalance | None = None
    closing: StatedBalance | None = None
    questions: list[FileQuestion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def refused(kind: str, code: str, /, **details: str) -> BankStatement:
    """A statement with only a refusal."""
    return BankStatement(kind, refusals=(Refusal(code, 0, details),))


def statement_of(kind: str, sections: Iterable[AccountSection], asked: StatementContext) -> BankStatement:
    """The sections of the requested account as one statement, or the question which account is meant."""
    each = _named(_once(sections))
    if not any(_says_something(one) for one in each):
        return refused(kind, "empty")
    chosen = _of_account(each, asked)
    accounts = _distinct(one.account for one in chosen)
    if len(accounts) > 1:
        return BankStatement(kind, questions=(FileQuestion("account", tuple(accounts[:SHOWN]), example=asked.account),))
    chosen = _of_currency(chosen, asked)
    currencies = _distinct(one.currency for one in chosen)
    if len(currencies) > 1:
        return _several_currencies(kind, chosen[0].account, currencies, asked)
    return _merged(kind, chosen, asked)


def _several_currencies(kind: str, account: str, currencies: Sequence[str], asked: StatementContext) -> BankStatement:
    if asked.currency:
        return replace(refused(kind, "currency", file=", ".join(currencies), account=asked.currency), account=account)
    return BankStatement(kind, account=account, questions=(FileQuestion("currency", tuple(currencies[:SHOWN])),))


def _says_something(section: AccountSection) -> bool:
    balance = section.opening or section.closing
    return bool(section.lines or section.left_out or section.refusals or section.questions or balance)


def _once(sections: Iterable[AccountSection]) -> list[AccountSection]:
    """The sections without duplicates."""
    kept: list[AccountSection] = []
    known: set[object] = set()
    for section in sections:
        movements = tuple((line.day, line.amount) for line in section.lines)
        what = (section.identity, section.account, section.opening, section.closing, movements)
        if not section.identity or what not in known:
            kept.append(section)
        known.add(what)
    return kept


def _named(sections: Sequence[AccountSection]) -> list[AccountSection]:
    """The sections, with a marker for an account without a number if others have one, so that it can be chosen."""
    if not any(one.account for one in sections):
        return list(sections)
    return [one if one.account or not _says_something(one) else replace(one, account=NAMELESS) for one in sections]


def _of_account(sections: Sequence[AccountSection], asked: StatementContext) -> list[AccountSection]:
    """The sections of the account in the answers or the request; all if none matches."""
    for number in (asked.answers.get("account", ""), asked.account):
        found = [one for one in sections if number and one.account == number]
        found = found or [one for one in sections if number and same_account(one.account, number)]
        if found:
            return found
    return [one for one in sections if _says_something(one)]


def _of_currency(sections: Sequence[AccountSection], asked: StatementContext) -> list[AccountSection]:
    wanted = asked.answers.get("currency") or asked.currency
    return [one for one in sections if one.currency == wanted] or list(sections)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _merged(kind: str, sections: Sequence[AccountSection], asked: StatementContext) -> BankStatement:
    ordered = _in_order(sections)
    gaps = [] if asked.answers.get("balances") == "ignore" else list(_gaps(ordered))
    refusals = [*(refusal for one in ordered for refusal in one.refusals), *gaps]
    questions = {one.key: one for section in ordered for one in section.questions}
    if gaps:
        questions["balances"] = FileQuestion("balances", ("ignore",))
    return BankStatement(
        kind=kind,
        lines=tuple(line for one in ordered for line in one.lines),
        left_out=tuple(row for one in ordered for row in one.left_out),
        opening=ordered[0].opening,
        closing=ordered[-1].closing,
        account=ordered[0].account,
        currency=ordered[0].currency or asked.currency,
        questions=tuple(questions.values()),
        refusals=tuple(refusals[:SHOWN]),
    )


def _in_order(sections: Sequence[AccountSection]) -> list[AccountSection]:
    """The sections sorted by day if all have one; within a day as in the file, or reversed if balances fit so."""
    days = [_first_day(one) for one in sections]
    if not all(days):
        return list(sections)
    forward = [sections[place] for place in sorted(range(len(days)), key=lambda place: days[place])]
    backward = [sections[place] for place in sorted(range(len(days)), key=lambda place: (days[place], -place))]
    return min(forward, backward, key=lambda one: len(list(_gaps(one))))


def _first_day(section: AccountSection) -> str:
    days = [one.day for one in (section.opening, section.closing) if one]
    return min((*days, *(line.day for line in section.lines))).isoformat() if days or section.lines else ""


def _gaps(sections: Sequence[AccountSection]) -> Iterator[Refusal]:
    """Places where a statement's opening balance is not the previous closing balance."""
    for one, following in pairwise(sections):
        if one.closing and following.opening and one.closing.amount != following.opening.amount:
            expected, stated = one.closing.amount, following.opening.amount
            place = following.lines[0].place if following.lines else 0
            details = {"expected": plain(expected, one.currency), "stated": plain(stated, one.currency)}
            yield Refusal("gap", place, {**details, "currency": one.currency, "day": following.opening.day.isoformat()})

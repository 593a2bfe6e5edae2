"""Checks of a statement that was read: balances, running balances, currency, account number, days in the future."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from govern.domain.amounts import decimals_of
from govern.tables.statement import Asked, Balance, Line, Question, Refusal, Statement

MOST_LINES: Final = 20_000
SHORTEST_PART: Final = 4  # digits of an account number that are enough to compare it with a longer or a masked one


def checked(statement: Statement, asked: Asked) -> Statement:
    """The statement with a refusal or a question for everything that does not fit together or not to the account.

    `--answer balances=ignore` accepts balances that do not add up, `account=NUMBER` the account that the file states.
    """
    refusals = [*_length(statement), *_currency(statement, asked), *_future(statement, asked)]
    if asked.answers.get("balances") != "ignore" and not statement.refusals:
        refusals += [*_sum(statement), *running(statement)]
    questions = [one for one in _account(statement, asked) if one.key not in {had.key for had in statement.questions}]
    return replace(statement, refusals=(*statement.refusals, *refusals), questions=(*statement.questions, *questions))


def same_account(one: str, other: str) -> bool:
    """Whether two account numbers may be the same one: an IBAN and the number in it, a card's number and its end."""
    first, second = _tail(one), _tail(other)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= SHORTEST_PART and (longer.endswith(shorter) or (len(shorter) > 5 and shorter in longer))


def _tail(number: str) -> str:
    """What is compared of an account number: behind the last slash or mask, without zeros and spaces before it."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    plain = re.sub(r"(?<=[0-9])[A-Z]{3}$", "", plain)  # some banks write the currency behind the number
    return re.split(r"[/*]|X{2,}", plain)[-1].lstrip("0")


def with_running_balances(statement: Statement) -> Statement:
    """The statement with opening and closing balance by its lines' balances, where it states none and they hold."""
    lines = in_order(statement.lines)
    if not lines or any(_breaks(lines)):
        return statement
    known = [(place, line.balance) for place, line in enumerate(lines) if line.balance is not None]
    if not known:
        return statement
    first, before = known[0]
    last, after = known[-1]
    opening = Balance(lines[0].day, before - sum(line.amount for line in lines[: first + 1]))
    closing = Balance(lines[-1].day, after + sum(line.amount for line in lines[last + 1 :]))
    return replace(statement, opening=statement.opening or opening, closing=statement.closing or closing)


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the oldest first: turned round if the file runs backwards, by its balances or else by its days."""
    turned = tuple(reversed(lines))
    forward, backward = len(list(_breaks(lines))), len(list(_breaks(turned)))
    if forward != backward:
        return tuple(lines) if forward < backward else turned
    runs_back = bool(lines) and lines[0].day > lines[-1].day
    return turned if runs_back else tuple(lines)


def running(statement: Statement) -> Iterator[Refusal]:
    """The first line whose balance is not the one before it and its amount."""
    for line, expected in _breaks(in_order(statement.lines)):
        yield Refusal("running", line.place, _figures(expected, line.balance or 0, statement.currency))
        return


def _breaks(lines: Iterable[Line]) -> Iterator[tuple[Line, int]]:
    """Each line that states another balance than the lines before it come to, and what they come to."""
    expected: int | None = None
    for line in lines:
        expected = None if expected is None else expected + line.amount
        if line.balance is not None:
            if expected is not None and expected != line.balance:
                yield line, expected
            expected = line.balance


def _sum(statement: Statement) -> Iterator[Refusal]:
    if statement.opening is None or statement.closing is None:
        return
    expected = statement.opening.amount + sum(line.amount for line in statement.lines)
    if expected != statement.closing.amount:
        yield Refusal("balances", 0, _figures(expected, statement.closing.amount, statement.currency))


def _figures(expected: int, stated: int, currency: str) -> dict[str, str]:
    return {"expected": plain(expected, currency), "stated": plain(stated, currency), "currency": currency}


def plain(minor: int, currency: str) -> str:
    """An amount as a plain decimal number, for details of refusals: -1234.50."""
    digits = decimals_of(currency)
    whole, part = divmod(abs(minor), 10**digits)
    return f"{'-' if minor < 0 else ''}{whole}" + (f".{part:0{digits}d}" if digits else "")


def _length(statement: Statement) -> Iterator[Refusal]:
    if len(statement.lines) > MOST_LINES:
        yield Refusal("long", 0, {"lines": str(len(statement.lines)), "most": str(MOST_LINES)})


def _currency(statement: Statement, asked: Asked) -> Iterator[Refusal]:
    if statement.currency and asked.currency and statement.currency != asked.currency:
        yield Refusal("currency", 0, {"file": statement.currency, "account": asked.currency})


def _account(statement: Statement, asked: Asked) -> Iterator[Question]:
    known = [one for one in (asked.answers.get("account", ""), asked.account) if one]
    if statement.account and known and not any(same_account(statement.account, one) for one in known):
        yield Question("account", (statement.account,), example=asked.account)


def _future(statement: Statement, asked: Asked) -> Iterator[Refusal]:
    """Lines dated after tomorrow: where the bank is, tomorrow may have begun already."""
    if asked.today is None:
        return
    for line in statement.lines:
        if line.day > asked.today + datetime.timedelta(days=1):
            details = {"day": line.day.isoformat(), "today": asked.today.isoformat()}
            yield Refusal("future", line.place, details)
            return

"""Checks of a statement after reading: balances, running balances, currency, account number, future days."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from govern.protocol.amounts import decimals_of
from govern.tables.chain import BACKWARD, follow
from govern.tables.statement import BankStatement, FileQuestion, Refusal, StatementContext, StatementLine

MOST_LINES: Final = 20_000
SHORTEST_PART: Final = 4  # digits of an account number needed to compare it with a longer or masked one


def checked(statement: BankStatement, asked: StatementContext) -> BankStatement:
    """Add refusals and questions for everything that is inconsistent or does not match the account.

    `--answer balances=ignore` accepts balances that do not add up, `account=NUMBER` the account that the file states.
    """
    refusals = [*_length(statement), *_currency(statement, asked), *_future(statement, asked)]
    questions = [one for one in _account(statement, asked) if one.key not in {had.key for had in statement.questions}]
    whole = not statement.refusals and not any(one.key.startswith("line.") for one in statement.questions)
    if whole and asked.answers.get("balances") != "ignore" and (found := [*_sum(statement), *running(statement)]):
        refusals += found
        questions.append(FileQuestion("balances", ("ignore",)))
    return replace(statement, refusals=(*statement.refusals, *refusals), questions=(*statement.questions, *questions))


def same_account(one: str, other: str) -> bool:
    """Whether two account numbers may be the same: an IBAN and its account number, or a card and its last digits."""
    first, second = _tail(one), _tail(other)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= SHORTEST_PART and (longer.endswith(shorter) or (len(shorter) > 5 and shorter in longer))


def _tail(number: str) -> str:
    """The part of an account number to compare: after the last slash or mask, without leading zeros and spaces."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    plain = re.sub(r"(?<=[0-9])[A-Z]{3}$", "", plain)  # some banks append the currency to the number
    return re.split(r"[/*]|X{2,}", plain)[-1].lstrip("0")


def in_order(lines: Sequence[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines with the oldest first, reversed if balances or days show that the file runs backwards."""
    chain = follow([(line.amount, line.balance) for line in lines])
    falls = sum((after.day > before.day) - (after.day < before.day) for before, after in pairwise(lines)) < 0
    turned = chain.order == BACKWARD if chain.order and chain.compared else falls
    return tuple(sorted(lines[::-1] if turned else lines, key=lambda line: line.day))


def running(statement: BankStatement) -> Iterator[Refusal]:
    """The first line whose balance is not the previous balance plus its amount."""
    chain = follow([(line.amount, line.balance) for line in statement.lines])
    if chain.fails:
        place = statement.lines[chain.broken].place
        yield Refusal("running", place, _figures(chain.computed, chain.stated, statement.currency))


def _sum(statement: BankStatement) -> Iterator[Refusal]:
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


def _length(statement: BankStatement) -> Iterator[Refusal]:
    if len(statement.lines) > MOST_LINES:
        yield Refusal("long", 0, {"lines": str(len(statement.lines)), "most": str(MOST_LINES)})


def _currency(statement: BankStatement, asked: StatementContext) -> Iterator[Refusal]:
    if statement.currency and asked.currency and statement.currency != asked.currency:
        yield Refusal("currency", 0, {"file": statement.currency, "account": asked.currency})


def _account(statement: BankStatement, asked: StatementContext) -> Iterator[FileQuestion]:
    known = [one for one in (asked.answers.get("account", ""), asked.account) if one]
    if statement.account and known and not any(same_account(statement.account, one) for one in known):
        yield FileQuestion("account", (statement.account,), example=asked.account)


def _future(statement: BankStatement, asked: StatementContext) -> Iterator[Refusal]:
    """Lines dated after tomorrow; at the bank, tomorrow may have begun already."""
    if asked.today is None:
        return
    for line in statement.lines:
        if line.day > asked.today + datetime.timedelta(days=1):
            details = {"day": line.day.isoformat(), "today": asked.today.isoformat()}
            yield Refusal("future", line.place, details)
            return

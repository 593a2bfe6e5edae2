"""The `govern treasury read-statement` command: shows a bank's file; needs no instance and changes nothing."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from govern.cli_i18n import _, ngettext
from govern.commands.command import CommandError
from govern.protocol.amounts import decimals_of
from govern.protocol.errors import N_
from govern.protocol.messages import translate
from govern.rules.treasury.ledger_files.book import decimal
from govern.tables import read
from govern.tables.reading import LARGEST
from govern.tables.sentences import choice_words, question_words, reason_words, refusal_words
from govern.tables.statement import BankStatement, FileQuestion, StatedBalance, StatementContext, StatementLine

HELP: Final = N_("Show what is in a bank's file.")
DETAILS: Final = N_(
    "FILE is a statement from a bank or a wallet: CSV, XLSX, ODS, OFX, QIF, MT940 or CAMT. Nothing is changed, and no "
    "community is needed. Exit status: 0 it was read, 1 a question is open, 2 it cannot be read."
)
SHOWN: Final = 10  # lines in the preview


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the bank's file"))
    parser.add_argument("--currency", default="", metavar="CODE", help=_("the account's currency, e.g. EUR"))
    parser.add_argument("--account", default="", metavar="IBAN", help=_("the account's number"))
    parser.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE", help=_("an answer to a question"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))


def run(arguments: argparse.Namespace) -> int:
    """Read and print the file; 0 if read, 1 if a question is open, 2 if refused."""
    currency = arguments.currency.strip().upper()
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise CommandError(_("“%(code)s” is no currency: it is a code of three letters, such as EUR.", code=currency))
    asked = StatementContext(currency, arguments.account.strip(), dict(_answers(arguments.answer)))
    statement = read(_bytes(arguments.file), asked)
    if arguments.json:
        print(json.dumps(_plain(statement), ensure_ascii=False, indent=1))
    else:
        for line in _preview(statement):
            print(line)
    return 2 if statement.refusals else 1 if statement.questions else 0


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _answers(given: list[str]) -> Iterator[tuple[str, str]]:
    for one in given:
        key, equals, value = one.rpartition("=")
        if not key or not equals or not value:
            raise CommandError(_("Write %(option)s KEY=VALUE, not “%(value)s”.", option="--answer", value=one))
        yield key.strip(), value.strip()


def _plain(statement: BankStatement) -> Mapping[str, object]:
    """The statement for JSON; amounts are in minor units."""
    return {
        "kind": statement.kind,
        "currency": statement.currency,
        "account": statement.account,
        "lines": [_plain_line(line) for line in statement.lines],
        "left_out": [{"line": one.place, "reason": one.reason, "text": one.text} for one in statement.left_out],
        "opening": _plain_balance(statement.opening),
        "closing": _plain_balance(statement.closing),
        "questions": [_plain_question(one, statement.head) for one in statement.questions],
        "refusals": [
            {
                "code": one.code,
                "line": one.place,
                "details": dict(one.details),
                "text": translate(refusal_words(one), _),
            }
            for one in statement.refusals
        ],
    }


def _plain_line(line: StatementLine) -> Mapping[str, object]:
    return {
        "day": line.day.isoformat(),
        "amount": line.amount,
        "text": line.text,
        "name": line.name,
        "reference": line.reference,
        "line": line.place,
        "balance": line.balance,
    }


def _plain_balance(balance: StatedBalance | None) -> Mapping[str, object] | None:
    return {"day": balance.day.isoformat(), "amount": balance.amount} if balance else None


def _plain_question(question: FileQuestion, head: tuple[str, ...]) -> Mapping[str, object]:
    return {
        "key": question.key,
        "choices": list(question.choices),
        "labels": [translate(choice_words(question, one, head), _) for one in question.choices],
        "line": question.place,
        "example": question.example,
        "text": translate(question_words(question), _),
    }


def _preview(statement: BankStatement) -> Iterator[str]:
    """The lines of the preview for people."""
    for refusal in statement.refusals:
        yield (_("Line %(number)s: ", number=refusal.place) if refusal.place else "") + translate(
            refusal_words(refusal), _
        )
    for question in statement.questions:
        yield from _question(question, statement.head)
    if statement.lines:
        yield from _sums(statement)
    elif not statement.refusals and not statement.questions:
        yield _("There is no movement in this file.")
    yield from _balances(statement)
    if statement.lines:
        for line in statement.lines[:SHOWN]:
            text = " · ".join(part for part in (line.name, line.text, line.reference) if part)
            yield f"  {line.day}  {_money(line.amount, statement.currency):>14}  {text}"
        if len(statement.lines) > SHOWN:
            yield "  " + _("and %(num)s more", num=len(statement.lines) - SHOWN)
    if statement.left_out:
        yield ngettext("%(num)s line left out:", "%(num)s lines left out:", len(statement.left_out))
        for one in statement.left_out:
            yield f"  {one.place}: {translate(reason_words(one), _)}: {one.text}"


def _question(question: FileQuestion, head: tuple[str, ...]) -> Iterator[str]:
    yield translate(question_words(question), _)
    for value in question.choices:
        yield f"  --answer '{question.key}={value}'  {translate(choice_words(question, value, head), _)}"
    if not question.choices:
        yield f"  --answer '{question.key}=…'"


def _sums(statement: BankStatement) -> Iterator[str]:
    lines, currency = statement.lines, statement.currency
    days: list[date] = [line.day for line in lines]
    sentence = ngettext("%(num)s line", "%(num)s lines", len(lines))
    yield _("%(lines)s from %(first)s to %(last)s", lines=sentence, first=min(days), last=max(days))
    incoming = sum(line.amount for line in lines if line.amount > 0)
    outgoing = sum(line.amount for line in lines if line.amount < 0)
    yield _(
        "In %(incoming)s, out %(outgoing)s", incoming=_money(incoming, currency), outgoing=_money(outgoing, currency)
    )


def _balances(statement: BankStatement) -> Iterator[str]:
    currency = statement.currency
    if statement.opening is not None:
        yield _("Opening balance %(amount)s", amount=_money(statement.opening.amount, currency))
    if statement.closing is not None:
        yield _("Closing balance %(amount)s", amount=_money(statement.closing.amount, currency))


def _money(minor: int, currency: str) -> str:
    return f"{decimal(minor, decimals_of(currency))} {currency}".strip()

"""The report as CSV files, one for each list, for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govern.protocol.messages import Say, translate
from govern.rules.treasury.ledger_files.postings_csv import guarded
from govern.verify.moments import utc
from govern.verify.reporting.contents import Contents
from govern.verify.reporting.money import name_of_line
from govern.verify.reporting.numbers import decimal, tally

if TYPE_CHECKING:
    from govern.verify.report import VerificationReport

Rows = Iterator[tuple[object, ...]]
_amount: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
MARK: Final = "\ufeff"  # tells Excel that a file is UTF-8


def write_tables(report: "VerificationReport", folder: Path, say: Say = str) -> list[Path]:
    """Write findings.csv, votes.csv, money.csv, accounts.csv, mandates.csv, payments.csv and withheld.csv.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"findings": _findings(report, say)}
    if report.contents is not None:
        tables |= _tables(report.contents, say)
    return [_write(folder / f"{name}.csv", rows) for name, rows in tables.items()]


def _write(path: Path, rows: Rows) -> Path:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    path.write_text(MARK + text.getvalue(), encoding="utf-8", newline="")
    return path


def _cell(value: object) -> object:
    """A value that spreadsheets do not read as a formula."""
    return value if not isinstance(value, str) or _amount.fullmatch(value) else guarded(value)


def _tables(contents: Contents, say: Say) -> dict[str, Rows]:
    return {
        "votes": _votes(contents),
        "money": _money(contents, say),
        "accounts": _accounts(contents),
        "mandates": _mandates(contents),
        "payments": _payments(contents),
        "withheld": _withheld(contents),
    }


def _findings(report: "VerificationReport", say: Say) -> Rows:
    yield "number", "leaf", "kind", "step", "rule", "code", "sentence", "follows"
    for number, one in enumerate(report.findings, 1):
        leaf = "" if one.leaf is None else one.leaf
        follows = "" if one.follows is None else one.follows + 1
        yield number, leaf, one.kind, one.step, one.rule, one.code, translate(one.sentence, say), follows


def _votes(contents: Contents) -> Rows:
    yield (
        "leaf",
        "poll",
        "proposal",
        "title",
        "outcome",
        "tally",
        "computed outcome",
        "computed tally",
        "winners",
        "holds",
    )
    for one in contents.votes:
        computed = one.computed_outcome, tally(one.computed_tally)
        stated = one.leaf, one.poll, one.proposal, one.title, one.outcome, tally(one.tally)
        yield *stated, *computed, " ".join(one.winners), "yes" if one.holds else "no"


def _money(contents: Contents, say: Say) -> Rows:
    yield "currency", "line", "name", "amount"
    for lines in contents.money_lines:
        for name, value in lines.lines.items():
            yield lines.currency, name, name_of_line(name, say), decimal(value, lines.currency)
        yield lines.currency, "left", "", decimal(lines.balance, lines.currency)


def _accounts(contents: Contents) -> Rows:
    yield "account", "name", "currency", "balance", "restricted"
    for one in contents.accounts:
        yield (
            one.account,
            one.name,
            one.currency,
            decimal(one.balance, one.currency),
            decimal(one.restricted, one.currency),
        )


def _mandates(contents: Contents) -> Rows:
    yield "leaf", "mandate", "proposal", "title", "purpose", "payee", "currency", "cap", "paid"
    for one in contents.mandates:
        sums = decimal(one.cap, one.currency), decimal(one.paid, one.currency)
        yield one.leaf, one.id, one.proposal, one.title, one.purpose, one.payee, one.currency, *sums


def _payments(contents: Contents) -> Rows:
    yield (
        "leaf", "payment", "mandate", "purpose", "payee", "day", "currency", "amount", "came back",
        "charged", "fee", "account currency", "taken back",
    )  # fmt: skip
    for mandate in contents.mandates:
        for one in mandate.payments:
            place = one.leaf, one.id, mandate.id, mandate.purpose, mandate.payee, one.on, mandate.currency
            sums = decimal(one.amount, mandate.currency), decimal(one.refunded, mandate.currency)
            account = one.charged_currency
            left = decimal(one.charged, account), decimal(one.fee, account), account
            yield *place, *sums, *left, "yes" if one.is_reversed else "no"


def _withheld(contents: Contents) -> Rows:
    yield "leaf", "kind", "field", "hash", "by", "reason", "moment", "concerns money"
    for one in contents.withheld:
        money = "yes" if one.concerns_money else "no"
        yield one.leaf, one.kind, one.field, one.hash, one.by, one.reason, utc(one.at), money

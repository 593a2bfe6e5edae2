"""A table of CSV read as rows of a ledger; every line that cannot be used is told, not the first one only."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from govern.domain.old_ledger.cells import Unreadable, amount_of, day_of_text, decimal_mark
from govern.domain.old_ledger.values import FIELDS, LONGEST_TEXT, Form, Problem, Row, Table

Digits = Callable[[str], int]  # of a currency
Cells = Mapping[str, str]
MONEY: Final = ("amount", "debit", "credit")


def read(text: str, form: Form, digits: Digits) -> Table:
    """All of a file's rows and problems."""
    lines, problems = _records(text, form)
    columns, wrong = _columns(lines, form)
    if wrong or not lines:
        return Table((), (*problems, *wrong), (), 0)
    found = [(line, _cells(cells, columns)) for line, cells in lines[1:] if any(one.strip() for one in cells)]
    short = {line for line, cells in lines[1:] if any(cells) and len(cells) < 1 + max(columns.values())}
    kept = [(line, cells) for line, cells in found if line not in form.skip]
    try:
        decimal = form.decimal or decimal_mark(cells[name] for _, cells in kept for name in MONEY if name in cells)
    except Unreadable as error:
        return Table((), (*problems, Problem(0, str(error))), (), len(found))
    rows, left_out = [], [line for line, _ in found if line in form.skip]
    for line, cells in kept:
        try:
            if line in short:
                raise Unreadable("the line is shorter than the head line")
            row = _row(line, cells, form, decimal, digits)
        except Unreadable as error:
            problems.append(Problem(line, str(error)))
            continue
        if row.amount:
            rows.append(row)
        else:
            left_out.append(line)
    return Table(tuple(rows), tuple(sorted(problems)), tuple(sorted(left_out)), len(found))


def _records(text: str, form: Form) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """The records with the line that each begins on; quoted cells may hold line breaks."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter or _delimiter(text), strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        return found, [Problem(begins, f"the table breaks off here: {error}")]
    return found, []


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max((";", "\t", ","), key=head.count)


def _columns(lines: list[tuple[int, list[str]]], form: Form) -> tuple[dict[str, int], list[Problem]]:
    """Where each field stands. A column called like a field is that field, unless another was named for it."""
    if not lines:
        return {}, [Problem(0, "the file is empty")]
    head = [one.strip() for one in lines[0][1]]
    names = {one.casefold(): place for place, one in reversed(list(enumerate(head)))}
    columns, problems = {}, []
    for name in FIELDS:
        wanted = form.columns.get(name, name).strip().casefold()
        if wanted in names:
            columns[name] = names[wanted]
        elif name in form.columns:
            problems.append(Problem(1, f"there is no column “{form.columns[name]}”; there are: {', '.join(head)}"))
    if not problems:
        problems = [Problem(1, why) for why in _missing(columns, form)]
    return columns, problems


def _missing(columns: Mapping[str, int], form: Form) -> Iterator[str]:
    if "date" not in columns:
        yield "no column is the date: name it with --map date=…"
    if not columns.keys() & set(MONEY):
        yield "no column is the amount: name it with --map amount=…, or debit=… and credit=…"
    for name in ("account", "currency"):
        if name not in columns and not form.defaults.get(name):
            yield f"no column is the {name}: name it with --map {name}=…, or give it for all rows with --{name}"


def _cells(cells: list[str], columns: Mapping[str, int]) -> Cells:
    return {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}


def _row(line: int, cells: Cells, form: Form, decimal: str, digits: Digits) -> Row:
    def named(name: str) -> str:
        return " ".join(tidy(cells.get(name, "")).split()) or form.defaults.get(name, "")

    currency, text = named("currency").upper(), tidy(cells.get("text", "")).strip()
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        raise Unreadable(f"“{currency}” is no code of three letters" if currency else "the currency is missing")
    if not named("account"):
        raise Unreadable("the account is missing")
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"the text has more than {LONGEST_TEXT} characters")
    if max(len(named("account")), len(named("contra"))) > 200:
        raise Unreadable("the name of the account has more than 200 characters")
    if named("account") == named("contra"):
        raise Unreadable("both sides are the same account")
    return Row(
        line=line,
        on=day_of_text(cells["date"], form.order),
        account=named("account"),
        contra=named("contra"),
        amount=_amount(cells, decimal, digits(currency)),
        currency=currency,
        text=text,
        number=named("number"),
    )


def tidy(text: str) -> str:
    """A text as it is signed: composed (NFC), without control characters but for line breaks."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(one for one in composed if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs"))


def _amount(cells: Cells, decimal: str, digits: int) -> int:
    """What the account gains; of two columns debit gains and credit loses, and one of them is enough."""
    given = {name: cells[name] for name in MONEY if cells.get(name, "").strip()}
    if not given:
        raise Unreadable("the amount is missing")
    if "amount" in given:
        return amount_of(given["amount"], decimal, digits)
    sides = [amount_of(given[name], decimal, digits) if name in given else 0 for name in ("debit", "credit")]
    return sides[0] - sides[1]

"""Reads a statement from the rows of a table."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from govern.protocol.amounts import decimals_of
from govern.tables.amounts import is_blank, written
from govern.tables.bank import content, interpretations
from govern.tables.bank.book import BankTable
from govern.tables.bank.head import MONEY, ROLES, Columns, Layout, find
from govern.tables.bank.marks import is_neutral
from govern.tables.bank.money import currency_of, foreign
from govern.tables.bank.names import plain
from govern.tables.bank.records import ClassifiedRows, Record, figure, shown, sort
from govern.tables.chain import BACKWARD, FORWARD, follow
from govern.tables.checks import in_order
from govern.tables.days import ORDERS, days_of, orders_of
from govern.tables.rows import MOST_ROWS, TableRow
from govern.tables.statement import (
    BankStatement,
    FileQuestion,
    LeftOut,
    Refusal,
    StatedBalance,
    StatementContext,
    StatementLine,
)

_MOST_DOUBTS: Final = 30  # at most so many questions about single lines
_iban = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_number = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9 ]{8,}|[0-9*/ -]{5,}")
_numbered = re.compile(
    r"(?:卡号|账号|帐号|kontonummer|account (?:number|no\.?)|konto|iban)\s*[::]?\s*([0-9*Xx -]{6,})", re.I
)


@dataclass
class Doubts:
    """The questions and refusals collected while reading a table."""

    questions: list[FileQuestion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def ask(self, key: str, choices: Iterable[str], example: str = "", place: int = 0, reason: str = "") -> None:
        """Add a question."""
        self.questions.append(FileQuestion(key, tuple(choices), example, place, reason))

    def refuse(self, code: str, place: int = 0, **details: str) -> None:
        """Add a refusal."""
        self.refusals.append(Refusal(code, place, details))


def read(kind: str, rows: Sequence[TableRow], asked: StatementContext) -> BankStatement:
    """Read the statement in these rows."""
    if len(rows) > MOST_ROWS:
        return BankStatement(kind, refusals=(Refusal("long", 0, {"lines": str(len(rows)), "most": str(MOST_ROWS)}),))
    layout = find(rows, asked.answers.get("header", ""))
    if layout is None:
        return BankStatement(kind, refusals=(Refusal("no_table"),))
    doubts = Doubts()
    layout = _completed(rows, layout, asked, doubts)
    found = sort(rows, layout, asked.answers)
    statement = BankStatement(
        kind, account=_account(rows, layout, found), head=layout.names, columns=_plain(layout.columns)
    )
    if doubts.questions or doubts.refusals:
        return _with(statement, found, doubts)
    _doubt_rows(found, doubts)
    currency = currency_of(found.records, layout, asked, doubts.ask)
    return _read(replace(statement, currency=currency), found, layout, asked, doubts)


def _plain(columns: Columns) -> Mapping[str, int]:
    return {role: places[0] + 1 for role, places in columns.items() if places}


def _with(statement: BankStatement, found: ClassifiedRows, doubts: Doubts) -> BankStatement:
    left_out = tuple(sorted(found.left_out, key=lambda one: one.place))
    questions, refusals = tuple(doubts.questions), tuple(doubts.refusals)
    return replace(statement, left_out=left_out, questions=questions, refusals=refusals)


def _completed(rows: Sequence[TableRow], layout: Layout, asked: StatementContext, doubts: Doubts) -> Layout:
    """The layout with columns named by a person, or recognised by content."""
    columns = dict(layout.columns)
    data = rows[layout.first :]
    named = _said_columns(asked.answers, data)
    seen = content.seen(data, decimals_of(asked.currency) if asked.currency else 2)
    if not layout.known:
        columns = dict(seen.columns)
    for role, place in named.items():
        columns = {one: tuple(p for p in places if p != place) for one, places in columns.items()}
        columns[role] = (place,)
        if role == "amount":
            columns = {one: places for one, places in columns.items() if one not in ("debit", "credit", "net", "gross")}
    if seen.sides and len(set(columns.get("debit", ())) & set(seen.sides)) == 1 and "credit" not in columns:
        columns["credit"] = tuple(set(seen.sides) - set(columns["debit"]))
    if not columns.get("day"):
        _complete_day(columns, seen, doubts)
    if not any(columns.get(role) for role in MONEY):
        candidates = seen.amounts or seen.columns.get("amount", ())
        doubts.refuse("amount_column")
        if seen.sides:
            doubts.ask("column.debit", [str(place + 1) for place in seen.sides], " · ".join(layout.names))
        elif candidates:
            doubts.ask("column.amount", [str(place + 1) for place in candidates], " · ".join(layout.names))
    return replace(layout, columns={role: places for role, places in columns.items() if places})


def _said_columns(answers: Mapping[str, str], rows: Sequence[TableRow]) -> dict[str, int]:
    """The columns named in answers: `column.ROLE` is a number from 1."""
    width = max((len(row.cells) for row in rows), default=0)
    said = {key[7:]: value for key, value in answers.items() if key.startswith("column.")}
    return {
        role: int(one) - 1
        for role, one in said.items()
        if role in ROLES and one.isdecimal() and len(one) < 6 and 0 < int(one) <= width
    }


def _complete_day(columns: dict[str, tuple[int, ...]], seen: content.DetectedColumns, doubts: Doubts) -> None:
    days = (*seen.columns.get("day", ())[:1], *seen.columns.get("value_day", ()))
    if len(days) == 1:
        columns["day"] = days
    elif days:
        doubts.ask("column.day", [str(place + 1) for place in days])
    else:
        doubts.refuse("day_column")


def _doubt_rows(found: ClassifiedRows, doubts: Doubts) -> None:
    """Ask about unusable rows one by one; refuse the file if there are many."""
    for row, reason in found.doubtful[:_MOST_DOUBTS]:
        doubts.ask(f"line.{row.place}", ("leave_out",), shown(row), row.place, reason)
    if len(found.doubtful) > _MOST_DOUBTS:
        doubts.refuse("lines", found.doubtful[0][0].place, number=str(len(found.doubtful)))
    if not found.records and not found.doubtful and not found.stated:
        doubts.refuse("empty")


def _read(
    statement: BankStatement, found: ClassifiedRows, layout: Layout, asked: StatementContext, doubts: Doubts
) -> BankStatement:
    currency = statement.currency
    digits = decimals_of(currency) if currency else 2
    strange, records = foreign(found, layout, asked, currency)
    for record, code in strange[:_MOST_DOUBTS]:
        doubts.refuse("currency", record.place, file=code, account=currency)
    for code in dict.fromkeys(code for _record, code in strange):
        doubts.ask(f"currency.{code}", ("leave_out",), code)
    records = _sided(records, found, layout, asked, doubts)
    book = BankTable(records, layout, digits, currency, asked.answers)
    result = interpretations.read(book)
    if result.read is None:
        _ask_ways(book, result.open, doubts)
        return _with(statement, found, doubts)
    if result.read.chain.compared == 0 or result.read.chain.fails:
        _ask_statuses(found, doubts)
    return _lines(statement, found, book, result.read, asked, doubts)


def _sided(
    records: Sequence[Record], found: ClassifiedRows, layout: Layout, asked: StatementContext, doubts: Doubts
) -> list[Record]:
    """The records without those left out by an answer on their direction; asks about unknown words."""
    place = layout.column("direction")
    if place is None:
        return list(records)
    book = BankTable(records, layout, 2, "", asked.answers)
    kept, open_ = [], dict[str, Record]()
    for record in records:
        word = record.row.cells[place] if place < len(record.row.cells) else ""
        if asked.answers.get(f"direction.{word}") == "leave_out":
            found.left_out.append(_left(record, "answered"))
            continue
        nameless = not word and bool(layout.names) and not layout.name(place)
        if book.side(record) is not None or nameless or _has_sign(record, layout) or not _moves(record, layout):
            kept.append(record)
        else:
            open_.setdefault(word, record)
    for word, record in open_.items():
        reason = "neutral" if is_neutral(word) else "direction"
        doubts.ask(f"direction.{word}", ("in", "out", "leave_out"), shown(record.row), record.place, reason)
    return kept


def _left(record: Record, reason: str) -> LeftOut:
    return LeftOut(record.place, reason, shown(record.row))


def _moves(record: Record, layout: Layout) -> bool:
    cells = [record.cell(place) for role in MONEY for place in layout.columns.get(role, ())]
    return any((found := written(cell)) and found.digits.strip("0.,") for cell in cells)


def _has_sign(record: Record, layout: Layout) -> bool:
    found = written(record.cell(layout.column("amount")))
    return found is not None and bool(found.sign or found.side)


def _ask_ways(book: BankTable, open_: Sequence[interpretations.Ambiguity], doubts: Doubts) -> None:
    for choice in open_:
        if choice.key == "direction" and book.debits == "mixed" and "debit" in book.layout.columns:
            _refuse_signs(book, doubts)
        elif choice.key == "column.amount" and "balance" not in book.layout.columns:
            doubts.refuse("amount_column")
            doubts.ask(choice.key, choice.answers, " · ".join(book.layout.names))
        else:
            doubts.ask(choice.key, choice.answers, _example(book, choice.key))


def _refuse_signs(book: BankTable, doubts: Doubts) -> None:
    """Refuse mixed signs under Debit and Credit: such an amount may be money in or out."""
    for record in book.records:
        for role in ("debit", "credit"):
            for place in book.layout.columns.get(role, ()):
                part = written(record.cell(place))
                key = f"line.{record.place}"
                if part and part.sign < 0 and key not in book.answers:
                    doubts.refuse("sign", record.place, cell=record.cell(place))
                    doubts.ask(key, ("in", "out", "leave_out"), shown(record.row), record.place, "sign")


def _example(book: BankTable, key: str) -> str:
    if key == "column.amount":
        return " · ".join(book.layout.names)
    places = [place for role in MONEY for place in book.layout.columns.get(role, ())]
    cells = [cell for place in places for cell in book.cells(place) if cell]
    marked = [cell for cell in cells if "." in cell or "," in cell]
    return next(iter(marked or cells), "")


def _ask_statuses(found: ClassifiedRows, doubts: Doubts) -> None:
    for word, places in found.unknown.items():
        doubts.ask(f"status.{word}", ("keep", "leave_out"), word, places[0])


def _lines(
    statement: BankStatement,
    found: ClassifiedRows,
    book: BankTable,
    read_: interpretations.AmountReading,
    asked: StatementContext,
    doubts: Doubts,
) -> BankStatement:
    order = _order(book, read_, asked, doubts)
    lines = []
    for record, amount, balance in zip(book.records, read_.amounts, read_.balances, strict=True):
        day = _day(book, record, order)
        if amount is None or day is None:
            reason = "amount" if amount is None else "day"
            doubts.ask(f"line.{record.place}", ("leave_out",), shown(record.row), record.place, reason)
        elif amount == 0:
            found.left_out.append(_left(record, "zero"))
        else:
            lines.append(_line(book, record, day, amount, balance))
    made = replace(statement, lines=tuple(lines) if order else ())
    return _with(_balanced(made, found, read_.taken["decimal"], book.decimals, order), found, doubts)


def _order(book: BankTable, read_: interpretations.AmountReading, asked: StatementContext, doubts: Doubts) -> str:
    """The order of day, month and year; if several fit, the one consistent with the balances, else asked."""
    places = [place for role in ("day", "value_day") for place in book.layout.columns.get(role, ())]
    answer = asked.answers.get("dates", "")
    if answer in ORDERS:
        return answer
    cells = [cell for place in places for cell in book.cells(place)]
    orders = orders_of(cells, asked.today)
    if len(orders) > 1 and read_.chain.compared > 1 and read_.chain.order in (FORWARD, BACKWARD):
        orders = tuple(one for one in orders if _follow(book, one, read_.chain.order)) or orders
    if len(orders) > 1:
        example = next((cell for cell in cells if len(set(days_of(cell).values())) > 1), "")
        doubts.ask("dates", orders, example)
        return ""
    if not orders and cells:
        return max(ORDERS, key=lambda one: sum(one in days_of(cell) for cell in cells))
    return orders[0] if orders else "dmy"


def _follow(book: BankTable, order: str, direction: str) -> bool:
    days = [day for record in book.records if (day := _day(book, record, order))]
    return days == sorted(days, reverse=direction == BACKWARD)


def _day(book: BankTable, record: Record, order: str) -> datetime.date | None:
    cells = [cell for place in book.layout.columns["day"] if (cell := record.cell(place))]
    return next((day for cell in cells if (day := days_of(cell).get(order or "dmy"))), None)


def _line(book: BankTable, record: Record, day: datetime.date, amount: int, balance: int | None) -> StatementLine:
    columns = book.layout.columns

    def texts(*roles: str) -> list[str]:
        cells = [record.cell(place) for role in roles for place in columns.get(role, ())]
        return list(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell and not is_blank(cell)))

    names = [one for one in texts("name", "payer" if amount > 0 else "payee") if not _number.fullmatch(one)]
    text = [*texts("text"), *record.more] or texts("type")
    name = names[0] if names else ""
    purpose = " · ".join(one for one in text if one != name) or " · ".join(texts("type"))
    return StatementLine(day, amount, purpose, name, next(iter(texts("reference")), ""), record.place, balance)


def _balanced(statement: BankStatement, found: ClassifiedRows, mark: str, digits: int, order: str) -> BankStatement:
    """The statement with opening and closing balance, from their own lines or the running balance."""
    lines = in_order(statement.lines)
    stated = {one.label: one for one in found.stated}
    days = {"opening": lines[0].day, "closing": lines[-1].day} if lines else {}
    balances: dict[str, StatedBalance] = {}
    for label, one in stated.items():
        amount = figure(one.amount, mark, digits)
        day = days_of(one.day).get(order or "dmy") or days.get(label)
        if amount is not None and day is not None:
            balances[label] = StatedBalance(day, one.side * amount)
    if lines and (first := lines[0]).balance is not None and follow(_steps(lines)).order == FORWARD:
        balances.setdefault("opening", StatedBalance(first.day, first.balance - first.amount))
    if lines and lines[-1].balance is not None:
        balances.setdefault("closing", StatedBalance(lines[-1].day, lines[-1].balance))
    return replace(statement, opening=balances.get("opening"), closing=balances.get("closing"))


def _steps(lines: Iterable[StatementLine]) -> list[tuple[int | None, int | None]]:
    return [(line.amount, line.balance) for line in lines]


def _account(rows: Sequence[TableRow], layout: Layout, found: ClassifiedRows) -> str:
    """The account's number, from a column with one value in all rows, else from a line above the table."""
    for place in layout.columns.get("account", ()):
        named = {record.cell(place) for record in found.records} - {""}
        number = next(iter(named), "")
        if len(named) == 1 and sum(one.isdigit() for one in number) >= 4 and _is_own(layout, place):
            return number.strip("'")
    for row in rows[: max(layout.head, 0)]:
        text = " ".join(row.cells)
        if account := _iban.search(text) or _numbered.search(text):
            return account[account.lastindex or 0].strip()
    return ""


def _is_own(layout: Layout, place: int) -> bool:
    """Whether a column of numbers is the own account's: `Account Number` is often the other party's."""
    names = [plain(name) for name in layout.names]
    return layout.name(place) == "" or plain(layout.name(place)) != "accountnumber" or "sortcode" in names

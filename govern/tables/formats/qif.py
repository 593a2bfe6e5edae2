"""QIF of Quicken and many banks: one letter per line, `^` after each transaction, local formats of days and amounts."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from govern.tables.formats.sections import SHOWN, AccountSection, UnreadableFile
from govern.tables.formats.values import UnreadableValue, clean, currency_of, decimal_mark, guessed, joined, minor_units
from govern.tables.statement import FileQuestion, LeftOut, Refusal, StatedBalance, StatementContext, StatementLine

MOVEMENTS: Final = ("bank", "ccard", "cash", "oth a", "oth l", "otha", "othl")
OPENING: Final = ("opening balance", "beginning balance", "saldo inicial", "anfangssaldo", "eröffnungssaldo")
ORDERS: Final = ("dmy", "mdy")
_day = re.compile(r"\s*([0-9]{1,4})\s*([-/.'])\s*([0-9]{1,2})\s*([-/.'])\s*([0-9]{1,4})\b[\s0-9:]*", re.ASCII)
_compact = re.compile(r"\s*([0-9]{4})([0-9]{2})([0-9]{2})\s*", re.ASCII)


@dataclass
class _Record:
    """A transaction: each letter with its text, in order."""

    place: int
    items: list[tuple[str, str]] = field(default_factory=list)

    def value(self, *letters: str) -> str:
        return next((text for letter, text in self.items if letter in letters and text), "")


@dataclass
class _List:
    """The transactions of one account."""

    account: str
    records: list[_Record] = field(default_factory=list)


def sections(data: bytes, asked: StatementContext) -> list[AccountSection]:
    """The accounts of a QIF file; raises UnreadableFile."""
    text, questions = guessed(data, asked)
    lists = list(_lists(text))
    if not lists:
        raise UnreadableFile("kind", kind="qif.securities")
    records = [record for one in lists for record in one.records]
    how = _QifFormats([record.value("D") for record in records], [_amount_text(record) for record in records], asked)
    how.questions += questions
    return [_section(one, how) for one in lists if one.records]


def _lists(text: str) -> Iterator[_List]:
    """The lists of movements in a file, by account; lists of securities, categories and prices are skipped."""
    account, kind = "", ""
    current: _List | None = None
    record = _Record(0)
    for place, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        plain = line.strip("\ufeff\0\x1a \t")
        if plain.startswith("!"):
            kind = plain[1:].strip().lower()
            record = _Record(0)
            if kind.removeprefix("type:").strip() in MOVEMENTS:
                if current is not None:
                    yield current
                current, kind = _List(account), "movements"
        elif plain.startswith("^"):
            if kind == "account":
                account = clean(record.value("N"))
            elif kind == "movements" and current is not None and record.items:
                current.records.append(record)
            record = _Record(0)
        elif plain:
            record.place = record.place or place
            record.items.append((plain[0].upper(), plain[1:].strip()))
    if current is not None:
        if kind == "movements" and record.value("D"):
            current.records.append(record)
        yield current


class _QifFormats:
    """The formats of days and amounts in a file, and their ambiguities."""

    def __init__(self, days: Sequence[str], amounts: Sequence[str], asked: StatementContext) -> None:
        self.questions: list[FileQuestion] = []
        self.currency = currency_of(asked.answers.get("currency", "")) or asked.currency
        if not self.currency:
            self.questions.append(FileQuestion("currency"))
        self.order = self._order(days, asked.answers.get("dates", ""))
        self.mark = asked.answers.get("decimal") or decimal_mark(amounts)
        if not self.mark:
            example = next(one for one in amounts if re.search(r"[.,][0-9]{3}", one))
            self.questions.append(FileQuestion("decimal", (".", ","), example))

    def _order(self, days: Sequence[str], answer: str) -> str:
        if answer in ORDERS:
            return answer
        doubtful = ""
        for text in days:
            found = _day.fullmatch(text)
            if found is None or len(found[1]) > 2:
                continue
            first, second = int(found[1]), int(found[3])
            if found[2] == "." or first > 12 or second > 12:
                return "mdy" if second > 12 else "dmy"
            doubtful = doubtful or (text if first != second else "")
        if doubtful:
            self.questions.append(FileQuestion("dates", ORDERS, doubtful))
        return "dmy"

    def day(self, text: str) -> datetime.date:
        """Parse a day of the file; raises UnreadableValue."""
        found, compact = _day.fullmatch(text), _compact.fullmatch(text)
        if found is not None:
            numbers = int(found[1]), int(found[3]), int(found[5])
            first, second, third = numbers
            if len(found[1]) > 2:
                year, month, day = numbers
            else:
                month, day = (first, second) if self.order == "mdy" else (second, first)
                year = _year(third, found[5], after_2000=found[4] == "'")
        elif compact is not None:
            year, month, day = int(compact[1]), int(compact[2]), int(compact[3])
        else:
            raise UnreadableValue("date", text)
        try:
            return datetime.date(year, month, day)
        except ValueError as error:
            raise UnreadableValue("date", text) from error


def _year(number: int, text: str, *, after_2000: bool) -> int:
    """A year of two or four digits; Quicken writes an apostrophe before those after 2000."""
    if len(text) > 2:
        return number
    return number + (2000 if after_2000 or number < 70 else 1900)


def _amount_text(record: _Record) -> str:
    return record.value("T", "U").strip("$€£¥ ")


def _section(found: _List, how: _QifFormats) -> AccountSection:
    section = AccountSection(found.account, how.currency, questions=how.questions)
    for record in found.records:
        try:
            _take(section, record, how)
        except UnreadableValue as bad:
            section.refusals.append(Refusal(bad.code, record.place, {"text": bad.text}))
    section.refusals = section.refusals[:SHOWN]
    return section


def _take(section: AccountSection, record: _Record, how: _QifFormats) -> None:
    amount = minor_units(_amount_text(record), how.currency, how.mark)
    day = how.day(record.value("D"))
    name = clean(record.value("P") or record.value("A"))
    if not section.lines and name.lower() in OPENING and record.value("L").startswith("["):
        section.opening = StatedBalance(day, amount)
        section.left_out.append(LeftOut(record.place, "total", name))
        return
    text = joined((record.value("M"), record.value("L"), *_splits(record)))
    if not amount:
        section.left_out.append(LeftOut(record.place, "zero", joined((name, text))))
        return
    section.lines.append(
        StatementLine(
            day=day, amount=amount, text=text, name=name, reference=clean(record.value("N")), place=record.place
        )
    )


def _splits(record: _Record) -> list[str]:
    """The parts of a split transaction: category, text and amount of each."""
    parts: list[list[str]] = []
    for letter, text in record.items:
        if letter == "S":
            parts.append([text])
        elif letter in "E$" and parts:
            parts[-1].append(text)
    return [" ".join(part) for part in parts]

"""MT940 and MT950 statements and MT942 interim reports of SWIFT, in the dialects of banks.

This is our own reader: the library mt-940 rejects a file for one odd line, silently skips unknown fields, and mixes the
balances of several statements.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govern.tables.formats.mt940_details import details_of
from govern.tables.formats.sections import SHOWN, AccountSection, UnreadableFile
from govern.tables.formats.values import UnreadableValue, clean, currency_of, guessed, joined, minor_units
from govern.tables.statement import FileQuestion, LeftOut, Refusal, StatedBalance, StatementContext, StatementLine

NO_REFERENCE: Final = ("NONREF", "NOTPROVIDED", "NOTAVAILABLE", "EREF", "MARF", "PREF", "EREF+", "KREF+", "MREF+")
LONGEST_FIELD: Final = 4000  # characters; SWIFT allows 390 for details
MOST_LINES_OF_FIELD: Final = 100
_field = re.compile(r"[ \t\x01]{0,3}:(20|21|25P?|28C?|13D?|34F|60[FM]|61|62[FM]|64|65F?|86|90[CD]|NS):(.*)", re.DOTALL)
_movement = re.compile(
    r"(?P<value>[0-9]{6})\s{0,6}(?P<entry>[0-9]{4})?\s{0,6}(?P<mark>RC|RD|EC|ED|C|D)\s?[A-Z]?\s{0,3}"
    r"(?P<amount>[0-9,.]{1,24})\s{0,3}(?P<kind>[A-Z][A-Z0-9 ]{3})?(?P<references>[^\n]*)(?:\n(?P<more>.*))?",
    re.DOTALL,
)
_balance = re.compile(r"\s*([CD])R?\s?([0-9]{6})\s?([A-Z]{3})?\s?([0-9,.]{1,24})")
_with_currency = re.compile(r"(?<=[0-9])\s?([A-Z]{3})$")


@dataclass
class _Field:
    tag: str
    lines: list[str]
    place: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines[:MOST_LINES_OF_FIELD])[:LONGEST_FIELD]


def sections(data: bytes, asked: StatementContext) -> list[AccountSection]:
    """The statements of a file, each with its line numbers; raises UnreadableFile."""
    text, questions = guessed(data, asked)
    each = [_Mt940Reader(fields, asked).section() for fields in _messages(_fields(text))]
    if not each:
        raise UnreadableFile("empty")
    for section in each:
        section.questions += questions
    return each


def _fields(text: str) -> Iterator[_Field]:
    """The fields of all messages in a file; a line that starts no field continues the previous one."""
    current: _Field | None = None
    for place, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        found = _field.match(line.partition("{4:")[2] or line)
        ends = line.strip() in ("-", "-}", "-}{5:}") or line.startswith(("-}", "{1:"))
        if (found or ends) and current is not None:
            yield current
            current = None
        if found:
            current = _Field(found[1], [found[2].strip()], place)
        elif current is not None:
            current.lines.append(line.rstrip())
    if current is not None:
        yield current


def _messages(fields: Iterator[_Field]) -> Iterator[list[_Field]]:
    """The fields of each message, which starts with its reference, else with its account or opening balance."""
    message: list[_Field] = []
    known: set[str] = set()
    for field in fields:
        if field.tag == "20" or (field.tag in ("25", "60F", "60M") and field.tag in known):
            if known - {"20", "21"}:
                yield message
            message, known = [], set()
        message.append(field)
        known.add(field.tag)
    if known - {"20", "21"}:
        yield message


class _Mt940Reader:
    """Reads one message."""

    def __init__(self, fields: list[_Field], asked: StatementContext) -> None:
        self.fields = fields
        self.ignores = asked.answers.get("balances") == "ignore"
        self.found = AccountSection(*self._account(), identity=f"{self._text('20')} {self._text('28C', '28')}".strip())
        self.found.currency = self._currency() or self.found.currency or asked.currency

    def _text(self, *tags: str) -> str:
        return next((one.text for one in self.fields if one.tag in tags), "")

    def _account(self) -> tuple[str, str]:
        """The account's number, and its currency if appended."""
        number = clean(self._text("25", "25P").partition("\n")[0])
        found = _with_currency.search(number)
        return (number[: found.start()], found[1]) if found else (number, "")

    def _currency(self) -> str:
        for field in self.fields:
            if field.tag[:2] in ("60", "62", "64") and (found := _balance.match(field.text)) and found[3]:
                return currency_of(found[3])
            if field.tag == "34F":
                return currency_of(field.text[:3])
        return ""

    def section(self) -> AccountSection:
        """Its lines, balances and refusals."""
        found, last = self.found, None
        for place, field in enumerate(self.fields):
            if field.tag == "61":
                last = field
                self._take(field, list(self._behind(place)))
            elif field.tag[:2] in ("60", "62"):
                self._take_balance(field)
        tags = {field.tag[:2] for field in self.fields}
        if "60" in tags and "62" not in tags and not self.ignores:
            found.refusals.append(Refusal("truncated", last.place if last else 0))
            found.questions.append(FileQuestion("balances", ("ignore",)))
        found.refusals = found.refusals[:SHOWN]
        return found

    def _behind(self, place: int) -> Iterator[_Field]:
        """The details that follow a movement."""
        place += 1
        while place < len(self.fields) and self.fields[place].tag in ("86", "NS"):
            yield self.fields[place]
            place += 1

    def _take_balance(self, field: _Field) -> None:
        try:
            balance = _balance_of(field.text, self.found.currency)
        except UnreadableValue as bad:
            self.found.refusals.append(Refusal("balance", field.place, {"text": bad.text}))
            return
        if field.tag.startswith("60"):
            self.found.opening = self.found.opening or balance
        else:
            self.found.closing = balance

    def _take(self, field: _Field, behind: list[_Field]) -> None:
        try:
            line, expected = self._line(field, behind)
        except UnreadableValue as bad:
            self.found.refusals.append(Refusal(bad.code, field.place, {"text": bad.text}))
            return
        if expected or not line.amount:
            reason = "status" if expected else "zero"
            self.found.left_out.append(LeftOut(field.place, reason, joined((line.name, line.text))))
        else:
            self.found.lines.append(line)

    def _line(self, field: _Field, behind: list[_Field]) -> tuple[StatementLine, bool]:
        """A movement, and whether it is only expected; raises UnreadableValue."""
        found = _movement.fullmatch(field.text) or _movement.fullmatch(field.text.replace("\n", ""))
        if found is None:
            raise UnreadableValue("line", field.text)
        amount = minor_units(found["amount"], self.found.currency, ",")
        mark = found["mark"]
        details = details_of([(one.tag, one.text) for one in behind])
        reference, _, of_bank = found["references"].partition("//")
        references = [one for one in (*details.references, reference, of_bank) if one.strip() not in NO_REFERENCE]
        line = StatementLine(
            day=_booked_on(found["value"], found["entry"] or ""),
            amount=amount if mark in ("C", "RD", "EC") else -amount,
            text=joined((*details.texts, found["more"] or "")),
            name=details.name,
            reference=joined(references),
            place=field.place,
        )
        return line, mark.startswith("E")


def _balance_of(text: str, currency: str) -> StatedBalance:
    found = _balance.match(text)
    if found is None:
        raise UnreadableValue("balance", text)
    if found[3] and currency_of(found[3]) != currency:
        raise UnreadableValue("currency", found[3])
    minor = minor_units(found[4], currency, ",")
    return StatedBalance(_day(found[2]), minor if found[1] == "C" else -minor)


def _day(text: str) -> datetime.date:
    """A day in YYMMDD; banks count thirty days in February, which map to its last day."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    year += 1900 if year >= 80 else 2000
    try:
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, min(day, last) if day <= 31 else day)
    except ValueError as error:
        raise UnreadableValue("date", text) from error


def _booked_on(value: str, entry: str) -> datetime.date:
    """The booking day, which has no year: the one nearest to the value day; else the value day."""
    near = _day(value)
    days = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(datetime.date(year, int(entry[:2] or 0), int(entry[2:] or 0)))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - near).days)) if days else near

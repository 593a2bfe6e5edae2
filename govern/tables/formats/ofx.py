"""OFX and QFX statements of bank accounts and credit cards (OFX 1.0.2 to 2.3, chapter 11), read leniently.

A day is the one that the bank writes; a time zone never changes it.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from govern.protocol.amounts import decimals_of
from govern.tables.formats.ofx_markup import Node, parsed
from govern.tables.formats.sections import SHOWN, AccountSection, UnreadableFile
from govern.tables.formats.values import (
    UnreadableValue,
    clean,
    currency_of,
    day_of,
    decimal_mark,
    joined,
    minor_units,
)
from govern.tables.statement import FileQuestion, LeftOut, Refusal, StatedBalance, StatementContext, StatementLine

STATEMENTS: Final = ("STMTRS", "CCSTMTRS")
SECURITIES: Final = ("INVSTMTRS", "INVSTMTMSGSRSV1")


def sections(data: bytes, asked: StatementContext) -> list[AccountSection]:
    """The statements of an OFX file; raises UnreadableFile."""
    root = parsed(data, asked.answers.get("encoding", ""))
    found = list(root.every(*STATEMENTS))
    if not found:
        raise _nothing(root)
    if any(not one.closed for one in found) or _outside(root):
        raise UnreadableFile("truncated")
    numbers = _numbers(found)
    each, place = [], 0
    for one, number in zip(found, numbers, strict=True):
        each.append(_OfxReader(one, number, asked, place).section())
        place += len(list(one.every("STMTTRN")))
    return each


def _nothing(root: Node) -> UnreadableFile:
    """Why a file has no statement: securities, an error of the bank, a truncated file, or an empty one."""
    if any(True for _ in root.every(*SECURITIES)):
        return UnreadableFile("kind", kind="ofx.securities")
    failed = [one for one in root.every("STATUS") if one.value("SEVERITY").upper() == "ERROR"]
    if failed:
        return UnreadableFile("bank_error", message=clean(failed[0].value("MESSAGE") or failed[0].value("CODE")))
    whole = root.first("OFX")
    return UnreadableFile("empty" if whole and whole.closed else "truncated")


def _outside(root: Node) -> bool:
    """Whether a transaction is outside every statement, as in a truncated file."""
    return sum(1 for _ in root.every("STMTTRN", *STATEMENTS, *SECURITIES)) > sum(
        1 for _ in root.every(*STATEMENTS, *SECURITIES)
    )


def _numbers(statements: Sequence[Node]) -> list[str]:
    """The number of each account, with its type or bank if several accounts share the number."""
    known: dict[str, set[tuple[str, str]]] = {}
    parts = [_account(one) for one in statements]
    for number, bank, kind in parts:
        known.setdefault(number, set()).add((bank, kind))
    numbers = []
    for number, bank, kind in parts:
        others = known[number]
        extra = kind if len({one for _, one in others}) == len(others) else f"{bank} {kind}"
        numbers.append(number if len(others) == 1 else f"{number} {extra}".strip())
    return numbers


def _account(statement: Node) -> tuple[str, str, str]:
    """An account's number, bank and type."""
    account = next(statement.every("BANKACCTFROM", "CCACCTFROM"), Node(""))
    return clean(account.value("ACCTID")), clean(account.value("BANKID")), clean(account.value("ACCTTYPE"))


class _OfxReader:
    """Reads one STMTRS or CCSTMTRS."""

    def __init__(self, statement: Node, account: str, asked: StatementContext, place: int) -> None:
        self.statement = statement
        self.moved = list(statement.every("STMTTRN"))
        self.asked = asked
        self.before = place
        currency = currency_of(statement.value("CURDEF")) or self._currency_of_lines()
        self.found = AccountSection(
            account, currency or currency_of(asked.answers.get("currency", "")) or asked.currency
        )
        amounts = [one.value("TRNAMT") for one in self.moved]
        self.mark = asked.answers.get("decimal") or decimal_mark([*amounts, statement.value("LEDGERBAL", "BALAMT")])
        self.by_type = asked.answers.get("direction") == "type"

    def _currency_of_lines(self) -> str:
        """The currency common to all transactions, if the statement has none."""
        stated = {currency_of(one.value("CURRENCY", "CURSYM")) for one in self.moved}
        return stated.pop() if len(stated) == 1 else ""

    def section(self) -> AccountSection:
        """Its lines, its balance and its questions."""
        found = self.found
        if not found.currency:
            found.questions.append(FileQuestion("currency"))
        if not self.mark and decimals_of(found.currency) != 3:
            doubtful = [one.value("TRNAMT") for one in self.moved if "," in one.value("TRNAMT")]
            if doubtful:
                found.questions.append(FileQuestion("decimal", (",", "."), doubtful[0]))
        self._ask_direction()
        for place, one in enumerate(self.moved, self.before + 1):
            try:
                self._take(place, one)
            except UnreadableValue as bad:
                found.refusals.append(Refusal(bad.code, place, {"text": bad.text}))
        for one in self.statement.every("STMTTRNP"):
            found.left_out.append(LeftOut(0, "status", joined((one.value("NAME"), one.value("MEMO")))))
        found.refusals = found.refusals[:SHOWN]
        found.closing = self._closing()
        return found

    def _take(self, place: int, one: Node) -> None:
        if place > self.before and not one.value("TRNAMT") and not one.value("FITID"):
            self.found.left_out.append(LeftOut(place, "empty"))
            return
        line = self._line(place, one)
        if one.value("TRNTYPE").upper() == "HOLD":
            self.found.left_out.append(LeftOut(place, "status", joined((line.name, line.text))))
        elif line.amount:
            self.found.lines.append(line)
        else:
            self.found.left_out.append(LeftOut(place, "zero", joined((line.name, line.text))))

    def _line(self, place: int, one: Node) -> StatementLine:
        other = currency_of(one.value("CURRENCY", "CURSYM"))
        if other and other != self.found.currency:
            raise UnreadableValue("currency", other)
        amount = minor_units(one.value("TRNAMT"), self.found.currency, self.mark)
        kind = one.value("TRNTYPE").upper()
        if self.by_type and kind in ("CREDIT", "DEBIT"):
            amount = abs(amount) if kind == "CREDIT" else -abs(amount)
        name = clean(one.value("NAME") or one.value("PAYEE", "NAME") or one.value("EXTDNAME"))
        memo = clean(one.value("MEMO"))
        return StatementLine(
            day=day_of(one.value("DTPOSTED") or one.value("DTUSER")),
            amount=amount,
            text=joined(_texts(one, "" if memo == name else memo)),
            name=name,
            reference=joined((one.value("FITID"), one.value("CHECKNUM"), one.value("REFNUM"))),
            place=place,
            balance=self._balance(one.value("ACCTBAL")),
        )

    def _balance(self, text: str) -> int | None:
        return minor_units(text, self.found.currency, self.mark) if text else None

    def _ask_direction(self) -> None:
        """Ask whether sign or type counts if all debits are positive or all credits negative."""
        signs: dict[str, set[bool]] = {"CREDIT": set(), "DEBIT": set()}
        for one in self.moved:
            amount = one.value("TRNAMT")
            if one.value("TRNTYPE").upper() in signs and any(digit in amount for digit in "123456789"):
                signs[one.value("TRNTYPE").upper()].add("-" in amount)
        if "direction" not in self.asked.answers and (signs["DEBIT"] == {False} or signs["CREDIT"] == {True}):
            doubtful = "DEBIT" if signs["DEBIT"] == {False} else "CREDIT"
            place, one = next(
                (place, one)
                for place, one in enumerate(self.moved, self.before + 1)
                if one.value("TRNTYPE").upper() == doubtful
            )
            self.found.questions.append(
                FileQuestion("direction", ("sign", "type"), f"{doubtful} {clean(one.value('TRNAMT'))}", place)
            )

    def _closing(self) -> StatedBalance | None:
        stated = self.statement.first("LEDGERBAL")
        if stated is None or not stated.value("BALAMT"):
            return None
        try:
            amount = minor_units(stated.value("BALAMT"), self.found.currency, self.mark)
        except UnreadableValue as bad:
            self.found.refusals.append(Refusal("balance", 0, {"text": bad.text}))
            return None
        days = (stated.value("DTASOF"), next(self.statement.every("DTEND"), Node("")).text)
        return next((StatedBalance(day, amount) for day in _days(days)), None) or self._on_last_day(amount)

    def _on_last_day(self, amount: int) -> StatedBalance | None:
        lines = self.found.lines
        return StatedBalance(max(line.day for line in lines), amount) if lines else None


def _days(texts: Sequence[str]) -> Iterator[datetime.date]:
    """The texts that are days."""
    for text in texts:
        try:
            yield day_of(text)
        except UnreadableValue:
            continue


def _texts(one: Node, memo: str) -> Iterator[str]:
    """Further texts of a transaction."""
    yield memo
    yield one.value("MEMO2")
    yield one.value("BANKACCTTO", "ACCTID") or one.value("CCACCTTO", "ACCTID")
    original = one.first("ORIGCURRENCY")
    if original is not None:
        yield " @ ".join(filter(None, (currency_of(original.value("CURSYM")), original.value("CURRATE"))))

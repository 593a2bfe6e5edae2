"""CAMT.052, 053 and 054 (ISO 20022): reports, statements and notifications of banks, in any version.

Elements are found by their local names, which the versions share. Opening and closing balance are the booked ones
(OPBD or PRCD, and CLBD); in a page of a longer statement or a report of the day they are interim ones (ITBD).
"""

import datetime
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from govern.tables.formats.camt_entries import amount_in, day_in, lines_of, signed, status_of
from govern.tables.formats.sections import SHOWN, AccountSection, UnreadableFile
from govern.tables.formats.values import UnreadableValue, clean, currency_of, minor_units
from govern.tables.formats.xml import child, children, parsed, value
from govern.tables.statement import LeftOut, Refusal, StatedBalance, StatementContext

MESSAGES: Final = ("BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn")  # version 1 adds V01
PARTS: Final = ("Stmt", "Rpt", "Ntfctn")
BOOKED: Final = ("BOOK", "")
_yes: Final = ("true", "1", "yes")


def sections(data: bytes, asked: StatementContext) -> list[AccountSection]:
    """The statements, reports or notifications of a message, each of one account; raises UnreadableFile."""
    root = parsed(data)
    bodies = [one for one in root.iter() if one.tag.startswith(MESSAGES)]
    parts = [part for body in bodies for part in body if part.tag in PARTS]
    if not parts:
        raise UnreadableFile("empty")
    each, place = [], 0
    for part in parts:
        each.append(_CamtReader(part, asked, place).section())
        place += len(children(part, "Ntry"))
    return each


class _CamtReader:
    """Reads one Stmt, Rpt or Ntfctn."""

    def __init__(self, part: Element, asked: StatementContext, place: int) -> None:
        self.part = part
        self.before = place
        account = child(part, "Acct")
        self.found = AccountSection(_number(account), _currency(part, account) or asked.currency, value(part, "Id"))

    def section(self) -> AccountSection:
        """Its lines, balances and refusals."""
        found = self.found
        for place, entry in enumerate(children(self.part, "Ntry"), self.before + 1):
            try:
                self._take(place, entry)
            except UnreadableValue as bad:
                found.refusals.append(Refusal(bad.code, place, {"text": bad.text}))
        try:
            self._balances()
        except UnreadableValue as bad:
            found.refusals.append(Refusal("balance", 0, {"text": bad.text}))
        found.refusals = found.refusals[:SHOWN]
        return found

    def _take(self, place: int, entry: Element) -> None:
        status = status_of(entry)
        if status not in BOOKED:
            words = value(entry, "AddtlNtryInf") or next((one.text or "" for one in entry.iter("Nm")), "")
            self.found.left_out.append(LeftOut(place, "status", clean(f"{status} {words}")))
            return
        lines = lines_of(entry, self.found.currency, place)
        if not any(line.amount for line in lines):
            self.found.left_out.append(LeftOut(place, "zero", lines[0].text))
        self.found.lines += [line for line in lines if line.amount]

    def _balances(self) -> None:
        """Sets opening and closing balance."""
        known: dict[str, list[StatedBalance]] = {}
        for code, balance in self._stated():
            known.setdefault(code, []).append(balance)
        interim = known.get("ITBD", [])
        openings, closings = known.get("OPBD") or known.get("PRCD", []), known.get("CLBD", [])
        if not openings and (closings or len(interim) > 1):
            openings, interim = interim[:1], interim[1:]
        self.found.opening = _first(openings)
        self.found.closing = _last(closings or interim)
        if self.found.opening and not self.found.closing:
            self.found.closing = self._available(known.get("CLAV", []))

    def _stated(self) -> Iterator[tuple[str, StatedBalance]]:
        """Each balance in the account's currency with its code, those including a credit line last."""
        stated = children(self.part, "Bal")
        plain = {_code(one) for one in stated if not _with_credit_line(one)}
        for one in stated:
            amount = amount_in(one)
            if amount is None or currency_of(amount.get("Ccy", "")) not in (self.found.currency, ""):
                continue
            if _with_credit_line(one) and _code(one) in plain:
                continue
            yield _code(one), StatedBalance(self._day_of(one), self._without_credit_line(one))

    def _day_of(self, balance: Element) -> datetime.date:
        """A balance's day; otherwise the last day of the statement or of its lines."""
        stated = child(balance, "Dt")
        days = [line.day for line in self.found.lines]
        if stated is not None or not days:
            return day_in(stated if stated is not None else child(self.part, "FrToDt"))
        return max(days)

    def _without_credit_line(self, balance: Element) -> int:
        whole = signed(balance, self.found.currency)
        for line in children(balance, "CdtLine"):
            amount = amount_in(line)
            if amount is not None and value(line, "Incl").lower() in _yes:
                whole -= minor_units((amount.text or "").strip(), self.found.currency, ".")
        return whole

    def _available(self, balances: list[StatedBalance]) -> StatedBalance | None:
        """The closing available balance if the lines add up to it: then it is also the booked one."""
        opening = self.found.opening
        expected = opening.amount + sum(line.amount for line in self.found.lines) if opening else None
        return _last([one for one in balances if one.amount == expected])


def _number(account: Element | None) -> str:
    """An account's IBAN or other number, in any version."""
    number = child(account, "Id")
    others = (("IBAN",), ("Othr", "Id"), ("PrtryAcct", "Id"), ("BBAN",), ("UPIC",))
    found = next((value(number, *path) for path in others if value(number, *path)), "")
    return clean(found or value(number))


def _currency(part: Element, account: Element | None) -> str:
    """The account's currency, else that of its first balance, else of its first entry."""
    amounts = [amount_in(one) for one in (*children(part, "Bal"), *children(part, "Ntry"))]
    stated = (value(account, "Ccy"), *(one.get("Ccy", "") for one in amounts if one is not None))
    return next((currency_of(one) for one in stated if currency_of(one)), "")


def _code(balance: Element) -> str:
    kind = child(balance, "Tp")
    return value(kind, "CdOrPrtry", "Cd") or value(kind, "Cd") or value(kind, "CdOrPrtry", "Prtry")


def _with_credit_line(balance: Element) -> bool:
    return any(value(line, "Incl").lower() in _yes for line in children(balance, "CdtLine"))


def _first(balances: list[StatedBalance]) -> StatedBalance | None:
    return min(balances, key=lambda one: one.day) if balances else None


def _last(balances: list[StatedBalance]) -> StatedBalance | None:
    return max(reversed(balances), key=lambda one: one.day) if balances else None

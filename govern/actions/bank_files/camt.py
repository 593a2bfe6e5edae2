"""CAMT.053 statements of banks (ISO 20022), read by the names of their elements, whatever the message's version."""

import datetime
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from govern.actions.bank_files.lines import BadBankFile, Line, Wrong, minor_units


def read_camt(data: bytes, currency: str, precision: int) -> list[Line]:
    """The booked entries of a CAMT.053 message, whatever its version; raises BadBankFile."""
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadBankFile([(1, "xml")]) from error
    statements = [one for one in root.iter() if _tag(one) == "Stmt"]
    try:
        lines = [line for one in statements for line in _statement(one, currency, precision)]
    except Wrong as wrong:
        raise BadBankFile([(1, wrong.code)]) from wrong
    if not lines:
        raise BadBankFile([(1, "empty")])
    return lines


def _statement(statement: Element, currency: str, precision: int) -> Iterator[Line]:
    """ISO 20022 camt.053: Ntry holds Amt with Ccy, CdtDbtInd, BookgDt, Sts; the closing balance (CLBD) ends it."""
    closing = None
    for balance in _children(statement, "Bal"):
        if _find(balance, "Tp", "CdOrPrtry", "Cd") == "CLBD":
            closing = _signed(balance, currency, precision)
    entries = [one for one in _children(statement, "Ntry") if _status(one) in ("BOOK", "")]
    for place, entry in enumerate(entries):
        on = (_find(entry, "BookgDt", "Dt") or _find(entry, "BookgDt", "DtTm"))[:10]
        _check_day(on)
        words = [one.text or "" for one in entry.iter() if _tag(one) in ("Nm", "Ustrd", "AddtlNtryInf")]
        last = closing if place == len(entries) - 1 else None
        yield Line(on, _signed(entry, currency, precision), " · ".join(dict.fromkeys(filter(None, words))), last)


def _check_day(text: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Wrong("date") from error


def _status(entry: Element) -> str:
    return _find(entry, "Sts", "Cd") or _find(entry, "Sts").strip()


def _signed(one: Element, currency: str, precision: int) -> int:
    amount = next(iter(_children(one, "Amt")), None)
    if amount is None or amount.get("Ccy") != currency:
        raise Wrong("currency")
    try:
        minor = minor_units(Decimal((amount.text or "").strip()), precision)
    except InvalidOperation as error:
        raise Wrong("amount") from error
    return minor if _find(one, "CdtDbtInd") == "CRDT" else -minor


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, tag: str) -> list[Element]:
    return [one for one in element if _tag(one) == tag]


def _find(element: Element, *path: str) -> str:
    for tag in path:
        found = _children(element, tag)
        if not found:
            return ""
        element = found[0]
    return element.text or ""

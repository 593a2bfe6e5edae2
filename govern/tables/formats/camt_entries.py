"""Converts entries of CAMT messages to lines; a batch becomes its transactions if their amounts add up."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from govern.tables.formats.values import UnreadableValue, clean, currency_of, day_of, joined, minor_units
from govern.tables.formats.xml import child, children, value
from govern.tables.statement import StatementLine

AMOUNTS: Final = (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt"))  # of one transaction
NOTHING: Final = ("NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONREF", "NONE", "UNDEFINED")
MOST_TEXTS: Final = 40  # parts described by the line of an unsplit batch


def lines_of(entry: Element, currency: str, place: int) -> list[StatementLine]:
    """The lines of a booked entry; raises UnreadableValue."""
    found = list(entry.iter("TxDtls"))
    amount = _amount_of(entry, found, currency)
    parts = _parts(entry, found, amount, currency) if len(found) > 1 else []
    if not parts:
        return [_line(entry, found, amount, currency, place)]
    lines = [_line(entry, [part], part_amount, currency, place) for part, part_amount in parts if part_amount]
    charges = amount - sum(part_amount for _, part_amount in parts)
    if charges:
        lines.append(
            StatementLine(
                _booked_on(entry), charges, text="charges", reference=clean(value(entry, "AcctSvcrRef")), place=place
            )
        )
    return lines


def _amount_of(entry: Element, found: Sequence[Element], currency: str) -> int:
    """The amount booked to the account; some banks state it beside the amount in another currency.

    Raises UnreadableValue.
    """
    own = amount_in(entry)
    if own is not None and currency_of(own.get("Ccy", "")) not in ("", currency) and len(found) < 2:
        for element in (entry, *found):
            for name in ("CntrValAmt", "InstdAmt", "TxAmt"):
                stated = child(element, "AmtDtls", name, "Amt")
                if stated is not None and currency_of(stated.get("Ccy", "")) == currency:
                    minor = minor_units((stated.text or "").strip(), currency, ".")
                    return minor if _is_credit(entry) else -minor
    return signed(entry, currency)


def _parts(entry: Element, found: Sequence[Element], amount: int, currency: str) -> list[tuple[Element, int]]:
    """The transactions of a batch with their amounts, if they add up to the entry, with or without charges."""
    charges = _charges(entry, currency)
    for paths in (*((path,) for path in AMOUNTS), AMOUNTS):
        amounts = [_amount_of_part(one, entry, paths, currency) for one in found]
        known = [one for one in amounts if one is not None]
        if len(known) == len(found) and sum(known) in {amount, amount - charges}:
            return list(zip(found, known, strict=True))
    return []


def _amount_of_part(part: Element, entry: Element, paths: Sequence[tuple[str, ...]], currency: str) -> int | None:
    for path in paths:
        stated = child(part, *path)
        if stated is not None and currency_of(stated.get("Ccy", "")) in (currency, ""):
            minor = minor_units((stated.text or "").strip(), currency, ".")
            return minor if _is_credit(part, entry) else -minor
    return None


def _is_credit(*elements: Element) -> bool:
    """Whether the first element with a direction states credit."""
    for one in elements:
        if stated := value(one, "CdtDbtInd").upper():
            return stated in ("CRDT", "CREDIT", "C")
    raise UnreadableValue("direction")


def _charges(entry: Element, currency: str) -> int:
    """The charges of an entry, negative if the account bears them; 0 if none are stated in its currency."""
    total = 0
    for one in children(entry, "Chrgs"):
        for record in children(one, "Rcrd") or [one]:
            amount = child(record, "Amt")
            if amount is None or currency_of(amount.get("Ccy", "")) != currency:
                continue
            minor = minor_units((amount.text or "").strip(), currency, ".")
            total += minor if value(record, "CdtDbtInd").upper() == "CRDT" else -minor
    return total


def _line(entry: Element, parts: Sequence[Element], amount: int, currency: str, place: int) -> StatementLine:
    details = parts[:MOST_TEXTS]
    names = [_party(one, entry, amount > 0) for one in details]
    texts = [text for one in details for text in _texts(one, entry, currency)]
    if len(parts) > 1:
        texts.insert(0, f"{len(parts)} ×")
    return StatementLine(
        day=_booked_on(entry),
        amount=amount,
        text=joined((*texts, value(entry, "AddtlNtryInf"))),
        name=joined(names),
        reference=joined(one for one in (*_references(details), *_own_references(entry)) if _tells(one)),
        place=place,
    )


def _party(part: Element, entry: Element, incoming: bool) -> str:
    """The other party's name: the payer of incoming money; for a reversal, the original's other party."""
    reversal = value(entry, "RvslInd").lower() in ("true", "1")
    parties = child(part, "RltdPties")
    wanted = ("Dbtr", "UltmtDbtr", "Cdtr", "UltmtCdtr", "InitgPty")
    if incoming == reversal:
        wanted = ("Cdtr", "UltmtCdtr", "Dbtr", "UltmtDbtr", "InitgPty")
    names = (_name(child(parties, one)) for one in wanted)
    return next((one for one in names if one), "")


def _name(party: Element | None) -> str:
    paths = (("Nm",), ("Pty", "Nm"), ("Agt", "FinInstnId", "Nm"))
    return clean(next((value(party, *path) for path in paths if value(party, *path)), ""))


def _texts(part: Element, entry: Element, currency: str) -> Iterator[str]:
    """The purpose of a transaction, the other party's account, and the amount in another currency."""
    purpose = child(part, "RmtInf")
    yield " ".join((one.text or "").strip() for one in children(purpose, "Ustrd"))
    for structured in children(purpose, "Strd"):
        yield from ((one.text or "") for one in children(structured, "AddtlRmtInf"))
    yield value(part, "AddtlTxInf")
    if not value(part, "AddtlTxInf"):
        yield value(part, "RtrInf", "AddtlInf")
    incoming = value(part, "CdtDbtInd") or value(entry, "CdtDbtInd")
    yield _account(child(part, "RltdPties"), "DbtrAcct" if incoming.upper() == "CRDT" else "CdtrAcct")
    yield _exchange(part, currency)


def _account(parties: Element | None, name: str) -> str:
    number = child(parties, name, "Id")
    return value(number, "IBAN") or value(number, "Othr", "Id") or value(number, "PrtryAcct", "Id")


def _exchange(part: Element, currency: str) -> str:
    """The amount in another currency, and the rate."""
    for path in (("AmtDtls", "InstdAmt"), ("AmtDtls", "TxAmt"), ("AmtDtls", "CntrValAmt")):
        amount = child(part, *path, "Amt")
        if amount is not None and currency_of(amount.get("Ccy", "")) not in ("", currency):
            rate = value(part, *path, "CcyXchg", "XchgRate") or value(part, "AmtDtls", "TxAmt", "CcyXchg", "XchgRate")
            return f"{amount.get('Ccy', '')} {(amount.text or '').strip()}" + (f" @ {rate}" if rate else "")
    return ""


def _references(parts: Sequence[Element]) -> Iterator[str]:
    """The creditor's reference, document numbers, and the payment's own numbers."""
    for part in parts:
        for structured in children(child(part, "RmtInf"), "Strd"):
            yield value(structured, "CdtrRefInf", "Ref") or value(structured, "CdtrRefInf", "CdtrRef")
            for document in children(structured, "RfrdDocInf"):
                yield value(document, "Nb") or value(document, "RfrdDocNb")
        for name in ("EndToEndId", "MndtId", "ChqNb", "InstrId", "TxId", "PmtInfId", "AcctSvcrRef"):
            yield value(part, "Refs", name)


def _own_references(entry: Element) -> Iterator[str]:
    yield value(entry, "AcctSvcrRef")
    yield value(entry, "NtryRef")


def _tells(reference: str) -> bool:
    return bool(reference) and reference.upper() not in NOTHING


def status_of(entry: Element) -> str:
    """An entry's status: BOOK, PDNG, INFO, FUTR or one of the bank's own; empty if it has none."""
    status = child(entry, "Sts")
    return clean(value(status, "Cd") or value(status, "Prtry") or value(status)).upper()


def _booked_on(entry: Element) -> datetime.date:
    stated = child(entry, "BookgDt")
    return day_in(stated if stated is not None else child(entry, "ValDt"))


def day_in(element: Element | None) -> datetime.date:
    """The day of an element with Dt or DtTm, as written by the bank; raises UnreadableValue."""
    names = ("Dt", "DtTm", "ToDt", "ToDtTm")
    return day_of(next((value(element, name) for name in names if value(element, name)), value(element)))


def amount_in(element: Element) -> Element | None:
    """The amount of an entry, a balance or a credit line."""
    return child(element, "Amt")


def signed(element: Element, currency: str) -> int:
    """An amount in minor units with the sign of CdtDbtInd; raises UnreadableValue."""
    amount = amount_in(element)
    if amount is None:
        raise UnreadableValue("amount")
    stated = currency_of(amount.get("Ccy", ""))
    if stated and stated != currency:
        raise UnreadableValue("currency", stated)
    minor = minor_units((amount.text or "").strip(), currency, ".")
    return minor if _is_credit(element) else -minor

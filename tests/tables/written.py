"""Writes statements in each structured format, for tests that read them again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from govern.tables.checks import plain
from govern.tables.statement import StatementLine

ACCOUNT = "DE89370400440532013000"


@dataclass(frozen=True)
class StatementFile:
    """A statement to be written: lines by day, and the balance before them."""

    lines: Sequence[StatementLine]
    opening: int

    @property
    def closing(self) -> int:
        return self.opening + sum(line.amount for line in self.lines)


def as_ofx_sgml(one: StatementFile) -> str:
    """OFX 1.0.2, no value closed."""
    moved = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{line.day:%Y%m%d}235959[-5:EST]<TRNAMT>{plain(line.amount, 'EUR')}"
        f"<FITID>{place}<NAME>{escape(line.name)}<MEMO>{escape(line.text)}</STMTTRN>\n"
        for place, line in enumerate(one.lines)
    )
    return (
        f"OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>{ACCOUNT}"
        f"</BANKACCTFROM><BANKTRANLIST>{moved}</BANKTRANLIST><LEDGERBAL><BALAMT>{plain(one.closing, 'EUR')}"
        f"<DTASOF>{one.lines[-1].day:%Y%m%d}</LEDGERBAL></STMTRS></OFX>"
    )


def as_ofx_xml(one: StatementFile) -> str:
    """OFX 2.2, every value closed."""
    moved = "".join(
        f"<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>{line.day:%Y%m%d}</DTPOSTED>"
        f"<TRNAMT>{plain(line.amount, 'EUR').replace('.', ',')}</TRNAMT><FITID>{place}</FITID>"
        f"<NAME>{escape(line.name)}</NAME><MEMO>{escape(line.text)}</MEMO></STMTTRN>"
        for place, line in enumerate(one.lines)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="220"?><OFX><STMTRS><CURDEF>EUR</CURDEF>'
        f"<BANKACCTFROM><ACCTID>{ACCOUNT}</ACCTID></BANKACCTFROM><BANKTRANLIST>{moved}</BANKTRANLIST><LEDGERBAL>"
        f"<BALAMT>{plain(one.closing, 'EUR')}</BALAMT><DTASOF>{one.lines[-1].day:%Y%m%d}</DTASOF></LEDGERBAL>"
        "</STMTRS></OFX>"
    )


def as_camt(one: StatementFile) -> str:
    """CAMT.053.001.08."""

    def stated(code: str, amount: int, day: str) -> str:
        return f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_money(amount)}<Dt><Dt>{day}</Dt></Dt></Bal>"

    entries = "".join(
        f"<Ntry>{_money(line.amount)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{line.day}</Dt></BookgDt><NtryDtls><TxDtls>"
        f"<RltdPties><Dbtr><Pty><Nm>{escape(line.name)}</Nm></Pty></Dbtr></RltdPties><RmtInf>"
        f"<Ustrd>{escape(line.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for line in one.lines
    )
    first, last = one.lines[0].day.isoformat(), one.lines[-1].day.isoformat()
    return (
        '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><IBAN>{ACCOUNT}</IBAN></Id></Acct>{stated('OPBD', one.opening, first)}"
        f"{stated('CLBD', one.closing, last)}{entries}</Stmt></BkToCstmrStmt></Document>"
    )


def _money(amount: int) -> str:
    mark = "DBIT" if amount < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{plain(abs(amount), "EUR")}</Amt><CdtDbtInd>{mark}</CdtDbtInd>'


def as_mt940(one: StatementFile) -> str:
    """MT940 with numbered details, as German banks write them."""

    def stated(amount: int, day: str) -> str:
        return f"{'D' if amount < 0 else 'C'}{day}EUR{plain(abs(amount), 'EUR').replace('.', ',')}"

    moved = "".join(
        f":61:{line.day:%y%m%d}{line.day:%m%d}{'D' if line.amount < 0 else 'C'}"
        f"{plain(abs(line.amount), 'EUR').replace('.', ',')}NTRFNONREF\r\n"
        f":86:166?20SVWZ+{_parts(line.text)}?32{line.name[:27]}?33{line.name[27:]}\r\n"
        for line in one.lines
    )
    first, last = f"{one.lines[0].day:%y%m%d}", f"{one.lines[-1].day:%y%m%d}"
    return (
        f":20:STARTUMS\r\n:25:37040044/532013000\r\n:60F:{stated(one.opening, first)}\r\n{moved}"
        f":62F:{stated(one.closing, last)}\r\n-\r\n"
    )


def _parts(text: str) -> str:
    """A purpose in parts of 27 characters, the first of which begins with its tag."""
    whole = f"SVWZ+{text}"
    parts = [whole[place : place + 27] for place in range(0, len(whole), 27)]
    return "".join(part if not place else f"?{20 + place}{part}" for place, part in enumerate(parts))[5:]


def as_qif(one: StatementFile) -> str:
    """QIF with the year first."""
    moved = "".join(f"D{line.day}\nT{plain(line.amount, 'EUR')}\nP{line.name}\nM{line.text}\n^\n" for line in one.lines)
    return f"!Type:Bank\n{moved}"


WRITERS: dict[str, Callable[[StatementFile], str]] = {
    "ofx-sgml": as_ofx_sgml,
    "ofx-xml": as_ofx_xml,
    "camt": as_camt,
    "mt940": as_mt940,
    "qif": as_qif,
}

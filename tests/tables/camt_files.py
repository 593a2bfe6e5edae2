"""Small CAMT messages for tests, built from entries and balances."""

NAMES = {
    "052": ("BkToCstmrAcctRpt", "Rpt"),
    "053": ("BkToCstmrStmt", "Stmt"),
    "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}


def message(*parts: str, kind: str = "053", version: str = "02") -> str:
    """A message with some statements, reports or notifications in it."""
    body, tag = NAMES[kind]
    each = "".join(f"<{tag}>{part}</{tag}>" for part in parts)
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{namespace}"><{body}>{each}</{body}></Document>'


def account(number: str = "DE89370400440532013000", currency: str = "EUR") -> str:
    """The account that a statement is of."""
    return f"<Acct><Id><IBAN>{number}</IBAN></Id>" + (f"<Ccy>{currency}</Ccy>" if currency else "") + "</Acct>"


def balance(code: str, amount: str, day: str, mark: str = "CRDT", currency: str = "EUR", line: str = "") -> str:
    """A balance; `line` is a credit line that is in it."""
    credit = f'<CdtLine><Incl>true</Incl><Amt Ccy="{currency}">{line}</Amt></CdtLine>' if line else ""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{credit}"
        f'<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>'
    )


def entry(
    amount: str, mark: str = "CRDT", *details: str, day: str = "2026-10-05", status: str = "BOOK", more: str = ""
) -> str:
    """An entry with its transactions."""
    inside = "".join(f"<TxDtls>{one}</TxDtls>" for one in details)
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd><Sts>{status}</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt>{more}<NtryDtls>{inside}</NtryDtls></Ntry>"
    )

"""Bank statements: lines matched with entries, and months reconciled, through the pages."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from govern.protocol.facts import Account, Reconciliation
from govern.store.private.bank import BankLineRow
from govern.store.projection import Projection
from tests.tools.clock import Clock
from tests.web.conftest import Site, post, text, token
from tests.web.spending import open_account, receive

GERMAN = """\ufeffKonto;DE89 3704 0044 0532 0130 00
Buchungstag;Empfänger;Verwendungszweck;Betrag;Saldo
02.11.2026;Club Garten;"Beitrag; November";1.200,50;1.200,50
20.11.2026;Roof & Sons;SEPA 7;-500,00;700,50
20.11.2026;Roof & Sons;SEPA 7;-500,00;200,50
"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">700.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="EUR">1200.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-02</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Club Garten</Nm></Pty></Dbtr>
</RltdPties><RmtInf><Ustrd>Beitrag</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-11-19</Dt></BookgDt></Ntry>
<Ntry><Amt Ccy="EUR">500.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>2026-11-20T10:00:00</DtTm></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261125<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>1<ACCTID>2<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261102<TRNAMT>1200.50<FITID>a<NAME>Club Garten</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261120<TRNAMT>-500.00<FITID>b<NAME>Roof and Sons<MEMO>SEPA 7</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>700.50<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""


def _send(site: Site, account: str, data: str, name: str = "november.csv", who: str = "tao") -> str:
    """The address that an upload leads to."""
    client = site.client(who)
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data.encode() + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    headers = {"X-CSRFToken": token(client)}
    return client.post(f"/treasury/bank/{account}/files", data=body, content_type=kind, headers=headers).location or ""


def _take(site: Site, account: str, data: str, **answers: str) -> str:
    """Keeps a file as it is shown, and gives the page of the account's bank."""
    client, where = site.client("tao"), _send(site, account, data)
    return text(client.get(_keep(client, where, **answers).location))


def _keep(client: FlaskClient, where: str, **answers: str) -> TestResponse:
    given = {f"answer:{key}": value for key, value in answers.items()}
    html = post(client, where, **given).get_data(as_text=True) if given else client.get(where).get_data(as_text=True)
    return post(client, where, step="keep", shown=shown_in(html), **given)


def shown_in(html: str) -> str:
    """The hash of what a page shows of a file."""
    return re.search(r'name="shown" value="([0-9a-f]{64})"', html)[1]


@pytest.fixture
def site_in_november(tmp_path: Path) -> Site:
    """The site on 1 December 2026."""
    made = Site(tmp_path, Clock(1_796_083_200_000))
    for name, roles in (("tao", ["treasurer"]), ("tess", ["treasurer"]), ("mei", [])):
        made.person(name)
        made.enrol(name)
        for role in roles:
            made.say("ada", "role-granted", holder=made.people[name].member, role=role, scope="community")
    yield made
    made.close()


def test_a_month_is_proven_line_by_line(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    receive(site, account, 120_050)
    _take(site, account, "\n".join(GERMAN.splitlines()[:3]) + "\n")
    page = text(site.client("tao").get(f"/treasury/bank/{account}"))
    assert "Match 1 line that leaves no doubt" in page
    assert post(site.client("tao"), f"/treasury/bank/{account}/matches", step="certain").status_code == 302
    html = site.client("tao").get(f"/treasury/bank/{account}").get_data(as_text=True)
    assert 'data-statement="statement-reconciled"' in html
    assert 'value="1200.50"' in html
    site.say("tao", "statement-reconciled", account=account, balance=120_050, month="2026-11", outstanding=[])
    with site.services.engine.connect() as connection:
        state = Projection(connection)
        assert state.get(Reconciliation, account, "2026-11") is not None
        assert state.get(Account, account).reconciled == "2026-11"
    assert "Proven up to November 2026" in text(site.client("tao").get(f"/treasury/bank/{account}"))


def test_no_line_is_imported_twice(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    assert "3 lines are new." in _take(site, account, GERMAN)
    assert _send(site, account, GERMAN) == f"/treasury/bank/{account}"
    assert "1 line is new. 3 were here already." in _take(
        site, account, GERMAN + "30.11.2026;Bank;Gebühr;-1,00;199,50\n"
    )


def test_while_a_line_has_no_entry_the_month_cannot_be_signed(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    receive(site, account, 100)
    _take(site, account, GERMAN)
    html = site.client("tao").get(f"/treasury/bank/{account}").get_data(as_text=True)
    assert "3 lines of the bank up to then have no entry yet." in html
    assert 'data-statement="statement-reconciled"' not in html


def test_a_match_is_taken_back(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    entry = receive(site, account, 120_050)
    _take(site, account, "\n".join(GERMAN.splitlines()[:3]) + "\n")
    path = f"/treasury/bank/{account}/matches"
    assert post(site.client("tao"), path, line="1", entry=entry).status_code == 302
    assert "Each line of the bank has its entry." in text(site.client("tao").get(f"/treasury/bank/{account}"))
    post(site.client("tao"), path, line="1", step="undo")
    assert "Lines without an entry" in text(site.client("tao").get(f"/treasury/bank/{account}"))
    assert "It is this one" in text(site.client("tao").get(f"/treasury/bank/{account}"))


def test_an_entry_is_matched_once(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    _take(site, account, GERMAN.replace("-500,00", "500,00"))
    entry, client, path = receive(site, account, 50_000), site.client("tao"), f"/treasury/bank/{account}/matches"
    post(client, path, line="2", entry=entry)
    post(client, path, line="3", entry=entry)
    assert "One of the two has a match already" in text(client.get(f"/treasury/bank/{account}"))
    with site.services.engine.connect() as connection:
        matched = connection.scalars(select(BankLineRow.id).where(BankLineRow.entry == entry)).all()
    assert matched == [2]


def test_an_unreadable_file_is_reported_and_not_stored(site_in_november: Site) -> None:
    site = site_in_november
    account = open_account(site)
    where = _send(site, account, GERMAN.replace("-500,00", "viel"))
    page = text(site.client("tao").get(where))
    assert "2 questions are open" in page
    assert "Line 4 has no amount" in page
    assert "Line 5 has no amount" in page
    assert "Keep these lines" not in page


@pytest.mark.parametrize(("data", "name"), [(OFX, "november.ofx"), (CAMT, "november.xml")], ids=["ofx", "camt"])
def test_a_structured_file_is_read_through_the_page(site_in_november: Site, data: str, name: str) -> None:
    site = site_in_november
    account = open_account(site)
    where = _send(site, account, data, name)
    page = text(site.client("tao").get(where))
    assert "2 lines" in page
    assert "Club Garten" in page
    assert "Which column is what?" not in page
    client = site.client("tao")
    assert "2 lines are new." in text(client.get(_keep(client, where).location))
    with site.services.engine.connect() as connection:
        columns = (BankLineRow.on, BankLineRow.amount)
        lines = [tuple(row) for row in connection.execute(select(*columns).order_by(BankLineRow.id))]
    assert lines == [("2026-11-02", 120_050), ("2026-11-20", -50_000)]
    assert "The bank says €700.50" in text(client.get(f"/treasury/bank/{account}"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OFX.replace("EUR", "GBP"), "The file is in GBP, the account in EUR."),
        (CAMT.replace("EUR", "GBP"), "The file is in GBP, the account in EUR."),
        (CAMT[:400], "The file was cut off"),
        ('<!DOCTYPE a [<!ENTITY b "bb">]>' + CAMT[39:].replace("Garten", "&b;"), "The file defines entities"),
        (OFX.replace("STMTRS", "INVSTMTRS"), "This is a statement of securities"),
        (CAMT.replace("camt.053", "pain.001"), "This is a pain.001 payment file, not a statement."),
        ("%PDF-1.7 \u00e2", "This is a PDF."),
    ],
    ids=["ofx-currency", "camt-currency", "truncated", "entities", "securities", "payment", "pdf"],
)
def test_a_structured_file_that_cannot_be_used_says_why(site_in_november: Site, data: str, said: str) -> None:
    account = open_account(site_in_november)
    page = text(site_in_november.client("tao").get(_send(site_in_november, account, data)))
    assert said in page
    assert "The file was not accepted." in page
    assert "Keep these lines" not in page


@pytest.mark.parametrize("who", ["mei", "ada", ""])
def test_only_treasurers_see_the_bank(site_in_november: Site, who: str) -> None:
    account = open_account(site_in_november)
    assert site_in_november.client(who).get(f"/treasury/bank/{account}").status_code in (302, 403)

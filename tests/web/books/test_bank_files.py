"""A bank file on its page: questions, a full preview, stored as previewed, or discarded."""

from pathlib import Path

import pytest
from sqlalchemy import select

from govern.store.private.bank import BankFileRow, BankLineRow
from tests.tools.clock import Clock
from tests.web.books.test_bank import _keep, _send, _take, shown_in
from tests.web.conftest import Site, post, text
from tests.web.spending import open_account, receive

AMBIGUOUS = "Date,Description,Amount\n03/10/2026,Gift,30.00\n04/10/2026,Power,-100.00\n"
BACKWARDS = """Date,Description,Amount,Balance
2026-10-31,Tea,-5.00,925.00
2026-10-31,Power,-100.00,930.00
2026-10-31,Gift,30.00,1030.00
2026-10-01,Gift,1000.00,1000.00
"""
OF_ACCOUNT = """Auftragskonto;Buchungstag;Verwendungszweck;Betrag;Waehrung
{number};03.10.2026;Beitrag;40,00;EUR
"""


@pytest.fixture
def site_in_december(tmp_path: Path) -> Site:
    """The site on 1 December 2026, with a treasurer."""
    made = Site(tmp_path, Clock(1_796_083_200_000))
    made.person("tao")
    made.enrol("tao")
    made.say("ada", "role-granted", holder=made.people["tao"].member, role="treasurer", scope="community")
    yield made
    made.close()


def _lines(site: Site) -> list[tuple[str, int]]:
    with site.services.engine.connect() as connection:
        query = select(BankLineRow.on, BankLineRow.amount).order_by(BankLineRow.id)
        return [tuple(row) for row in connection.execute(query)]


def test_open_questions_are_asked_before_anything_is_stored(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    where = _send(site, open_account(site), AMBIGUOUS)
    html = client.get(where).get_data(as_text=True)
    assert 'name="answer:dates" value="dmy"' in html
    assert 'name="answer:dates" value="mdy"' in html
    assert "Keep these lines" not in html
    assert post(client, where, step="keep", shown=shown_in(html)).status_code == 409
    assert _lines(site) == []
    assert _keep(client, where, dates="dmy").status_code == 302
    assert _lines(site) == [("2026-10-03", 3_000), ("2026-10-04", -10_000)]


def test_only_previewed_lines_are_stored(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    where = _send(site, open_account(site), AMBIGUOUS)
    html = post(client, where, **{"answer:dates": "dmy"}).get_data(as_text=True)
    answer = post(client, where, step="keep", shown=shown_in(html), **{"answer:dates": "mdy"})
    assert answer.status_code == 409
    assert "read differently now than it was shown" in text(answer)
    assert _lines(site) == []


def test_the_page_tells_number_period_sums_balances_and_what_is_left_out(site_in_december: Site) -> None:
    site = site_in_december
    data = BACKWARDS + "Total,,925.00,\n"
    page = text(site.client("tao").get(_send(site, open_account(site), data)))
    for sentence in ("4 lines", "1 Oct 2026 to 31 Oct 2026", "In €1,030.00", "Out -€105.00", "Opening balance €0.00"):
        assert sentence in page
    assert "Closing balance on 31 Oct 2026 €925.00" in page
    assert "1 line is left out Line 6: a total or a balance" in page


def test_the_bank_says_the_right_line_of_a_file_that_runs_backwards(site_in_december: Site) -> None:
    site = site_in_december
    account = open_account(site)
    assert "4 lines are new." in _take(site, account, BACKWARDS)
    assert "The bank says €925.00" in text(site.client("tao").get(f"/treasury/bank/{account}"))
    assert _lines(site) == [
        ("2026-10-01", 100_000),
        ("2026-10-31", 3_000),
        ("2026-10-31", -10_000),
        ("2026-10-31", -500),
    ]


def test_the_balance_is_typed_where_no_file_tells_it(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    account = open_account(site)
    entry = receive(site, account, 4_000)
    _take(site, account, "Date,Description,Amount\n2026-11-03,Dues,40.00\n")
    post(client, f"/treasury/bank/{account}/matches", line="1", entry=entry)
    html = client.get(f"/treasury/bank/{account}").get_data(as_text=True)
    field = html[html.index('name="balance"') - 200 : html.index('name="balance"') + 200]
    assert 'value=""' in field
    assert " required" in field


def test_unequal_balances_are_reported_with_both_figures(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    where = _send(site, open_account(site), BACKWARDS.replace("1000.00\n", "1001.00\n"))
    page = text(client.get(where))
    assert "Line 5: The balance after this line should be 1000.00 EUR, but the file says 1001.00 EUR." in page
    assert "Keep these lines" not in page
    assert _keep(client, where, balances="ignore").status_code == 302


def test_a_file_of_another_account_is_asked_about(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    account = open_account(site)
    _take(site, account, OF_ACCOUNT.format(number="DE89370400440532013000"))
    where = _send(site, account, OF_ACCOUNT.format(number="DE02120300000000202051"))
    page = text(client.get(where))
    assert "The file is of account DE02120300000000202051, this is account DE89370400440532013000." in page
    assert "Keep these lines" not in page


def test_answers_are_remembered_for_the_same_head_line_only(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    account = open_account(site)
    where = _send(site, account, AMBIGUOUS)
    assert _keep(client, where, dates="mdy").status_code == 302
    again = text(client.get(_send(site, account, AMBIGUOUS.replace("Gift", "Gift again"))))
    assert "10 Mar 2026" in again
    assert "is open" not in again
    other = text(client.get(_send(site, account, AMBIGUOUS.replace("Description", "Details"))))
    assert "One question is open" in other


def test_columns_that_changed_places_are_read_by_their_names(site_in_december: Site) -> None:
    site = site_in_december
    account = open_account(site)
    _take(site, account, "Date,Text,Debit,Credit\n2026-10-01,bread,12.50,\n2026-10-02,dues,,40.00\n")
    page = text(site.client("tao").get(_send(site, account, "Date,Text,Credit,Debit\n2026-10-03,dues,41.00,\n")))
    assert "€41.00" in page
    assert "-€41.00" not in page


def test_other_columns_can_be_chosen(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    data = "Date,Text,Amount,Booked\n2026-10-01,bread,-12.50,-13.00\n"
    where = _send(site, open_account(site), data)
    assert "-€12.50" in text(client.get(where))
    assert "-€13.00" in text(post(client, where, **{"answer:column.amount": "4"}))


def test_days_in_the_future_are_reported(site_in_december: Site) -> None:
    site = site_in_december
    data = "Date,Description,Amount\n2026-12-24,Gift,30.00\n"
    page = text(site.client("tao").get(_send(site, open_account(site), data)))
    assert "2026-12-24 is in the future" in page
    assert "Keep these lines" not in page


def test_a_waiting_file_can_be_deleted(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    account = open_account(site)
    where = _send(site, account, AMBIGUOUS)
    assert "Delete the file" in client.get(f"/treasury/bank/{account}").get_data(as_text=True)
    assert post(client, f"{where}/delete").status_code == 302
    assert client.get(where).status_code == 404
    with site.services.engine.connect() as connection:
        assert connection.scalars(select(BankFileRow.id)).all() == []


def test_a_month_without_movements_keeps_its_balance(site_in_december: Site) -> None:
    site, client = site_in_december, site_in_december.client("tao")
    account = open_account(site)
    data = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
    <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">700.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>
    <Dt><Dt>2026-11-30</Dt></Dt></Bal></Stmt></BkToCstmrStmt></Document>"""
    where = _send(site, account, data, "november.xml")
    assert "Keep this balance" in text(client.get(where))
    _keep(client, where)
    assert "The bank says €700.50" in text(client.get(f"/treasury/bank/{account}"))

"""The books downloaded from the site: by readers of the record, streamed, in the reader's language."""

import io
import zipfile

import pytest

from govern.actions.money import ledger_export
from tests.dsl.people import account_id
from tests.web.conftest import Site


@pytest.fixture
def treasury(site: Site) -> Site:
    """A site with an account, money in it, and a withheld text."""
    same = {"account": account_id("公共"), "currency": "EUR", "floor": 0, "kind": "assets", "parent": ""}
    site.say("tao", "account-opened", {"name": "公共账户"}, **same)
    income = {"account": account_id("公共"), "amount": 1_050, "currency": "EUR", "from_account": "", "programme": ""}
    site.say("tao", "income-recorded", {"source": "=cmd()"}, received_on="2026-01-02", **income)
    return site


@pytest.mark.parametrize(
    ("format_", "ending", "content"),
    [
        ("beancount", "beancount", "text/plain; charset=utf-8"),
        ("ledger", "journal", "text/plain; charset=utf-8"),
        ("csv", "csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_text_files_are_what_the_program_writes(treasury: Site, format_: str, ending: str, content: str) -> None:
    answer = treasury.client().get(f"/treasury/export/{format_}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="treasury.{ending}"'
    assert answer.get_data(as_text=True) == "".join(ledger_export.text_of(treasury.services.engine, format_))


def test_the_table_holds_no_formula(treasury: Site) -> None:
    assert ",'=cmd()," in treasury.client().get("/treasury/export/csv").get_data(as_text=True)


def test_the_workbook_comes_whole(treasury: Site) -> None:
    answer = treasury.client().get("/treasury/export/xlsx")
    assert "spreadsheetml" in answer.headers["Content-Type"]
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as zipped:
        assert zipped.testzip() is None


def test_the_page_leads_to_each_file_and_another_is_not_there(treasury: Site) -> None:
    page = treasury.client().get("/treasury/export").get_data(as_text=True)
    for format_ in ("beancount", "ledger", "csv", "xlsx"):
        assert f'href="/treasury/export/{format_}"' in page
    assert treasury.client().get("/treasury/export/pdf").status_code == 404


def test_a_long_file_is_answered_in_pieces(treasury: Site) -> None:
    answer = treasury.client().get("/treasury/export/csv", buffered=False)
    assert "Content-Length" not in answer.headers
    assert b"".join(answer.iter_encoded()).startswith(b"date,entry,")
    answer.close()

"""An old ledger brought in with a real browser: looked at, floors given, read and signed, and in the record."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from govern import demo
from govern.domain.old_ledger.values import FIELDS
from govern.store.books import AccountRow
from govern.web import create_app
from tests.browser.test_voting import Demonstration, be
from tests.old_ledgers import MESSY
from tests.tools.axe import assert_accessible
from tests.tools.profiles import Profiles
from tests.tools.server import serve

SUMMED = MESSY.splitlines().index("Summe;;;;;;") + 1
HEAD = ("Datum", "Konto", "Gegenkonto", "Betrag", "", "", "Währung", "Text", "Beleg")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration that holds no history yet."""
    app = create_app(demo.seed(tmp_path_factory.mktemp("old") / "instance", time.time_ns() // 1_000_000), demo=True)
    with serve(app) as server:
        yield Demonstration(server.url, "")
    with app.extensions["govern"].engine.connect() as connection:
        balances = connection.scalars(select(AccountRow.balance).where(AccountRow.floor == -500_000)).all()
    app.extensions["govern"].engine.dispose()
    assert balances == [29_200]


def test_a_treasurer_brings_an_old_ledger_in(new_profile: Profiles, demonstration: Demonstration) -> None:
    page = be(new_profile, demonstration, "george")
    page.goto(f"{demonstration.url}/treasury/import")
    page.get_by_label("The table, as CSV").set_input_files(
        {"name": "old.csv", "mimeType": "text/csv", "buffer": MESSY.encode("utf-8-sig")}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="problem")).to_be_visible()
    for name, column in zip(FIELDS, HEAD, strict=True):
        page.locator(f"#f-column_{name}").select_option(column)
    page.get_by_label("Lines to leave out").fill(str(SUMMED))
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("would stand below its floor")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Floor of Girokonto").fill("-5000")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("32 entries can be imported")).to_be_visible()
    expect(page.get_by_role("row", name="Girokonto (EUR)")).to_contain_text("€292.00")
    assert_accessible(page)
    page.get_by_role("button", name="Read and sign").click()
    dialog = page.locator("dialog.sign")
    told = "You bring in 32 entries from before this record: 4 January 2022 to 11 November 2025."
    expect(dialog).to_contain_text(told)
    expect(dialog).to_contain_text("You open the account “Girokonto”")
    dialog.locator('[data-action="sign"]').click()
    expect(dialog.locator(".receipt-ok").last).to_be_visible(timeout=30_000)
    dialog.locator('[data-action="continue"]').click()
    page.wait_for_url("**/treasury")

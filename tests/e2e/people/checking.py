"""Part four of the main story: receipts are checked again, and an outsider verifies everything offline."""

import itertools
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers

# Put in the way of a Python program, this makes the server's libraries impossible to import.
BLOCKER = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"flask", "sqlalchemy", "werkzeug", "jinja2", "alembic"}:
            raise ImportError(f"{name} must not be needed here")
        return None

sys.meta_path.insert(0, Blocker())
"""


def mei_checks_her_receipts(phone: BrowserUser, folder: Path) -> Path:
    phone.go("/receipts")
    expect(phone.page.locator("li.receipt")).to_have_count(2)
    phone.page.locator("[data-action=check-all]").click()
    expect(phone.page.locator(".receipt-status .receipt-ok")).to_contain_text("All 2 receipts hold")
    expect(phone.page.locator("li .receipt-ok")).to_have_count(2)
    return phone.save(phone.page.locator("li.receipt a[download]").first, folder / "receipt.txt")


def a_stranger_takes_the_record(browsers: Browsers) -> tuple[Path, Path]:
    stranger = browsers.at_browser("A stranger")
    stranger.go("/check")
    bundle = stranger.save('a[href="/check/bundle.zip"]', browsers.folder / "record.zip")
    vkey = stranger.save('a[href="/log/vkey"]', browsers.folder / "vkey.txt")
    assert stranger.page.locator("#vkey").text_content() == vkey.read_text().strip()
    return bundle, vkey


# The auditor verifies when the story is over; some stories move the server's clock ahead.
LATER = ("--clock", "2040-01-01T00:00Z")


def money_lines(report: str) -> dict[str, str]:
    """The amounts of the report's first currency by the name of their line."""
    lines = report.partition("\nMoney in ")[2].splitlines()[1:]
    rows = {}
    for line in itertools.takewhile(lambda one: one.startswith("  "), lines):
        amount, _, name = line.strip().partition("  ")
        rows[name] = amount
    return {name: amount for name, amount in rows.items() if name}


def a_stranger_verifies_it_without_the_servers_parts(
    browsers: Browsers, bundle: Path, vkey: Path, receipt: Path
) -> None:
    result = browsers.community.govern(
        "verify",
        str(bundle),
        "--vkey",
        str(vkey),
        "--receipt",
        str(receipt),
        *LATER,
        env=without_the_servers_parts(browsers.folder),
    )
    assert "Everything holds." in result
    assert "6 members; 1 votes recomputed" in result
    assert money_lines(result) == {"received": "2,000.50", "paid out": "-950.00", "left": "1,050.50"}


def without_the_servers_parts(folder: Path) -> dict[str, str]:
    """The environment of an interpreter that cannot import the server's libraries, which is tried."""
    bare = folder / "bare"
    bare.mkdir()
    (bare / "sitecustomize.py").write_text(BLOCKER)
    env = {"PYTHONPATH": str(bare)}
    for library in ("flask", "sqlalchemy"):
        tried = subprocess.run([sys.executable, "-c", f"import {library}"], env=env, capture_output=True, text=True)
        assert "must not be needed here" in tried.stderr
    return env

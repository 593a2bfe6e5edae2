"""A third language takes one row and one catalogue: pages, scripts and commands then use it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from playwright.sync_api import Page

from tests.tools.browsers.profiles import Profiles
from tests.tools.running import govern_serve
from tests.tools.server import run_govern

ROOT: Final = Path(__file__).resolve().parents[2]
ROW: Final = 'Language("de", "Deutsch", "de_DE", aliases=("de", "deutsch")),'
SCRIPT: Final = "govern/static/js/acts/ballots.js"
PAGE: Final = "templates/base.html"
DAYS: Final = ("%(num)s day", "%(num)s days")
BALLOT: Final = """async () => {
  const app = document.querySelector("script[src$='page/app.js']").src;
  const { describe } = await import(app.replace("page/app", "acts/describe"));
  return describe("ballot-cast", { choice: "yes", poll: "p", prev: "", seq: 1 }, { labels: { p: "Dach" } });
}"""
DATE: Final = """async () => {
  const base = document.querySelector("script[src$='app.js']").src.replace("page/app.js", "language/");
  const [{ ngettext }, { formatDay }, { formatMoney }] =
    await Promise.all(["messages", "dates", "money"].map((name) => import(`${base}${name}.js`)));
  const days = (n) => ngettext("%(num)s day", "%(num)s days", n);
  return [days(1), days(1200), formatDay("2026-12-05"), formatMoney(120050, "EUR")];
}"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which two files differ: the table of languages, and the new catalogue."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in ("govern", "templates"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    table = folder / "govern" / "i18n" / "languages.py"
    table.write_text(table.read_text(encoding="utf-8").replace("ROWS: Final = (", f"ROWS: Final = (\n    {ROW}", 1))
    catalogue = folder / "govern" / "translations" / "de_DE" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    with catalogue.open("wb") as file:
        write_po(file, german())
    subprocess.run([sys.executable, "-m", "govern.i18n"], cwd=folder, check=True)
    return folder


def german() -> Catalog:
    """A tiny catalogue: the rest is shown in English."""
    words = Catalog(locale="de_DE")
    words.add("Skip to the content", "Zum Inhalt", locations=[(PAGE, 1)])
    words.add("You vote YES on “%(title)s”.", "Sie stimmen für „%(title)s“.", locations=[(SCRIPT, 1)])
    words.add(DAYS, ("%(num)s Tag", "%(num)s Tage"), locations=[(SCRIPT, 1)])
    words.add("options", "Optionen", locations=[("govern/cli_i18n.py", 1)])
    return words


@pytest.fixture
def page(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_profile: Profiles) -> Iterator[Page]:
    """The home page of a new community, in German."""
    monkeypatch.chdir(checkout)  # whose package `python -m govern.cli` then runs
    monkeypatch.setenv("GOVERN_INSTANCE", str(tmp_path / "instance"))
    key = str(tmp_path / "founder.key")
    for command in (("keygen", key), ("init", "--name", "Linden Lake", "--founder-key", key)):
        done = run_govern(*command)
        assert done.returncode == 0, done.stderr
    with govern_serve(tmp_path / "instance") as server:
        page = new_profile(locale="de-AT", allow=["no de for"]).new_page()
        page.goto(f"http://localhost:{server.port}/")
        yield page


def test_pages_and_scripts_speak_a_language_that_the_table_and_one_catalogue_add(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("a.skip").text_content() == "Zum Inhalt"
    assert page.get_by_role("button", name="Deutsch").first.get_attribute("aria-pressed") == "true"
    assert page.evaluate(BALLOT)["act"] == "Sie stimmen für „Dach“."
    assert page.evaluate(DATE) == ["1 Tag", "1.200 Tage", "5. Dezember 2026", "1.200,50 EUR"]


def test_commands_speak_it(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    assert "Optionen:" in run_govern("verify", "--help", env={"LANG": "de_DE.UTF-8", "GOVERN_LANG": ""}).stdout

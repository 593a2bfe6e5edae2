"""The signing dialog puts real statements of every type into words, with names that it looks up in the record."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from govern.record import leaf, strict_json
from govern.store.record.log import LeafRow
from govern.web.frame.database import db
from govern.web.words.statements.statement_sentences import WORDS
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve

DESCRIBE: Final = """async ({ base, acts }) => {
  const { fromRecord } = await import(`${base}signing/from-record.js`);
  const { describe } = await import(`${base}acts/describe.js`);
  const told = {};
  for (const [kind, payload] of Object.entries(acts)) {
    const { act, more, warning } = await describe(kind, payload, await fromRecord(kind, payload, { labels: {} }));
    told[kind] = [act, ...more, warning];
  }
  return told;
}"""
UNFINISHED: Final = re.compile(r"undefined|null|NaN|\[object|%\(|[0-9a-f]{64}")
CHINESE: Final = re.compile("[\u4e00-\u9fff]")
FEWEST: Final = 40  # types of statements that people signed in the demonstration


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of a served demonstration, and a statement of each type that people signed in it."""
    with demonstration_app(tmp_path_factory.mktemp("demo") / "instance") as app:
        with app.app_context():
            acts = {
                row.kind: strict_json.decode(leaf.parse(row.data).envelope.payload)
                for row in db.session.query(LeafRow).order_by(LeafRow.index)
                if WORDS[row.kind].dialog
            }
        with serve(app) as server:
            yield server.url, acts


def told(page: Page, url: str, acts: dict[str, Any]) -> dict[str, list[str]]:
    page.goto(url)
    base = str(page.locator("script[src*='page/app.js']").get_attribute("src")).partition("page/app.js")[0]
    return dict(page.evaluate(DESCRIBE, {"base": base, "acts": acts}))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_act_of_the_demonstration_is_put_into_words(
    language: str, new_profile: Profiles, demonstration: tuple[str, dict[str, Any]], tmp_path: Path
) -> None:
    url, acts = demonstration
    page = new_profile(now=NOW, allow=("410 (",)).new_page()
    found = told(page, f"{url}/record?lang={language}", acts)
    assert len(found) > FEWEST
    assert {kind: lines for kind, lines in found.items() if UNFINISHED.search(" ".join(lines))} == {}
    if language == "zh-Hans":
        assert [kind for kind, lines in found.items() if not CHINESE.search(lines[0])] == []
    else:
        assert found["payment-recorded"][0].startswith("You record that ")
        assert "smallest unit" not in " ".join(line for lines in found.values() for line in lines)

"""Members' texts on a phone: wide tables and long words scroll or break, and the page does not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from govern.store.facts.proposals import ProposalRow
from govern.web.frame.database import db
from tests.browser.signing.test_voting import ServedVotes, be
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import demonstration_app
from tests.tools.server import serve

TABLE = """| Item | Quantity | Unit price | Supplier | Delivery time | Total |
|--|--|--|--|--|--|
| Photovoltaic panels | 24 | €189.00 | Solarwerkstatt | 6 weeks | €4,536.00 |
| Inverter | 1 | €1,450.00 | Solarwerkstatt | 2 weeks | €1,450.00 |
"""
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle" * 2
TOO_WIDE = "|" + "a|" * 31 + "\n|" + "-|" * 31 + "\n|" + "b|" * 31 + "\n"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCROLLED = """(box) => new Promise((done) => {
  if (box.scrollLeft > 0) done(true);
  box.addEventListener("scroll", () => done(true), { once: true });
})"""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    with demonstration_app(tmp_path_factory.mktemp("phone") / "instance") as app:
        with app.app_context():
            proposal = db.session.query(ProposalRow).filter(ProposalRow.scope == "community").first()
            assert proposal is not None
            id_ = proposal.id
        with serve(app) as server:
            yield ServedVotes(server.url, id_)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("Inverter", LONG_WORD),
        f"> - {LONG_WORD}\n\n{TABLE}\n[{LONG_WORD}](https://e.org)",
        f"`{LONG_WORD}`",
        TOO_WIDE,
    ],
    ids=["table", "long word in a table", "long words", "code", "table that is too wide"],
)
def test_no_member_text_makes_the_page_scroll_sideways(
    new_profile: Profiles, demonstration: ServedVotes, text: str, width: int
) -> None:
    tab = be(new_profile, demonstration, "mei")
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/discussion")
    expect(tab.locator("html[data-ready]")).to_be_attached()
    tab.get_by_label("Your comment").fill(text)
    expect(tab.locator("#preview > *").first).to_be_attached()
    assert tab.evaluate(SIDEWAYS) == 0
    if text == TABLE and width == 390:
        box = tab.get_by_role("group", name="Table")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        tab.keyboard.press("ArrowRight")
        assert box.evaluate(SCROLLED)
        assert_accessible(tab)

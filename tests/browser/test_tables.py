"""Wide tables on narrow screens become cards with a label for each value; parts of a page can be folded."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.js_site import ScriptSite, page
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve

WIDE = """<div class="table-wrap" role="region" tabindex="0" aria-label="Payments"><table id="wide">
<thead><tr><th scope="col">Paid on</th><th scope="col">Payee</th><th scope="col">Reference</th>
<th scope="col" class="number">Amount</th></tr></thead>
<tbody><tr><td>18 Nov</td><th scope="row">Roof &amp; Sons</th><td></td>
<td class="number">500.00 <b>reversed</b></td></tr></tbody>
<tfoot><tr><th scope="row" colspan="3">All together</th><td class="number">500.00</td></tr></tfoot></table></div>"""
SMALL = """<div class="table-wrap"><table id="small"><thead><tr><th scope="col">Account</th><th scope="col">Sum</th>
</tr></thead><tbody><tr><th scope="row">Main</th><td>1.00</td></tr></tbody></table></div>"""
FOLD = """<details class="fold"><summary><h2>Proposals</h2></summary><dl><dt id="rule-5.1">5.1</dt><dd>Words.</dd></dl>
</details>"""
LABEL = "cell => getComputedStyle(cell, '::before').content"


@pytest.fixture
def url() -> Iterator[str]:
    site = ScriptSite()
    site.pages["/tables"], site.pages["/rules"] = page(WIDE + SMALL), page(FOLD)
    with serve(site) as served:
        yield served.url


def opened(new_profile: Profiles, address: str, width: int) -> Page:
    tab = new_profile(width=width).new_page()
    tab.goto(address)
    expect(tab.locator("html[data-ready]")).to_be_attached()
    return tab


def test_on_a_phone_a_row_is_a_card_with_the_names_of_its_columns(url: str, new_profile: Profiles) -> None:
    tab = opened(new_profile, f"{url}/tables", 320)
    row = tab.locator("#wide tbody tr")
    cells = row.locator("td").all()
    assert [cell.evaluate(LABEL) for cell in (cells[0], cells[2])] == ['"Paid on"', '"Amount"']
    expect(cells[1]).to_be_hidden()
    assert tab.locator("#wide tfoot td").evaluate(LABEL) == '"Amount"'
    boxes = [part.bounding_box() for part in (row.locator("th"), cells[0], cells[2])]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(boxes)
    assert not tab.evaluate("document.querySelector('.table-wrap').scrollWidth > innerWidth")


def test_a_card_is_still_a_row_to_a_screen_reader(url: str, new_profile: Profiles) -> None:
    tab = opened(new_profile, f"{url}/tables", 320)
    table = tab.get_by_role("table").first
    expect(table.get_by_role("rowheader", name="Roof & Sons")).to_be_visible()
    expect(table.get_by_role("cell", name="Amount 500.00 reversed")).to_be_visible()
    expect(table.get_by_role("columnheader")).to_have_count(4)


def test_wide_screens_and_small_tables_keep_their_columns(url: str, new_profile: Profiles) -> None:
    tab = opened(new_profile, f"{url}/tables", 1280)
    assert tab.locator("#wide tbody td").first.evaluate(LABEL) == "none"
    tab.set_viewport_size({"width": 320, "height": 800})
    assert tab.locator("#small td").evaluate(LABEL) == "none"
    assert tab.locator("#small").evaluate("one => getComputedStyle(one).display") == "table"


def test_a_folded_part_opens_for_an_address_inside_it(url: str, new_profile: Profiles) -> None:
    expect(opened(new_profile, f"{url}/rules", 390).get_by_text("Words.")).to_be_hidden()
    expect(opened(new_profile, f"{url}/rules#rule-5.1", 390).get_by_text("Words.")).to_be_visible()

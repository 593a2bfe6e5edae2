"""Dates and times in the reader's own time zone and language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.js_site import TURN, ScriptSite
from tests.tools.server import serve

MOMENT = """async ({ lang, at }) => {
  TURN;
  return (await import("/static/js/language/dates.js")).formatMoment(at);
}""".replace("TURN;", TURN)
AT = 1_796_000_000_000  # 30 November 2026, 00:53 UTC


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(ScriptSite()) as served:
        yield served.url


@pytest.mark.parametrize(
    ("zone", "lang", "written"),
    [
        ("Asia/Shanghai", "zh-Hans", "2026年11月30日 08:53（中国标准时间）"),
        ("America/New_York", "zh-Hans", "2026年11月29日 19:53（北美东部标准时间）"),
        ("UTC", "zh-Hans", "2026年11月30日 00:53（UTC）"),
        ("Asia/Shanghai", "en", "30 Nov 2026, 08:53 China Standard Time"),
        ("Europe/Berlin", "en", "30 Nov 2026, 01:53 CET"),
        ("Europe/London", "en", "30 Nov 2026, 00:53 GMT"),
    ],
)
def test_a_moment_names_the_reader_s_time(
    playwright_browser: Browser, url: str, zone: str, lang: str, written: str
) -> None:
    context = playwright_browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(url)
    assert page.evaluate(MOMENT, {"lang": lang, "at": AT}) == written
    context.close()
